/** @file Small JSON and text files of the server's own, each written whole. */
import {mkdir, readdir, readFile, rm, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import {writeWhole} from "../../../notebook/format/files.ts";

export interface Stored {
  readonly text: string;
  readonly created: string;
  readonly last_modified: string;
}

export interface Store {
  read(name: string): Promise<Stored | undefined>;
  write(name: string, text: string): Promise<void>;
  /** Says whether there was one. */
  remove(name: string): Promise<boolean>;
  names(): Promise<readonly string[]>;
}

/** `name` must be a path that the caller has made itself, not one that a client has sent. */
export function store(folder: string): Store {
  const absent = (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  };
  return {
    async read(name) {
      const file = join(folder, name);
      const text = await readFile(file, "utf8").catch(absent);
      if (text === undefined) return undefined;
      const {birthtime, mtime} = await stat(file);
      return {text, created: birthtime.toISOString(), last_modified: mtime.toISOString()};
    },
    async write(name, text) {
      await mkdir(dirname(join(folder, name)), {recursive: true, mode: 0o700});
      await writeWhole(join(folder, name), text);
    },
    remove: (name) => rm(join(folder, name)).then(() => true, (error: NodeJS.ErrnoException) => absent(error) ?? false),
    names: async () => (await readdir(folder).catch(absent)) ?? []
  };
}
