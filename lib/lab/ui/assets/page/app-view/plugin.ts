/** @file The app view: a notebook's text, inputs and outputs without its code; as long as the page is open, and in no file. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import {ICommandPalette} from "@jupyterlab/apputils";
import {INotebookTracker} from "@jupyterlab/notebook";
import "./app-view.css";

const command = "spikebook:app-view";
const mark = "spikebook-app";

export const appView: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:app-view",
  description: "Shows a notebook without its code.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate({commands}, tracker: INotebookTracker, palette: ICommandPalette | null) {
    commands.addCommand(command, {
      label: "App View: Hide Code",
      caption: "Show text, controls and results alone; the notebook itself does not change",
      isEnabled: () => tracker.currentWidget !== null,
      isToggled: () => tracker.currentWidget?.content.hasClass(mark) ?? false,
      execute: () => {
        tracker.currentWidget?.content.toggleClass(mark);
        commands.notifyCommandChanged(command);
      }
    });
    tracker.currentChanged.connect(() => commands.notifyCommandChanged(command));
    palette?.addItem({command, category: "Notebook Operations"});
  }
};
