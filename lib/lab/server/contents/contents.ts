/** @file The files under the root, as Jupyter's contents interface sees them: read, saved, made, moved, deleted. */
import {constants} from "node:fs";
import {copyFile, lstat, mkdir, readdir, rename, rm, rmdir, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {Notebook} from "../../../notebook/format/document.ts";
import {writeWhole} from "../../../notebook/format/files.ts";
import {serialiseNotebook} from "../../../notebook/format/serialise.ts";
import {textField, type Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {checkpointFolder, dropCheckpoint, moveCheckpoint} from "./checkpoints.ts";
import type {HashAlgorithm, Model} from "./model.ts";
import {copyName, freeName} from "./names.ts";
import {normal, places as placesOf, type Places} from "./place.ts";
import {reader, storedNotebook, type Reader} from "./read.ts";
import type {Trust} from "./trust.ts";
import {turns} from "./turns.ts";
import {saver} from "./write.ts";

export interface ContentsOptions {
  /** Resolved (`realpath`). */
  readonly root: string;
  readonly trust: Trust;
  readonly hidden?: boolean;
  readonly algorithm?: HashAlgorithm;
  /** Sets the outputs of runs whose page has gone into a notebook that is read. */
  readonly overlay?: (path: string, notebook: Notebook) => Notebook;
  /** The same for a notebook that is saved. */
  readonly guard?: (path: string, notebook: Notebook) => Notebook;
  /** Told when a file has another name. */
  readonly moved?: (from: string, to: string) => void;
}

export interface Contents {
  readonly places: Places;
  readonly read: Reader;
  /** A stored notebook with the outputs of the runs that go on without a page. */
  shown(path: string, notebook: Notebook): Notebook;
  /** Gives the model without content; `fresh` where there was nothing before. */
  save(path: string, body: Fields): Promise<{readonly model: Model; readonly fresh: boolean}>;
  /** Something new in a folder: untitled, or a copy of another. */
  make(folder: string, body: Fields): Promise<Model>;
  move(from: string, to: string): Promise<Model>;
  remove(path: string): Promise<void>;
  /** Changes a stored notebook in its turn; nothing happens where there is none. */
  amend(path: string, change: (notebook: Notebook) => Notebook): Promise<void>;
}

export function contents(options: ContentsOptions): Contents {
  const {root, trust, hidden = false, algorithm = "sha256", overlay = (_, notebook) => notebook, guard = overlay, moved = () => {}} = options;
  const places = placesOf(root, {hidden});
  const queue = turns();
  const read = reader({places, algorithm, hidden, prepare: (path, notebook) => trust.mark(overlay(path, notebook))});
  const {save} = saver({settle: (path, notebook) => trust.settle(guard(path, notebook))});
  const model = (path: string): Promise<Model> => read(path, {content: false, hash: true});
  const clean = (path: string): string => normal(path, hidden);

  return {
    places, shown: (path, notebook) => overlay(clean(path), notebook), read: (path, wanted) => read(clean(path), wanted),
    save: (given, body) => queue.take(clean(given), async () => {
      const path = clean(given);
      const file = await places.target(path);
      const fresh = !(await exists(file));
      await save(path, file, body);
      // Between the pieces of an upload there is nothing to describe yet.
      return {fresh, model: (await exists(file)) ? await model(path) : {...blank, name: basename(path), path}};
    }),
    async make(given, body) {
      const at = clean(given);
      const folder = await places.existing(at);
      if (!(await stat(folder)).isDirectory()) throw new HttpFault(400, "something new can be made in a folder alone");
      const under = (name: string): string => (at === "" ? name : `${at}/${name}`);
      const from = textField(body, "copy_from");
      const name = from !== undefined ? await copy(clean(from), folder) : await untitled(folder, body);
      return model(under(name));
    },
    async move(given, wanted) {
      const [from, to] = [clean(given), clean(wanted)];
      if (from === "" || to === "") throw new HttpFault(400, "the root itself cannot be renamed");
      if (from === to) return model(to);
      const [source, target] = [await places.existing(from), await places.target(to)];
      if (await exists(target) && !(await sameFile(source, target))) throw new HttpFault(409, `${to} is there already`);
      await queue.take(from, () => rename(source, target));
      await moveCheckpoint(source, target);
      moved(from, to);
      return model(to);
    },
    async remove(given) {
      const path = clean(given);
      if (path === "") throw new HttpFault(400, "the root itself cannot be deleted");
      await queue.take(path, async () => remove(join(await places.existing(dirname(path) === "." ? "" : dirname(path)), basename(path)), await places.existing(path)));
    },
    amend: (given, change) => queue.take(clean(given), async () => {
      const path = clean(given);
      const before = await storedNotebook(places, path);
      if (!before) return;
      const after = change(before);
      if (after === before) return;
      await trust.renew(before, after);
      await writeWhole(await places.existing(path), serialiseNotebook(after));
    })
  };

  async function copy(from: string, folder: string): Promise<string> {
    const source = await places.existing(from);
    if (!(await stat(source)).isFile()) throw new HttpFault(400, `${from} is no file`);
    const name = dirname(source) === folder || (await exists(join(folder, basename(source)))) ? await copyName(folder, basename(source)) : basename(source);
    await copyFile(source, join(folder, name), constants.COPYFILE_EXCL);
    return name;
  }
}

const blank = {type: "file", created: new Date(0).toISOString(), last_modified: new Date(0).toISOString(), writable: true, size: 0, mimetype: null, format: null, content: null} as const;

const exists = (file: string): Promise<boolean> => lstat(file).then(() => true, () => false);

/** On a file system that does not tell capitals apart, a name may change into itself. */
async function sameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(a), stat(b)]);
  return one.ino === other.ino && one.dev === other.dev;
}

async function untitled(folder: string, body: Fields): Promise<string> {
  const end = textField(body, "ext") ?? "";
  const type = textField(body, "type") ?? (end === ".ipynb" ? "notebook" : "file");
  if (!/^(\.[\w.-]+)?$/.test(end)) throw new HttpFault(400, `ext must be like .txt, got ${end}`);
  if (type === "directory") {
    const name = await freeName(folder, "Untitled Folder", "", " ");
    await mkdir(join(folder, name));
    return name;
  }
  const name = type === "notebook" ? await freeName(folder, "Untitled", ".ipynb") : await freeName(folder, "untitled", end);
  await writeWhole(join(folder, name), type === "notebook" ? serialiseNotebook({cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5}) : "");
  return name;
}

/** `entry` is the name itself, which may be a link; then the link goes and what it leads to stays. */
async function remove(entry: string, file: string): Promise<void> {
  const info = await lstat(entry);
  if (!info.isDirectory()) {
    await rm(entry);
    return dropCheckpoint(file);
  }
  const left = (await readdir(file)).filter((name) => name !== checkpointFolder);
  if (left.length > 0) throw new HttpFault(400, `the folder is not empty (${left.length} left in it): delete what is in it first`);
  await rm(join(file, checkpointFolder), {recursive: true, force: true});
  await rmdir(file);
}
