/** @file "Restart, run all, same outputs?": whether a notebook says by itself what it shows. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import {Dialog, ICommandPalette, showDialog} from "@jupyterlab/apputils";
import {INotebookTracker, NotebookActions, type NotebookPanel} from "@jupyterlab/notebook";
import {Widget} from "@lumino/widgets";
import type {Difference} from "../../../../notebook/compare/compare.ts";
import type {Notebook} from "../../../../notebook/format/document.ts";

const command = "spikebook:same-outputs";

export const sameOutputs: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:same-outputs",
  description: "Runs a notebook afresh and compares its outputs.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate({commands}, tracker: INotebookTracker, palette: ICommandPalette | null) {
    commands.addCommand(command, {
      label: "Restart, Run All: Same Outputs?",
      caption: "Run the notebook from top to bottom in a fresh kernel, and compare what it shows with what it showed",
      isEnabled: () => tracker.currentWidget !== null,
      execute: async () => {
        if (tracker.currentWidget) await tell(await runAfresh(tracker.currentWidget));
      }
    });
    tracker.currentChanged.connect(() => commands.notifyCommandChanged(command));
    palette?.addItem({command, category: "Notebook Operations"});
  }
};

interface Verdict {
  readonly title: string;
  readonly text: string;
}

async function runAfresh({content, model, sessionContext}: NotebookPanel): Promise<Verdict> {
  const read = (): Notebook => structuredClone(model!.toJSON()) as unknown as Notebook;
  const stored = read();
  // A kernel that has not yet introduced itself is still being asked, and a restart would break that off.
  await sessionContext.session?.kernel?.info;
  await sessionContext.restartKernel();
  if (!(await NotebookActions.runAll(content, sessionContext))) return {title: "A cell failed", text: "The run ended at the cell that shows the error; what stands below it is from before."};
  return verdict(stored, read());
}

async function verdict(stored: Notebook, fresh: Notebook): Promise<Verdict> {
  const [{compareNotebooks}, {tolerance}, {reportDifferences}] = await Promise.all([import("../../../../notebook/compare/compare.ts"), import("../../../../notebook/compare/number.ts"), import("../../../../notebook/compare/report.ts")]);
  const found: readonly Difference[] = compareNotebooks(stored, fresh, tolerance());
  if (found.length > 0) return {title: `${found.length} ${found.length === 1 ? "difference" : "differences"}`, text: reportDifferences(found, tolerance())};
  const outputs = fresh.cells.reduce((sum, cell) => sum + (cell.cell_type === "code" ? cell.outputs.length : 0), 0);
  return {title: "The same", text: `All ${outputs} outputs are what they were: numbers to a relative ${tolerance().relative}, all else to the letter. Images and timings are left out.`};
}

async function tell({title, text}: Verdict): Promise<void> {
  const body = new Widget({node: Object.assign(document.createElement("pre"), {textContent: text})});
  body.addClass("spikebook-Verdict");
  await showDialog({title, body, buttons: [Dialog.okButton({label: "Close"})]});
}
