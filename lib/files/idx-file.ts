/** @file IDX files on disk, gzipped or not. */
import {formatIdx, parseIdx} from "./idx.ts";
import type {Idx} from "./idx.ts";
import {node} from "./node.ts";

/**
 * Reads an IDX file; a gzipped one is known by its first bytes, whatever its name.
 *
 * @throws Error that names the file, if it cannot be read or is not IDX.
 */
export function readIdx(path: string): Idx {
  const {readFileSync} = node("readIdx", "node:fs"), {gunzipSync} = node("readIdx", "node:zlib");
  try {
    const bytes = readFileSync(path);
    return parseIdx(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  } catch (error) {
    throw new Error(`readIdx: ${path}: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
  }
}

/** Writes an IDX file, gzipped if its name ends in `.gz`; it appears whole or not at all. */
export function writeIdx(path: string, idx: Idx): void {
  const {renameSync, rmSync, writeFileSync} = node("writeIdx", "node:fs"), {gzipSync} = node("writeIdx", "node:zlib");
  const bytes = formatIdx(idx), part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, path.endsWith(".gz") ? gzipSync(bytes, {level: 9}) : bytes);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, {force: true});
    throw error;
  }
}
