/** @file No hidden state: stale cells are marked, and one command runs them; on wish they run by themselves. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import {ICommandPalette} from "@jupyterlab/apputils";
import {INotebookTracker, type NotebookPanel} from "@jupyterlab/notebook";
import {ISettingRegistry} from "@jupyterlab/settingregistry";
import {watch, type Watch} from "./watch.ts";
import "./stale.css";

const id = "@spikebook/lab:stale";
const runStale = "spikebook:run-stale";
const toggleReactive = "spikebook:toggle-reactive";

export const stale: JupyterFrontEndPlugin<void> = {
  id,
  description: "Marks cells whose inputs changed since they ran.",
  autoStart: true,
  requires: [INotebookTracker, ISettingRegistry],
  optional: [ICommandPalette],
  async activate({commands}, tracker: INotebookTracker, registry: ISettingRegistry, palette: ICommandPalette | null) {
    const watches = new WeakMap<NotebookPanel, Watch>();
    const current = (): Watch | undefined => (tracker.currentWidget ? watches.get(tracker.currentWidget) : undefined);
    const changed = (): void => commands.notifyCommandChanged(runStale);
    let reactive = false;
    let [running, again] = [false, false];
    // What changes while cells run, a slider on its way, is seen to when they have run.
    const run = async (of: Watch | undefined, edits = true): Promise<void> => {
      again = running;
      if (!of || running) return;
      running = true;
      await of.runStale(edits).finally(() => void (running = false));
      if (again) await run(of, edits);
    };
    const begin = (panel: NotebookPanel): void => void watches.set(panel, watch(panel, changed, (of) => void (reactive && of.count > 0 && run(of, false))));
    tracker.forEach(begin);
    tracker.widgetAdded.connect((_, panel) => begin(panel));
    tracker.currentChanged.connect(changed);
    commands.addCommand(runStale, {
      label: ({toolbar}) => (toolbar ? `Run ${current()?.count ?? 0} stale` : "Run Stale Cells"),
      caption: "Run the cells whose results no longer say what the notebook says, from top to bottom",
      isEnabled: () => (current()?.count ?? 0) > 0,
      isVisible: ({toolbar}) => !toolbar || (current()?.count ?? 0) > 0,
      execute: () => run(current())
    });
    const settings = await registry.load(id);
    const read = (): void => {
      reactive = settings.get("reactive").composite === true;
      commands.notifyCommandChanged(toggleReactive);
    };
    commands.addCommand(toggleReactive, {label: "Run Dependent Cells by Themselves", isToggled: () => reactive, execute: async () => {
      reactive = !reactive;
      commands.notifyCommandChanged(toggleReactive);
      await settings.set("reactive", reactive);
    }});
    settings.changed.connect(read);
    read();
    for (const command of [runStale, toggleReactive]) palette?.addItem({command, category: "Notebook Cell Operations"});
  }
};
