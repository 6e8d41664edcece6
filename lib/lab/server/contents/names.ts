/** @file Names for what is new: untitled ones and copies, each the first that is free. */
import {lstat} from "node:fs/promises";
import {basename, extname, join} from "node:path";

const taken = (file: string): Promise<boolean> => lstat(file).then(() => true, () => false);

/** The first that is not in the folder of `Stem.end`, `Stem1.end`, `Stem2.end`, …, with `gap` before the number. */
export async function freeName(folder: string, stem: string, end: string, gap = ""): Promise<string> {
  for (let i = 0; ; i++) {
    const name = `${stem}${i === 0 ? "" : `${gap}${i}`}${end}`;
    if (!(await taken(join(folder, name)))) return name;
  }
}

/** `Name-Copy1.ipynb`; a copy of a copy counts on. */
export async function copyName(folder: string, name: string): Promise<string> {
  const end = extname(name);
  const stem = `${basename(name, end).replace(/-Copy\d*$/, "")}-Copy`;
  for (let i = 1; ; i++) {
    const copy = `${stem}${i}${end}`;
    if (!(await taken(join(folder, copy)))) return copy;
  }
}
