/** @file Hears when a person moves a control that stands in a notebook's output. */
import type {CodeCell} from "@jupyterlab/cells";
import type {NotebookPanel} from "@jupyterlab/notebook";
import type {IAnyMessageArgs} from "@jupyterlab/services/lib/kernel/kernel";

const view = "application/vnd.jupyter.widget-view+json";

/** Calls `moved` with the cell's id whenever the page sends the kernel a new value of a control that the cell shows. */
export function hearMoves({content, sessionContext}: NotebookPanel, moved: (cell: string) => void): void {
  const owner = (model: string): string | undefined => content.widgets.find((cell) => cell.model.type === "code" && shows(cell as CodeCell, model))?.model.id;
  const hear = (_: unknown, {direction, msg}: IAnyMessageArgs): void => {
    if (direction !== "send" || msg.header.msg_type !== "comm_msg") return;
    const {comm_id: model, data} = msg.content as {readonly comm_id: string; readonly data?: {readonly method?: string}};
    const cell = data?.method === "update" ? owner(model) : undefined;
    if (cell !== undefined) moved(cell);
  };
  const listen = (): void => void sessionContext.session?.kernel?.anyMessage.connect(hear);
  listen();
  sessionContext.kernelChanged.connect(listen);
}

function shows({model: {outputs}}: CodeCell, model: string): boolean {
  return Array.from({length: outputs.length}, (_, i) => outputs.get(i).data[view] as {readonly model_id?: string} | undefined).some((each) => each?.model_id === model);
}
