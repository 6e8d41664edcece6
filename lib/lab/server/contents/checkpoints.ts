/** @file Checkpoints: one copy of each file, in `.ipynb_checkpoints` beside it, where Jupyter keeps them too. */
import {mkdir, rename, rm, stat} from "node:fs/promises";
import {dirname, extname, basename, join} from "node:path";
import {HttpFault} from "../http/fault.ts";
import {copyWhole} from "./write.ts";

export const checkpointFolder = ".ipynb_checkpoints";
/** The identifier of the only one. */
const only = "checkpoint";

export interface Checkpoint {
  readonly id: string;
  readonly last_modified: string;
}

export function checkpointFile(file: string): string {
  const end = extname(file);
  return join(dirname(file), checkpointFolder, `${basename(file, end)}-checkpoint${end}`);
}

export async function listCheckpoints(file: string): Promise<readonly Checkpoint[]> {
  const info = await stat(checkpointFile(file)).catch(() => undefined);
  return info ? [{id: only, last_modified: info.mtime.toISOString()}] : [];
}

export async function makeCheckpoint(file: string): Promise<Checkpoint> {
  if (!(await stat(file)).isFile()) throw new HttpFault(400, "only a file has checkpoints");
  await mkdir(join(dirname(file), checkpointFolder), {recursive: true});
  await copyWhole(file, checkpointFile(file));
  return (await listCheckpoints(file))[0]!;
}

export async function restoreCheckpoint(file: string, id: string): Promise<void> {
  await known(file, id);
  await copyWhole(checkpointFile(file), file);
}

export async function deleteCheckpoint(file: string, id: string): Promise<void> {
  await known(file, id);
  await rm(checkpointFile(file));
}

async function known(file: string, id: string): Promise<void> {
  if (id !== only || (await listCheckpoints(file)).length === 0) throw new HttpFault(404, `no checkpoint ${id}`);
}

/** What moves with its file. */
export async function moveCheckpoint(from: string, to: string): Promise<void> {
  if ((await listCheckpoints(from)).length === 0) return;
  await mkdir(join(dirname(to), checkpointFolder), {recursive: true});
  await rename(checkpointFile(from), checkpointFile(to));
}

export const dropCheckpoint = (file: string): Promise<void> => rm(checkpointFile(file), {force: true});
