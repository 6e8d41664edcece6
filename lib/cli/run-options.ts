/** @file What `spikebook run` is told on its command line. */
import {parseArgs} from "node:util";
import {tolerance, type Tolerance} from "../notebook/compare/number.ts";
import type {Parameters} from "../notebook/parameters/inject.ts";
import {parseParameter} from "../notebook/parameters/value.ts";
import {engineNames, type EngineName} from "./engines.ts";

export const runHelp = `usage: spikebook run [OPTIONS] NOTEBOOK…

Runs notebooks from top to bottom, without Jupyter; a folder means every notebook in it and below.

  --check            compare fresh outputs with the stored ones, and say where they differ
  --tolerance X      how far numbers may differ for --check, relative (1e-9)
  --write            store the fresh outputs in the notebook, if all its cells ran; with --check, say how many places changed
  --html DIR         write each notebook as a page that works offline, and an index
  -p NAME=VALUE      set a parameter: the cell tagged "parameters" has the names and defaults
  --timeout S        interrupt a cell that takes longer, in seconds
  --allow-errors     go on after a cell that fails
  --jobs N           run so many notebooks at once (1)
  --timings          say which cells took longest; keep times in the file and on the page
  --report FILE      write what happened as JSON
  --engine NAME      what runs the cells: spikebook (default) or tslab

Cells tagged raises-exception may fail, skip-execution are not run, no-check are not type-checked, volatile are not compared.
Exit code: 0 all well, 1 something failed or differs, 2 wrong arguments, 130 interrupted.`;

export interface RunArguments {
  readonly paths: readonly string[];
  readonly check: boolean;
  readonly tolerance: Tolerance;
  readonly write: boolean;
  readonly html?: string;
  readonly parameters?: Parameters;
  readonly timeout?: number;
  readonly allowErrors: boolean;
  readonly jobs: number;
  readonly timings: boolean;
  readonly report?: string;
  readonly engine: EngineName;
}

const options = {
  check: {type: "boolean"}, tolerance: {type: "string"}, write: {type: "boolean"}, html: {type: "string"}, parameter: {type: "string", short: "p", multiple: true},
  timeout: {type: "string"}, "allow-errors": {type: "boolean"}, jobs: {type: "string"}, timings: {type: "boolean"}, report: {type: "string"},
  engine: {type: "string"}, help: {type: "boolean", short: "h"}
} as const;

/** `"help"` if that is what is wanted. @throws Error if the arguments make no sense. */
export function readRunArguments(args: readonly string[]): RunArguments | "help" {
  const {values, positionals: paths} = parseArgs({args: [...args], options, allowPositionals: true});
  if (values.help) return "help";
  if (paths.length === 0) throw new Error("run: name a notebook or a folder of notebooks");
  const {check = false, write = false, html, report, parameter} = values;
  if (check && parameter) throw new Error("run: --check compares with outputs that were made without -p; use one of them");
  const timeout = number(values.timeout, "--timeout", (n) => n > 0, "a positive number of seconds");
  return {
    paths, check, write, allowErrors: values["allow-errors"] ?? false, timings: values.timings ?? false,
    tolerance: tolerance(number(values.tolerance, "--tolerance", (n) => n >= 0 && n < 1, "a number from 0 to below 1")),
    jobs: number(values.jobs, "--jobs", (n) => Number.isInteger(n) && n > 0, "a whole number of at least 1") ?? 1,
    engine: engineName(values.engine ?? "spikebook"),
    ...(html !== undefined && {html}), ...(report !== undefined && {report}), ...(timeout !== undefined && {timeout}),
    ...(parameter && {parameters: Object.fromEntries(parameter.map(parseParameter))})
  };
}

function number(text: string | undefined, name: string, good: (value: number) => boolean, must: string): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? NaN : Number(text);
  if (good(value)) return value;
  throw new Error(`run: ${name} must be ${must}, got ${JSON.stringify(text)}`);
}

function engineName(text: string): EngineName {
  const name = engineNames.find((each) => each === text);
  if (name) return name;
  throw new Error(`run: --engine must be ${engineNames.join(" or ")}, got ${JSON.stringify(text)}`);
}
