/**
 * @file tslab's own converter and executor, in the process in which cells run.
 *
 * What leaves this module for the engine goes through MIME bundles, as all values of cells do: answers are boxed as
 * `application/json`.
 */
import {createRequire} from "node:module";
import {dirname} from "node:path";
import type {Converter} from "tslab/dist/converter.js";
import type {Executor} from "tslab/dist/executor.js";
import type {MimeBundle} from "../engine.ts";
import {format} from "../display/format.ts";
import {Interrupted} from "../runtime/child/interruption.ts";
import {capture, console} from "./capture.ts";
import {lendNodeTypes, type Files} from "./node-types.ts";

const require = createRequire(import.meta.url);
const folder = dirname(dirname(require.resolve("tslab/dist/converter.js")));
const fork = createRequire(`${folder}/dist/converter.js`)("@tslab/typescript-for-tslab") as {readonly sys: Files};
lendNodeTypes(fork.sys, folder);

const {createConverter, isCompleteCode} = require("tslab/dist/converter.js") as typeof import("tslab/dist/converter.js");
const {createExecutor} = require("tslab/dist/executor.js") as typeof import("tslab/dist/executor.js");
const {printQuickInfo} = require("tslab/dist/inspect.js") as typeof import("tslab/dist/inspect.js");

const node = createConverter({isJS: false, isBrowser: false});
let browser: Converter | undefined;
const converters = {
  node,
  // Cells for the browser are rare, and a converter takes seconds to start.
  get browser(): Converter {
    return (browser ??= createConverter({isJS: false, isBrowser: true}));
  },
  close: () => undefined
};
const executor: Executor = createExecutor(process.cwd(), converters, console);

const jupyterDisplay = Symbol.for("Jupyter.display");

interface Box {
  readonly [jupyterDisplay]: () => MimeBundle | Promise<MimeBundle>;
}

const show = (value: unknown): Box => ({[jupyterDisplay]: async () => (await format(value)).data});
const answer = (value: unknown): Box => ({[jupyterDisplay]: () => ({"application/json": value ?? null, "text/plain": ""})});

/**
 * Runs one cell as tslab does; its last value comes in a box.
 *
 * @throws what the cell throws, or an error named `TypeScriptError` where it does not pass tslab's check.
 */
async function execute(code: string): Promise<Box | undefined> {
  const {ok, result, thrown, diagnostics} = await capture(() => executor.execute(code));
  if (thrown) throw interruption(thrown.value) ? new Interrupted() : thrown.value;
  if (diagnostics.length > 0) throw typeError(diagnostics);
  if (!ok) throw new Error("tslab: the cell failed without saying why");
  return result && show(result.value);
}

/** What tslab's executor rejects an awaiting cell with. */
const interruption = (error: unknown): boolean => error instanceof Error && error.message === "Interrupted asynchronously";

function typeError(diagnostics: readonly string[]): Error {
  const error = new Error(diagnostics.join("\n"));
  error.name = "TypeScriptError";
  // The frames would be those of tslab and ours.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

/** A user expression: JavaScript over the variables of all cells. */
function evaluate(expression: string): Box {
  const run = new Function("locals", `with (locals) { return (${expression}\n); }`) as (locals: object) => unknown;
  return show(run(executor.locals));
}

function complete(code: string, cursor: number): Box {
  const {start, end, candidates, original} = executor.complete(code, cursor);
  const kinds = new Map((original?.entries ?? []).map((entry) => [entry.name, String(entry.kind)]));
  return answer({start, end, items: candidates.map((text) => ({text, kind: kinds.get(text) ?? ""}))});
}

function inspect(code: string, cursor: number): Box {
  const info = executor.inspect(code, cursor) as ReturnType<Executor["inspect"]> | undefined;
  return answer(info ? printQuickInfo(info) : null);
}

function isComplete(code: string): Box {
  return answer(isCompleteCode(code));
}

/** Settles the cell that awaits, as failed: else it would overwrite the declarations of later cells when it ends. */
function interrupt(): Box {
  executor.interrupt();
  return answer(true);
}

/** What the engine calls; after the first import it is found by its symbol. */
export const adapter = {execute, evaluate, complete, inspect, isComplete, interrupt} as const;

Object.defineProperty(globalThis, Symbol.for("spikebook.tslab.adapter"), {value: adapter, configurable: true});
