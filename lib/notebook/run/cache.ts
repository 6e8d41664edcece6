/** @file Runs that need not be done again: a notebook's outputs are kept under a hash of all that made them. */
import {createHash, type Hash} from "node:crypto";
import {mkdir, readdir, readFile, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import type {Notebook} from "../format/document.ts";
import {writeWhole} from "../format/files.ts";
import {parseNotebook} from "../format/parse.ts";
import {serialiseNotebook} from "../format/serialise.ts";

export interface RunCache {
  /** The outputs of an earlier run with the same inputs. */
  find(path: string): Promise<Notebook | undefined>;
  /** Keeps a run that went well. */
  keep(path: string, notebook: Notebook): Promise<void>;
}

export interface CacheInputs {
  /** The folder of what cells import from us: it counts by content. */
  readonly library: string;
  /** Files and folders that cells may read besides: they count by size and date. */
  readonly data: readonly string[];
}

export async function runCache(folder: string, {library, data}: CacheInputs): Promise<RunCache> {
  await mkdir(folder, {recursive: true});
  const made = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}\n`);
  await addFolder(made, library, true);
  for (const path of data) await add(made, path, false);
  const fileOf = async (path: string): Promise<string> => {
    const hash = made.copy().update(await readFile(path));
    // Cells may read what lies beside the notebook.
    await addFolder(hash, dirname(path), false);
    return join(folder, `${hash.digest("hex").slice(0, 32)}.ipynb`);
  };
  return {
    async find(path) {
      const file = await fileOf(path);
      const text = await readFile(file, "utf8").catch(() => undefined);
      return text === undefined ? undefined : parseNotebook(text, file);
    },
    keep: async (path, notebook) => writeWhole(await fileOf(path), serialiseNotebook(notebook))
  };
}

/** A file, or every file in a folder and below; notebooks, hidden files and packages are left out. */
async function add(hash: Hash, path: string, content: boolean): Promise<void> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return addFolder(hash, path, content);
  if (info?.isFile()) hash.update(`${path}\n`).update(content ? await readFile(path) : `${info.size} ${info.mtimeMs}\n`);
}

async function addFolder(hash: Hash, folder: string, content: boolean): Promise<void> {
  const names = (await readdir(folder)).sort();
  for (const name of names) {
    if (name.startsWith(".") || name === "node_modules" || name.endsWith(".ipynb")) continue;
    await add(hash, join(folder, name), content);
  }
}
