/** @file Runs a notebook from top to bottom in a kernel of its own. */
import {dirname, resolve} from "node:path";
import type {CreateEngine} from "../../jupyter/engine.ts";
import type {Content} from "../../jupyter/protocol/message.ts";
import {tagsOf, type Cell, type CodeCell, type Metadata, type Notebook, type Output} from "../format/document.ts";
import {collector, errorOutput, type Collector} from "./collect.ts";
import {failed, type CellRun, type NotebookRun} from "./result.ts";
import {startSession, type Session} from "./session.ts";

export interface RunOptions {
  readonly engine: CreateEngine;
  /** The longest a cell may take, s; it is interrupted then. */
  readonly timeout?: number;
  /** How long an interrupted cell may take to stop before the kernel is ended, s. */
  readonly grace?: number;
  /** Go on after a failed cell, as if every cell were tagged `raises-exception`. */
  readonly allowErrors?: boolean;
  /** Called before each cell that runs. */
  readonly onCell?: (cell: CodeCell, index: number) => void;
  /** Ends the run and the kernel; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Runs every code cell in order, and stops at the first that fails. The notebook that was given is not changed. */
export async function runNotebook(notebook: Notebook, path: string, options: RunOptions): Promise<NotebookRun> {
  const {engine, signal} = options;
  signal?.throwIfAborted();
  const began = performance.now();
  const outputs = collector();
  const session = startSession({engine, cwd: resolve(dirname(path)), listen: outputs.take});
  const abort = (): void => void session.close();
  signal?.addEventListener("abort", abort);
  try {
    const info = await session.request("kernel_info_request", {}).done;
    // The kernel's start is no cell's time: an empty cell waits for it.
    await session.request("execute_request", {code: "", silent: true, store_history: false, allow_stdin: false}).done;
    const runs = await runCells(notebook.cells, {session, outputs, options});
    signal?.throwIfAborted();
    await session.close();
    const cells = notebook.cells.map((cell, i) => withOutputs(cell, runs[i], outputs));
    return {path, notebook: {...notebook, cells, metadata: described(notebook.metadata, info)}, cells: runs.flatMap((run) => run?.report ?? []), time: performance.now() - began};
  } finally {
    signal?.removeEventListener("abort", abort);
    await session.close();
  }
}

interface Context {
  readonly session: Session;
  readonly outputs: Collector;
  readonly options: RunOptions;
}

/** One code cell's run: its report, the request it was, and an error that no message told. */
interface Ran {
  readonly report: CellRun;
  readonly request?: string;
  readonly extra?: Output;
}

async function runCells(cells: readonly Cell[], context: Context): Promise<readonly (Ran | undefined)[]> {
  const runs: (Ran | undefined)[] = [];
  let stopped = false;
  for (const [i, cell] of cells.entries()) {
    if (cell.cell_type !== "code") {
      runs.push(undefined);
      continue;
    }
    const run = await step(cell, i, stopped, context);
    stopped ||= run.report.status === "failed";
    runs.push(run);
  }
  return runs;
}

async function step(cell: CodeCell, i: number, stopped: boolean, context: Context): Promise<Ran> {
  const idle = {cell: i + 1, id: cell.id, prompt: null, time: 0};
  if (stopped || context.options.signal?.aborted) return {report: {...idle, status: "not run"}};
  if (tagsOf(cell).includes("skip-execution") || cell.source.trim() === "") return {report: {...idle, status: "skipped"}};
  context.options.onCell?.(cell, i);
  return execute(cell, i, context);
}

async function execute(cell: CodeCell, i: number, {session, outputs, options}: Context): Promise<Ran> {
  const tags = tagsOf(cell);
  const [began, started] = [performance.now(), new Date().toISOString()];
  const content = {code: cell.source, silent: false, store_history: true, allow_stdin: false, stop_on_error: false};
  const {id, done} = session.request("execute_request", content, {metadata: {tags, cellId: cell.id}});
  const {reply, late} = await within(done, session, options);
  const report = {cell: i + 1, id: cell.id, prompt: numberOf(reply), time: performance.now() - began, span: {started, ended: new Date().toISOString()}};
  if (reply["status"] === "ok" && !late) return {report: {...report, status: "ok"}, request: id};
  const expected = !late && (options.allowErrors === true || tags.includes("raises-exception"));
  const error = late ?? errorOutput(reply);
  const told = outputs.outputs(id).some(({output_type}) => output_type === "error");
  return {report: {...report, status: expected ? "expected" : "failed", failure: failed(error)}, request: id, ...(!told && {extra: error})};
}

const numberOf = ({execution_count: n}: Content): number | null => (typeof n === "number" ? n : null);

/** Waits for a cell; one that takes too long is interrupted, and if it does not stop then, the kernel is ended. */
async function within(done: Promise<Content>, session: Session, {timeout, grace = 10}: RunOptions): Promise<{reply: Content; late?: ReturnType<typeof errorOutput>}> {
  if (timeout === undefined) return {reply: await done};
  const first = await soon(done, timeout * 1000);
  if (first) return {reply: first};
  void session.request("interrupt_request", {}, {channel: "control"});
  const second = await soon(done, grace * 1000);
  if (!second) await session.close();
  const traceback = second ? errorOutput(second).traceback : [];
  const message = `the cell took longer than ${timeout} s${second ? "" : " and could not be interrupted"}`;
  return {reply: second ?? (await done), late: {output_type: "error", ename: "TimeoutError", evalue: message, traceback: [`TimeoutError: ${message}`, ...traceback]}};
}

/** What comes of it within so many milliseconds, or nothing. */
async function soon<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const {promise: time, resolve: end} = Promise.withResolvers<undefined>();
  const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1));
  return Promise.race([promise, time]).finally(() => clearTimeout(timer));
}

function withOutputs(cell: Cell, run: Ran | undefined, outputs: Collector): Cell {
  if (cell.cell_type !== "code" || !run) return cell;
  const {report: {status, prompt}, request, extra} = run;
  if (status === "skipped") return cell.source.trim() === "" ? {...cell, outputs: [], execution_count: null} : cell;
  const fresh = request === undefined ? [] : outputs.outputs(request);
  return {...cell, outputs: extra ? [...fresh, extra] : fresh, execution_count: prompt};
}

/** What the kernel says of its language, and which kernel a front end should start, where the notebook says none. */
function described(metadata: Metadata, {language_info}: Content): Metadata {
  const kernelspec = {name: "spikebook", display_name: "TypeScript (Spikebook)", language: "typescript"};
  return {kernelspec, ...metadata, ...(language_info !== undefined && {language_info})};
}
