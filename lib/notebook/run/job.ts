/** @file All that is done with one notebook: read, run, compare, store. Nothing is written unless all went well. */
import {readFile} from "node:fs/promises";
import {compareNotebooks, type Difference} from "../compare/compare.ts";
import type {Tolerance} from "../compare/number.ts";
import {NotebookError, type Notebook} from "../format/document.ts";
import {writeWhole} from "../format/files.ts";
import {requireTypeScript} from "../format/language.ts";
import {parseNotebook} from "../format/parse.ts";
import {serialiseNotebook} from "../format/serialise.ts";
import {injectParameters, type Parameters} from "../parameters/inject.ts";
import {failureOf, type CellRun} from "./result.ts";
import {runNotebook, type RunOptions} from "./run.ts";
import {storable} from "./stable.ts";

export interface JobOptions extends RunOptions {
  readonly parameters?: Parameters;
  /** Compare with the stored outputs. */
  readonly check?: Tolerance;
  /** Store the fresh outputs; a difference from those before is then no fault. */
  readonly write?: boolean;
  /** Store when each cell ran. */
  readonly timings?: boolean;
}

/** `refused`: not run at all, for the file is not one that can be. */
export type JobStatus = "ok" | "failed" | "differs" | "refused";

export interface JobResult {
  readonly path: string;
  readonly status: JobStatus;
  /** As it is to be stored or shown; missing if refused. */
  readonly notebook?: Notebook;
  readonly cells: readonly CellRun[];
  /** All of the run, ms. */
  readonly time: number;
  readonly differences: readonly Difference[];
  readonly refusal?: string;
  /** The file has changed. */
  readonly written: boolean;
}

/** Rejects only if it is aborted, or the disk fails. */
export async function runJob(path: string, options: JobOptions): Promise<JobResult> {
  try {
    return await perform(path, options);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    return {path, status: "refused", cells: [], time: 0, differences: [], refusal: error.message, written: false};
  }
}

async function perform(path: string, options: JobOptions): Promise<JobResult> {
  const text = await readFile(path, "utf8");
  const read = parseNotebook(text, path);
  requireTypeScript(read, path);
  const stored = options.parameters ? injectParameters(read, options.parameters, path) : read;
  const run = await runNotebook(stored, path, options);
  const notebook = storable(stored, run.notebook, options.timings ? run.cells : undefined);
  const broken = failureOf(run) !== undefined;
  const differences = options.check && !broken ? compareNotebooks(stored, notebook, options.check) : [];
  const written = options.write === true && !broken && (await store(path, text, notebook, options.signal));
  return {path, status: broken ? "failed" : differences.length > 0 && !options.write ? "differs" : "ok", notebook, cells: run.cells, time: run.time, differences, written};
}

/** A file that already says the same is left alone. */
async function store(path: string, before: string, notebook: Notebook, signal?: AbortSignal): Promise<boolean> {
  const after = serialiseNotebook(notebook);
  if (after === before) return false;
  signal?.throwIfAborted();
  await writeWhole(path, after);
  return true;
}
