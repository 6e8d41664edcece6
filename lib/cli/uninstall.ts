/** @file `spikebook uninstall`: takes the kernelspec away. */
import {parseArgs} from "node:util";
import {removeSpec} from "../jupyter/install/install.ts";
import {guarded, placeFolder, placeHelp, placeOptions} from "./place.ts";

const usage = `usage: spikebook uninstall [OPTIONS]

${placeHelp}`;

export function uninstall(args: readonly string[]): Promise<number> {
  return guarded("uninstall", usage, () => {
    const {values} = parseArgs({args: [...args], options: placeOptions});
    if (values.help) return console.log(usage), 0;
    const folder = placeFolder(values);
    const found = removeSpec(folder);
    console.log(found ? `spikebook: removed ${folder}` : `spikebook: there is no kernelspec in ${folder}; spikebook doctor lists those there are`);
    return found ? 0 : 1;
  });
}
