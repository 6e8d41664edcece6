/** @file From an address to a file under the root, and to nothing else: no way up, no link out, nothing hidden. */
import {realpath} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {HttpFault} from "../http/fault.ts";

export interface Places {
  /** What is there, its links resolved. @throws HttpFault 404 if nothing is, or if it lies outside or is hidden. */
  existing(path: string): Promise<string>;
  /** Where something may be written: its folder must exist. @throws HttpFault 404, as above. */
  target(path: string): Promise<string>;
}

/** The parts of an address. @throws HttpFault 400 or 404 if it is no address of ours. */
export function parts(path: string, hidden = false): readonly string[] {
  if (path.includes("\0")) throw new HttpFault(400, "a path must not hold the character NUL");
  const names = path.split("/").filter((each) => each !== "");
  const foreign = (name: string): boolean => name === ".." || name === "." || (sep === "\\" && /[\\:]/.test(name));
  if (names.some((name) => foreign(name) || (!hidden && name.startsWith(".")))) throw absent();
  return names;
}

/** As all addresses are written: no slash at either end. */
export const normal = (path: string, hidden = false): string => parts(path, hidden).join("/");

// What lies outside, or is hidden, is as what is not there: whoever asks learns nothing of it.
const absent = (): HttpFault => new HttpFault(404, "no such file or folder");

export interface PlacesOptions {
  /** Whether names that begin with a dot are served too. */
  readonly hidden?: boolean;
}

/** `root` must be resolved (`realpath`). */
export function places(root: string, {hidden = false}: PlacesOptions = {}): Places {
  const base = root.endsWith(sep) ? root : root + sep;

  function inside(file: string): string {
    if (file !== root && !file.startsWith(base)) throw absent();
    // A link may lead to what is hidden.
    if (!hidden && relative(root, file).split(sep).some((name) => name.startsWith("."))) throw absent();
    return file;
  }
  const resolve = async (file: string): Promise<string> =>
    inside(await realpath(file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ELOOP" ? absent() : error;
    }));

  const existing = (path: string): Promise<string> => resolve(join(root, ...parts(path, hidden)));
  return {
    existing,
    async target(path) {
      const names = parts(path, hidden);
      const name = names.at(-1);
      if (name === undefined) return root;
      const file = join(await existing(names.slice(0, -1).join("/")), name);
      return realpath(file).then(inside, (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw absent();
        return broken(file);
      });
    }
  };

  /** A name that is free; a link that leads nowhere is not: what was written through it might land outside. */
  async function broken(file: string): Promise<string> {
    const {lstat} = await import("node:fs/promises");
    if (await lstat(file).then(() => true, () => false)) throw absent();
    return file;
  }
}
