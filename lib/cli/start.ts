/** @file `spikebook start`: the notebooks in JupyterLab, on Node alone. */
import {join} from "node:path";
import type {Ui} from "../lab/server/ui.ts";
import {labUi} from "../lab/ui/ui.ts";
import {cacheFolder, defaultNotebooks} from "./folders.ts";
import {lab, labHelp} from "./lab.ts";
import {progressLine} from "./progress-line.ts";

const usage = `${labHelp.replace("spikebook lab", "spikebook start")}
  --prepare      install and build JupyterLab's page, as the first start does, and end

The first start installs JupyterLab's packages from npm and builds its page from them.`;

export async function start(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) return console.log(usage), 0;
  if (!args.includes("--prepare")) return lab(args, frontEnd);
  try {
    await frontEnd(defaultNotebooks());
  } catch (error) {
    return console.error((error as Error).message), 1;
  }
  return console.log("lab: JupyterLab is installed and built"), 0;
}

/** What the first start has to do is said in a line for each step, and in one that counts where it can be seen. */
async function frontEnd(folder: string): Promise<Ui> {
  const line = progressLine();
  let said = "";
  const progress = (text: string): void => {
    const step = text.replace(/: \d+ s$/, "");
    if (step !== said) line.print((said = step));
    line.show(text);
  };
  try {
    return await labUi({folder, cache: join(cacheFolder(), "lab"), progress});
  } finally {
    line.clear();
  }
}
