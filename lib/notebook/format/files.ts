/** @file Notebooks on disk: found, and written whole or not at all. */
import {randomBytes} from "node:crypto";
import {constants} from "node:fs";
import {access, open, readdir, realpath, rename, rm, stat} from "node:fs/promises";
import {basename, dirname, join, normalize} from "node:path";
import {NotebookError} from "./document.ts";

/**
 * The notebooks that the paths name, in their order, each once: a file is itself, a folder all notebooks in it and below
 * (hidden folders and `node_modules` left out), sorted by name.
 */
export async function findNotebooks(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(find));
  return [...new Set(found.flat())];
}

async function find(path: string): Promise<readonly string[]> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new NotebookError(error.code === "ENOENT" ? `${path}: no such file or folder` : `${path}: cannot be read (${error.code})`);
  });
  if (!info.isDirectory()) {
    if (!path.endsWith(".ipynb")) throw new NotebookError(`${path}: must be a notebook (.ipynb) or a folder of them`);
    return [normalize(path)];
  }
  const notebooks = await walk(path);
  if (notebooks.length === 0) throw new NotebookError(`${path}: the folder holds no notebooks (.ipynb)`);
  return notebooks;
}

async function walk(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, {withFileTypes: true})).sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") || entry.name === "node_modules" ? [] : walk(path);
    return entry.name.endsWith(".ipynb") && !entry.name.startsWith(".") ? [path] : [];
  }));
  return nested.flat();
}

/** Writes under another name in the same folder and renames: a reader sees the old file or the new one. Mode and links are kept. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then((info) => info.mode & 0o7777, () => undefined);
  if (mode !== undefined) await access(target, constants.W_OK);
  const fresh = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    const file = await open(fresh, "wx", mode ?? 0o666);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, {force: true});
    throw error;
  }
}
