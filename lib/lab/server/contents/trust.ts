/** @file Trust in stored outputs: a notebook whose every cell was run or approved here is signed, and known again by its signature. */
import {randomBytes} from "node:crypto";
import {access, mkdir, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Cell, CodeCell, Metadata, Notebook} from "../../../notebook/format/document.ts";
import {serialiseNotebook} from "../../../notebook/format/serialise.ts";
import {sign} from "../security/secret.ts";

export interface Trust {
  /** The notebook with `trusted` in every code cell's metadata: the front end runs no script of the others. */
  mark(notebook: Notebook): Promise<Notebook>;
  /** The notebook as it is stored, without marks; signed if every code cell is trusted. */
  settle(notebook: Notebook): Promise<Notebook>;
  /** Signs what the server itself has changed, if what was there before was trusted. */
  renew(before: Notebook, after: Notebook): Promise<void>;
}

/** `folder` keeps the key and the signatures; it is the person's own. */
export function trust(folder: string): Trust {
  let key: Promise<string> | undefined;
  let kept = 0;
  const secret = (): Promise<string> => (key ??= secretIn(folder));
  const place = async (notebook: Notebook): Promise<string> => join(folder, "signed", sign(await secret(), serialiseNotebook(notebook)));
  const signed = async (notebook: Notebook): Promise<boolean> => access(await place(notebook)).then(() => true, () => false);
  async function keep(notebook: Notebook): Promise<void> {
    await mkdir(join(folder, "signed"), {recursive: true, mode: 0o700});
    await writeFile(await place(notebook), "");
    if (++kept % 500 === 1) await prune(join(folder, "signed"));
  }
  return {
    async mark(notebook) {
      const all = await signed(notebook);
      return {...notebook, cells: notebook.cells.map((cell) => (cell.cell_type === "code" ? {...cell, metadata: {...cell.metadata, trusted: all || harmless(cell)}} : cell))};
    },
    async settle(notebook) {
      const bare = {...notebook, cells: notebook.cells.map(unmarked)};
      if (notebook.cells.every((cell) => cell.cell_type !== "code" || cell.metadata["trusted"] === true || harmless(cell))) await keep(bare);
      return bare;
    },
    async renew(before, after) {
      if ((await signed(before)) || before.cells.every((cell) => cell.cell_type !== "code" || harmless(cell))) await keep(after);
    }
  };
}

/** Made once; where two servers start at the same time, the first one's key stands. */
async function secretIn(folder: string): Promise<string> {
  const file = join(folder, "notebook-secret");
  await mkdir(folder, {recursive: true, mode: 0o700});
  await writeFile(file, randomBytes(32).toString("hex"), {mode: 0o600, flag: "wx"}).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(file, "utf8");
}

/** Every save of a trusted notebook leaves a signature: the oldest go. */
export async function prune(folder: string, most = 10_000): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= most) return;
  const dated = await Promise.all(names.map(async (name) => ({name, at: (await stat(join(folder, name))).mtimeMs})));
  const old = dated.sort((a, b) => a.at - b.at).slice(0, names.length - Math.floor(most / 2));
  await Promise.all(old.map(({name}) => rm(join(folder, name), {force: true})));
}

/** Types that can hold no script. */
const plain = new Set(["text/plain", "image/png", "image/jpeg", "image/gif"]);

function harmless({outputs}: CodeCell): boolean {
  return outputs.every((output) => !("data" in output) || Object.keys(output.data).every((mime) => plain.has(mime)));
}

function unmarked(cell: Cell): Cell {
  const {trusted: _, ...metadata}: Metadata = cell.metadata;
  return {...cell, metadata};
}
