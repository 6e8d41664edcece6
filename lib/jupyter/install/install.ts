/** @file Puts our kernelspec where Jupyter looks, and takes it away again. */
import {cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Spec} from "./spec.ts";

const assets = fileURLToPath(new URL("./assets/", import.meta.url));

/** @throws RangeError if Jupyter would not take `name` as the name of a kernel. */
export function specFolder(dataFolder: string, name: string): string {
  if (!/^[\w.-]+$/.test(name) || /^\.+$/.test(name)) throw new RangeError(`kernel name: must be of letters, digits, ".", "_" and "-", got ${JSON.stringify(name)}`);
  return join(dataFolder, "kernels", name);
}

/** Writes the kernelspec with its logos as a whole: under a name of its own first, then in place of what was there. */
export function writeSpec(folder: string, spec: Spec): void {
  const fresh = `${folder}.${process.pid}.new`;
  const old = `${folder}.${process.pid}.old`;
  mkdirSync(fresh, {recursive: true});
  try {
    for (const file of ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]) cpSync(join(assets, file), join(fresh, file));
    writeFileSync(join(fresh, "kernel.json"), JSON.stringify(spec, null, 2) + "\n");
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } finally {
    for (const each of [fresh, old]) rmSync(each, {recursive: true, force: true});
  }
}

/** Removes the kernelspec; says whether there was one. */
export function removeSpec(folder: string): boolean {
  const found = existsSync(join(folder, "kernel.json"));
  if (found) rmSync(folder, {recursive: true});
  return found;
}
