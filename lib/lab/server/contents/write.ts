/** @file Saves: whole or not at all, and a large upload piece by piece beside its place. */
import {access, appendFile, mkdir, readFile, rename, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {NotebookError, type Notebook} from "../../../notebook/format/document.ts";
import {writeWhole} from "../../../notebook/format/files.ts";
import {readNotebook} from "../../../notebook/format/parse.ts";
import {serialiseNotebook} from "../../../notebook/format/serialise.ts";
import {textField, type Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";

export interface Saver {
  /** Writes what the body says to `file`. */
  save(path: string, file: string, body: Fields): Promise<void>;
}

export interface SaverOptions {
  /** What is stored of a notebook that a front end sends. */
  readonly settle: (path: string, notebook: Notebook) => Promise<Notebook>;
}

export function saver({settle}: SaverOptions): Saver {
  async function bytesOf(path: string, type: string, body: Fields): Promise<string | Uint8Array> {
    if (type === "notebook") return serialiseNotebook(await settle(path, notebookIn(body, path)));
    const content = textField(body, "content");
    const format = textField(body, "format") ?? "text";
    if (content === undefined) throw new HttpFault(400, "a file needs content");
    if (format === "text") return content;
    if (format !== "base64") throw new HttpFault(400, `format must be text or base64, got ${format}`);
    if (!/^[A-Za-z\d+/\s]*={0,2}\s*$/.test(content)) throw new HttpFault(400, "content is not base64");
    return Buffer.from(content, "base64");
  }

  return {
    async save(path, file, body) {
      const type = textField(body, "type") ?? (path.endsWith(".ipynb") ? "notebook" : "file");
      if (type === "directory") return void (await makeFolder(file));
      if (type !== "notebook" && type !== "file") throw new HttpFault(400, `type must be directory, notebook or file, got ${type}`);
      const chunk = body["chunk"];
      if (chunk === undefined || chunk === null) return writeWhole(file, await bytesOf(path, type, body));
      if (typeof chunk !== "number" || !Number.isInteger(chunk)) throw new HttpFault(400, "chunk must be a whole number");
      if (type === "notebook") throw new HttpFault(400, "a notebook is saved whole, not in chunks");
      await addChunk(file, chunk, await bytesOf(path, type, body));
    }
  };
}

/** @throws HttpFault 400 if the body holds no notebook. */
export function notebookIn(body: Fields, path: string): Notebook {
  try {
    return readNotebook(body["content"], path);
  } catch (error) {
    if (error instanceof NotebookError) throw new HttpFault(400, error.message);
    throw error;
  }
}

async function makeFolder(file: string): Promise<void> {
  await mkdir(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/** The first piece is 1, the last -1: until it has come, what was there before stays. */
async function addChunk(file: string, chunk: number, bytes: string | Uint8Array): Promise<void> {
  const waiting = join(dirname(file), `.${basename(file)}.upload.tmp`);
  if (chunk === 1) return writeFile(waiting, bytes);
  await access(waiting).catch(() => {
    throw new HttpFault(400, "the first chunk has not come");
  });
  await appendFile(waiting, bytes);
  if (chunk === -1) await rename(waiting, file);
}

/** A copy that is there whole or not at all. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await writeWhole(to, await readFile(from));
}

