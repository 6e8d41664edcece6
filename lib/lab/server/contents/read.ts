/** @file Reads files and folders as models. */
import {readdir, readFile, stat} from "node:fs/promises";
import {NotebookError, type Notebook} from "../../../notebook/format/document.ts";
import {parseNotebook} from "../../../notebook/format/parse.ts";
import {HttpFault} from "../http/fault.ts";
import {describe, hashOf, typeOf, type Format, type HashAlgorithm, type Model, type ModelType} from "./model.ts";
import type {Places} from "./place.ts";

export interface ReadOptions {
  /** What it is taken for; a notebook can be read as a file, too. */
  readonly type?: ModelType;
  readonly format?: Format;
  readonly content: boolean;
  readonly hash: boolean;
}

export interface ReaderOptions {
  readonly places: Places;
  readonly algorithm: HashAlgorithm;
  readonly hidden: boolean;
  /** What a front end is given of a stored notebook: trust is marked, outputs of a run that goes on are set in. */
  readonly prepare: (path: string, notebook: Notebook) => Promise<Notebook>;
}

export type Reader = (path: string, options: ReadOptions) => Promise<Model>;

export function reader({places, algorithm, hidden, prepare}: ReaderOptions): Reader {
  async function list(path: string, folder: string): Promise<readonly Model[]> {
    const names = (await readdir(folder)).filter((name) => hidden || !name.startsWith("."));
    const models = await Promise.all(names.map((name) => entry(path === "" ? name : `${path}/${name}`)));
    return models.filter((model) => model !== undefined);
  }
  /** A broken link, one that leads out, a socket: not listed. */
  async function entry(path: string): Promise<Model | undefined> {
    try {
      const file = await places.existing(path);
      const info = await stat(file);
      return info.isDirectory() || info.isFile() ? await describe(path, file, info) : undefined;
    } catch {
      return undefined;
    }
  }

  return async (path, {type, format, content, hash}) => {
    const file = await places.existing(path);
    const info = await stat(file);
    const real = typeOf(path, info);
    if ((type === "directory") !== (real === "directory") && type !== undefined) throw new HttpFault(400, `${path} is ${real === "directory" ? "a folder" : "no folder"}`);
    if (!info.isDirectory() && !info.isFile()) throw new HttpFault(400, `${path} is neither a file nor a folder`);
    const model = await describe(path, file, info, type ?? real);
    if (real === "directory") return content ? {...model, format: "json", content: await list(path, file)} : model;
    if (!content && !hash) return model;
    const bytes = await readFile(file);
    const told = {...model, ...(hash && hashOf(bytes, algorithm))};
    if (!content) return told;
    return {...told, ...(model.type === "notebook" ? {format: "json", content: await prepare(path, notebookFrom(bytes, path))} : textOrBase64(bytes, path, format))};
  };
}

/** @throws HttpFault 400 if the bytes are no notebook; says where and why. */
export function notebookFrom(bytes: Uint8Array, path: string): Notebook {
  try {
    return parseNotebook(new TextDecoder().decode(bytes), path);
  } catch (error) {
    if (error instanceof NotebookError) throw new HttpFault(400, error.message);
    throw error;
  }
}

/** The notebook on the disk, or nothing where there is none to be read. */
export async function storedNotebook(places: Places, path: string): Promise<Notebook | undefined> {
  try {
    return notebookFrom(await readFile(await places.existing(path)), path);
  } catch {
    return undefined;
  }
}

function textOrBase64(bytes: Buffer, path: string, format: Format | undefined): Pick<Model, "format" | "content"> {
  const text = format === "base64" ? undefined : utf8(bytes);
  if (text !== undefined) return {format: "text", content: text};
  if (format === "text") throw new HttpFault(400, `${path} is not text in UTF-8`);
  return {format: "base64", content: bytes.toString("base64")};
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return undefined;
  }
}

