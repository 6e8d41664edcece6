/** @file The model of a file or folder, as Jupyter's contents interface gives it. */
import {createHash} from "node:crypto";
import {constants, type Stats} from "node:fs";
import {access} from "node:fs/promises";
import {basename} from "node:path";
import {mimeType} from "./mime.ts";

export type ModelType = "directory" | "notebook" | "file";
export type Format = "json" | "text" | "base64";
export type HashAlgorithm = "sha256" | "md5";

export interface Model {
  readonly name: string;
  readonly path: string;
  readonly type: ModelType;
  readonly created: string;
  readonly last_modified: string;
  readonly writable: boolean;
  /** Bytes; `null` for a folder. */
  readonly size: number | null;
  readonly mimetype: string | null;
  /** All `null` where the content was not asked for. */
  readonly format: Format | null;
  readonly content: unknown;
  readonly hash?: string;
  readonly hash_algorithm?: HashAlgorithm;
}

export function typeOf(path: string, info: Stats): ModelType {
  return info.isDirectory() ? "directory" : path.endsWith(".ipynb") ? "notebook" : "file";
}

/** The model without its content. */
export async function describe(path: string, file: string, info: Stats, type = typeOf(path, info)): Promise<Model> {
  return {
    name: basename(path),
    path,
    type,
    created: new Date(info.birthtimeMs || info.ctimeMs).toISOString(),
    last_modified: info.mtime.toISOString(),
    writable: await access(file, constants.W_OK).then(() => true, () => false),
    size: type === "directory" ? null : info.size,
    mimetype: type === "file" ? mimeType(path) ?? null : null,
    format: null,
    content: null
  };
}

export const hashOf = (bytes: Uint8Array, algorithm: HashAlgorithm): Pick<Model, "hash" | "hash_algorithm"> =>
  ({hash: createHash(algorithm).update(bytes).digest("hex"), hash_algorithm: algorithm});
