/** @file The panel of variables: what the notebook in front has made, asked of its kernel after each cell. */
import {ILabShell, type JupyterFrontEndPlugin} from "@jupyterlab/application";
import {ICommandPalette} from "@jupyterlab/apputils";
import {INotebookTracker, NotebookActions, type NotebookPanel} from "@jupyterlab/notebook";
import {listIcon} from "@jupyterlab/ui-components";
import {askVariables} from "./ask.ts";
import {VariablePanel} from "./panel.ts";
import "./variables.css";

const command = "spikebook:variables";
/** Cells that run one after the other are asked about once, ms. */
const pause = 150;
/** What was asked and not answered is asked again, ms. */
const patience = 2000;

export const variables: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:variables",
  description: "Lists the variables of a notebook.",
  autoStart: true,
  requires: [INotebookTracker, ILabShell],
  optional: [ICommandPalette],
  activate({commands}, tracker: INotebookTracker, shell: ILabShell, palette: ICommandPalette | null) {
    const refresh = refresher(tracker);
    const panel: VariablePanel = new VariablePanel(() => refresh(panel));
    panel.id = "spikebook-variables";
    panel.title.icon = listIcon;
    panel.title.caption = "Variables";
    shell.add(panel, "right", {rank: 500});
    const soon = (): void => refresh(panel);
    const follow = ({sessionContext}: NotebookPanel): void => {
      sessionContext.kernelChanged.connect(soon);
      sessionContext.statusChanged.connect((_, status) => void (status === "restarting" && soon()));
      // What was asked of a kernel that has gone is answered by nobody: the next one is asked anew.
      sessionContext.connectionStatusChanged.connect((_, status) => void (status === "connected" && soon()));
    };
    tracker.forEach(follow);
    tracker.widgetAdded.connect((_, notebook) => follow(notebook));
    tracker.currentChanged.connect(soon);
    NotebookActions.executed.connect(soon);
    commands.addCommand(command, {label: "Variables", caption: "Show what the cells of the notebook have made", execute: () => shell.activateById(panel.id)});
    palette?.addItem({command, category: "Notebook Operations"});
  }
};

/** Brings the panel up to date a little later, if it is seen then; where nobody answers, it looks again. */
function refresher(tracker: INotebookTracker): (panel: VariablePanel) => void {
  let [timer, turn] = [0, 0];
  const look = (panel: VariablePanel): void => {
    const notebook = tracker.currentWidget;
    const kernel = notebook?.sessionContext.session?.kernel;
    const mine = ++turn;
    if (!panel.isVisible) return;
    timer = window.setTimeout(() => again(panel, mine), patience);
    if (!notebook || !kernel) return panel.tell("No notebook with a kernel is in front.");
    if (notebook.model?.defaultKernelLanguage !== "typescript") return panel.tell("Only a TypeScript kernel tells its variables.");
    void askVariables(kernel).then((found) => {
      // Another notebook may have come to the front, or another cell have run.
      if (!found || mine !== turn || panel.isDisposed) return;
      clearTimeout(timer);
      panel.tell(found);
    });
  };
  /** A question can be lost while a kernel starts; one that computes answers when it is done. */
  const again = (panel: VariablePanel, asked: number): void => {
    if (asked !== turn || panel.isDisposed) return;
    if (tracker.currentWidget?.sessionContext.session?.kernel?.status === "busy") timer = window.setTimeout(() => again(panel, asked), patience);
    else look(panel);
  };
  return (panel) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => look(panel), pause);
  };
}
