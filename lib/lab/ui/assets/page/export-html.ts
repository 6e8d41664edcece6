/** @file "Export as HTML": the notebook in front as one page that needs no other file. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import {ICommandPalette} from "@jupyterlab/apputils";
import {PageConfig, PathExt} from "@jupyterlab/coreutils";
import {INotebookTracker, type NotebookPanel} from "@jupyterlab/notebook";

const command = "spikebook:export-html";

export const exportHtml: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:export-html",
  description: "Saves a notebook as a page of its own.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate({commands}, tracker: INotebookTracker, palette: ICommandPalette | null) {
    commands.addCommand(command, {
      label: "Export as HTML",
      caption: "Save the notebook, and a page of it that opens in any browser without a network",
      isEnabled: () => tracker.currentWidget !== null,
      execute: async () => {
        if (tracker.currentWidget) await download(tracker.currentWidget);
      }
    });
    tracker.currentChanged.connect(() => commands.notifyCommandChanged(command));
    palette?.addItem({command, category: "Notebook Operations"});
  }
};

/** The server writes the page from the file, so that is saved first. */
async function download({context, model}: NotebookPanel): Promise<void> {
  if (model?.dirty && !model.readOnly) await context.save();
  const href = PageConfig.getNBConvertURL({path: context.localPath, format: "html", download: true});
  Object.assign(document.createElement("a"), {href, download: `${PathExt.basename(context.localPath, ".ipynb")}.html`}).click();
}
