/** @file The command that opens a launcher, and an open launcher wherever nothing else is open. */
import {ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin} from "@jupyterlab/application";
import {ICommandPalette, MainAreaWidget} from "@jupyterlab/apputils";
import {IDefaultFileBrowser} from "@jupyterlab/filebrowser";
import {ILauncher, LauncherModel} from "@jupyterlab/launcher";
import {ITranslator} from "@jupyterlab/translation";
import {addIcon, launcherIcon} from "@jupyterlab/ui-components";
import type {Widget} from "@lumino/widgets";
import {ChapterLauncher} from "./launcher.ts";

const command = "launcher:create";

interface Parts {
  readonly app: JupyterFrontEnd;
  readonly shell: ILabShell;
  readonly model: LauncherModel;
  readonly translator: ITranslator;
  readonly browser: IDefaultFileBrowser | null;
}

export const launcher: JupyterFrontEndPlugin<ILauncher> = {
  id: "spikebook:launcher",
  description: "Shows the chapters, and what can be begun.",
  autoStart: true,
  requires: [ITranslator, ILabShell],
  optional: [ICommandPalette, IDefaultFileBrowser],
  provides: ILauncher,
  activate(app, translator: ITranslator, shell: ILabShell, palette: ICommandPalette | null, browser: IDefaultFileBrowser | null) {
    const model = new LauncherModel();
    const parts: Parts = {app, shell, model, translator, browser};
    app.commands.addCommand(command, {
      label: "New Launcher",
      icon: (args) => (args["toolbar"] ? addIcon : undefined),
      execute: (args) => openLauncher(parts, args as LauncherArguments)
    });
    palette?.addItem({command, category: "Launcher"});
    shell.addButtonEnabled = true;
    shell.addRequested.connect((_, {currentTitle, titles}) => void app.commands.execute(command, {ref: (currentTitle ?? titles[titles.length - 1]!).owner.id}));
    void Promise.all([app.restored, browser?.model.restored]).then(() => shell.layoutModified.connect(() => {
      if (shell.isEmpty("main")) void app.commands.execute(command);
    }));
    return model;
  }
};

interface LauncherArguments {
  readonly cwd?: string;
  readonly ref?: string;
  readonly activate?: boolean;
}

let opened = 0;

/** What is begun in a launcher takes its place. */
function openLauncher({app, shell, model, translator, browser}: Parts, {cwd = browser?.model.path ?? "", ref, activate}: LauncherArguments): Widget {
  const id = `launcher-${opened++}`;
  const replace = (item: Widget): void => {
    if (![...shell.widgets("main")].includes(item)) return;
    shell.add(item, "main", {ref: id});
    content.dispose();
  };
  const openFile = (path: string): void => void app.commands.execute("docmanager:open", {path}).then(replace);
  const content = new ChapterLauncher({model, cwd, callback: replace, commands: app.commands, translator}, openFile);
  content.title.icon = launcherIcon;
  content.title.label = "Launcher";
  const main = new MainAreaWidget({content});
  main.id = id;
  shell.add(main, "main", {...(activate !== undefined && {activate}), ...(ref !== undefined && {ref})});
  const closable = (): void => void (main.title.closable = [...shell.widgets("main")].length > 1);
  closable();
  shell.layoutModified.connect(closable, main);
  followFolder(content, browser);
  return main;
}

/** New files come to be in the folder that the file browser shows. */
function followFolder(content: ChapterLauncher, browser: IDefaultFileBrowser | null): void {
  if (!browser) return;
  const follow = ({path}: {readonly path: string}): void => void (content.cwd = path);
  browser.model.pathChanged.connect(follow);
  content.disposed.connect(() => browser.model.pathChanged.disconnect(follow));
}
