/** @file Looks at all that Jupyter needs of us: what is there, what is wrong, and the remedy. */
import {accessSync, constants, existsSync, readdirSync} from "node:fs";
import {delimiter, join} from "node:path";
import {dataFolders, here, type Environment} from "./paths.ts";
import {askPython} from "./python.ts";
import {missingFiles, ours, readSpec, type Spec} from "./spec.ts";

export interface Finding {
  readonly good: boolean;
  readonly what: string;
  readonly remedy?: string;
}

export interface Installed {
  readonly folder: string;
  readonly spec: Spec;
}

/** Our kernelspecs in the folders where Jupyter looks, that which Jupyter takes first going first. */
export function findInstalled(environment: Environment = here): readonly Installed[] {
  return dataFolders(environment).flatMap((data) => specsIn(join(data, "kernels"))).filter(({spec}) => ours(spec));
}

function specsIn(folder: string): readonly Installed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const spec = readSpec(join(folder, name));
    return spec instanceof Error ? [] : [{folder: join(folder, name), spec}];
  });
}

export async function examineZeromq(): Promise<Finding> {
  try {
    const {version} = await import("zeromq");
    return {good: true, what: `zeromq loads (libzmq ${version})`};
  } catch (error) {
    return {good: false, what: `zeromq does not load: ${(error as Error).message}`, remedy: "install spikebook again with this Node (npm i spikebook)"};
  }
}

/** Whether the kernelspec can work at all; the start is tried elsewhere. */
export function examineSpec({folder, spec}: Installed): Finding {
  const missing = missingFiles(spec);
  if (missing.length === 0) return {good: true, what: `kernelspec in ${folder}: ${spec.display_name}`};
  return {good: false, what: `kernelspec in ${folder} points to what is gone: ${missing.join(", ")}`, remedy: "spikebook install writes it anew"};
}

/** What else is there; its absence is no fault, for our own runner needs none of it. */
export function examineJupyter(environment: Environment = here): readonly Finding[] {
  const commands = ["jupyter", "jupyter-lab", "jupyter-notebook"].flatMap((name) => onPath(name, environment) ?? []);
  const jupyter = commands.length > 0 ? `Jupyter: ${commands.join(", ")}` : "no jupyter command on the path (VS Code and our own runner need none)";
  const client = askPython("import nbclient, jupyter_client; print(f'nbclient {nbclient.__version__}, jupyter_client {jupyter_client.__version__}')");
  return [jupyter, client ?? "no nbclient in the Python on the path (spikebook run needs none)"].map((what) => ({good: true, what}));
}

function onPath(name: string, {platform, variables}: Environment): string | undefined {
  const file = platform === "win32" ? `${name}.exe` : name;
  return (variables["PATH"] ?? "").split(delimiter).map((folder) => join(folder, file)).find(executable);
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
