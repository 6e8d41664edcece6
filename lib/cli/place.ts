/** @file The options of `install` and `uninstall` that say where the kernelspec goes. */
import {specFolder} from "../jupyter/install/install.ts";
import {prefixDataFolder, systemPrefix, userDataFolder} from "../jupyter/install/paths.ts";
import {askPython} from "../jupyter/install/python.ts";

export const placeHelp = `  --user           for this user (the default; JUPYTER_DATA_DIR is respected)
  --prefix DIR     under DIR/share/jupyter
  --sys-prefix     in the active Python environment
  --name NAME      the kernel's name (default spikebook)`;

export const placeOptions = {
  user: {type: "boolean"},
  prefix: {type: "string"},
  "sys-prefix": {type: "boolean"},
  name: {type: "string", default: "spikebook"},
  help: {type: "boolean"}
} as const;

export interface Place {
  readonly user?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly "sys-prefix"?: boolean | undefined;
  readonly name: string;
}

/** The kernelspec's folder. */
export function placeFolder(place: Place): string {
  const chosen = [place.user, place.prefix !== undefined, place["sys-prefix"]].filter(Boolean).length;
  if (chosen > 1) throw new Error("only one of --user, --prefix and --sys-prefix can be meant");
  if (place.prefix !== undefined) return specFolder(prefixDataFolder(place.prefix), place.name);
  if (!place["sys-prefix"]) return specFolder(userDataFolder(), place.name);
  const prefix = systemPrefix() ?? askPython("import sys; print(sys.prefix)");
  if (prefix === undefined) throw new Error("--sys-prefix needs an active Python environment or a python3 on the path; --prefix DIR needs neither");
  return specFolder(prefixDataFolder(prefix), place.name);
}

/** Runs a command: bad arguments give its usage and code 2, a failure its message and code 1. */
export async function guarded(who: string, usage: string, run: () => number | Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const {message, code = ""} = error as NodeJS.ErrnoException;
    const misused = code.startsWith("ERR_PARSE_ARGS") || code === "" || error instanceof RangeError;
    console.error(`spikebook ${who}: ${message}${misused ? `\n\n${usage}` : ""}`);
    return misused ? 2 : 1;
  }
}
