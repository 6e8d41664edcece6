/** @file The kernels that are offered: our own, and every other that is installed where Jupyter looks. */
import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {dataFolders} from "../../../jupyter/install/paths.ts";
import {ours, readSpec, type Spec} from "../../../jupyter/install/spec.ts";
import {startForeign} from "./foreign.ts";
import type {StartLink} from "./link.ts";
import {startOwn} from "./own.ts";

export interface Kernelspec {
  readonly name: string;
  readonly spec: Spec;
  /** The folder of its logos. */
  readonly resources: string;
  readonly start: StartLink;
}

export const ownName = "spikebook";

/** `kernel.json` without a command line: the server starts it by itself. */
const own: Kernelspec = {
  name: ownName,
  spec: {argv: [], display_name: "TypeScript (Spikebook)", language: "typescript", interrupt_mode: "message", metadata: {debugger: false, implementation: "spikebook"}, env: {}},
  resources: fileURLToPath(new URL("../../../jupyter/install/assets/", import.meta.url)),
  start: startOwn
};

/** By name; read anew each time, since kernels are installed while we run. The first folder's goes before the others'. */
export function kernelspecs(folders: readonly string[] = dataFolders()): ReadonlyMap<string, Kernelspec> {
  const found = new Map([[ownName, own]]);
  for (const folder of folders.map((data) => join(data, "kernels")).filter(existsSync)) {
    for (const name of readdirSync(folder).sort()) {
      const resources = join(folder, name);
      const spec = readSpec(resources);
      if (found.has(name) || spec instanceof Error || !usable(spec)) continue;
      found.set(name, {name, spec, resources, start: (options) => startForeign(spec, resources, options)});
    }
  }
  return found;
}

/** Our own kernel, installed under its usual command line, is the one that is there already. */
function usable(spec: Spec): boolean {
  if (!Array.isArray(spec.argv) || spec.argv.length === 0 || typeof spec.display_name !== "string") return false;
  return !ours(spec) || spec.argv.includes("--engine") || spec.argv.includes("--max-heap-mb");
}
