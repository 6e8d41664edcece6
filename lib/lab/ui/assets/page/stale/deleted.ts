/** @file The cells that JupyterLab will tell the kernel to be deleted, without those that an undo has brought back. */
import type {Notebook} from "@jupyterlab/notebook";

/** To be asked when a run has been decided on and not yet sent: the list that is sent is put right. */
export function takeDeleted({model, widgets}: Notebook): readonly string[] {
  const named = model?.deletedCells ?? [];
  const present = new Set(widgets.map((cell) => cell.model.id));
  named.splice(0, named.length, ...named.filter((id) => !present.has(id)));
  return [...named];
}
