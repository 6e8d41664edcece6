/** @file `spikebook install`: tells Jupyter that the kernel is there. */
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {writeSpec} from "../jupyter/install/install.ts";
import {makeSpec} from "../jupyter/install/spec.ts";
import {moduleUrl, nodeArguments} from "../jupyter/module-url.ts";
import {chooseEngine, engineArguments, engineHelp, engineOptions} from "./engines.ts";
import {guarded, placeFolder, placeHelp, placeOptions} from "./place.ts";

const usage = `usage: spikebook install [OPTIONS]

Writes the kernelspec, so that JupyterLab, VS Code and nbclient find the kernel.

${placeHelp}
  --display-name N what the launcher shows (default TypeScript (Spikebook))
${engineHelp}`;

const options = {...placeOptions, ...engineOptions, "display-name": {type: "string"}} as const;

export function install(args: readonly string[]): Promise<number> {
  return guarded("install", usage, () => {
    const {values} = parseArgs({args: [...args], options});
    if (values.help) return console.log(usage), 0;
    const choice = chooseEngine(values);
    const folder = placeFolder(values);
    writeSpec(folder, makeSpec({
      program: {node: process.execPath, nodeArguments, file: fileURLToPath(moduleUrl("./spikebook", import.meta.url))},
      displayName: values["display-name"] ?? (choice.engine === "tslab" ? "TypeScript (tslab in Spikebook)" : "TypeScript (Spikebook)"),
      extra: engineArguments(choice)
    }));
    console.log(`spikebook: the kernel "${values.name}" is installed in ${folder}`);
    return 0;
  });
}
