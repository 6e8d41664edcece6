/** @file A run in words: a line for each notebook, a table of what failed, a report for machines. */
import type {Tolerance} from "../compare/number.ts";
import {reportDifferences} from "../compare/report.ts";
import {duration} from "../export/cell.ts";
import type {JobResult} from "./job.ts";
import {failureOf, type CellRun} from "./result.ts";

/** `notebooks/01-neuron.ipynb: ok, 23 cells, 2.4 s`. */
export function jobLine({path, status, cells, time, differences, refusal, written}: JobResult): string {
  if (refusal !== undefined) return `${path}: refused`;
  const ran = cells.filter((cell) => cell.span !== undefined).length;
  const places = `${differences.length} ${differences.length === 1 ? "place" : "places"}`;
  const outcome = status === "differs" ? `differs in ${places}` : status;
  return `${path}: ${outcome}, ${ran} ${ran === 1 ? "cell" : "cells"}, ${duration(time)}${written ? `, ${differences.length > 0 ? `changed in ${places}, ` : ""}written` : ""}`;
}

/** What went wrong, to be read at the end; empty if nothing did. */
export function jobsSummary(results: readonly JobResult[], tolerance: Tolerance): string {
  const bad = results.filter(({status}) => status !== "ok");
  if (bad.length === 0) return "";
  const refused = bad.flatMap(({refusal}) => refusal ?? []);
  const failures = bad.flatMap((result) => {
    const failed = failureOf(result);
    return failed ? [[result.path, `cell ${failed.cell}`, placeOf(failed), `${failed.failure!.name}: ${failed.failure!.message.split("\n")[0]!}`]] : [];
  });
  const differing = bad.filter(({status}) => status === "differs").map(({path, differences}) => `${path}: fresh outputs differ from the stored ones\n${reportDifferences(differences, tolerance)}`);
  const hint = differing.length > 0 ? ["If the fresh outputs are right, store them: spikebook run --write"] : [];
  const blocks = [`${bad.length} of ${results.length} ${results.length === 1 ? "notebook" : "notebooks"} did not pass`, refused.join("\n"), table(failures), ...differing, ...hint];
  return blocks.filter((block) => block !== "").join("\n\n");
}

const placeOf = ({prompt, failure}: CellRun): string => failure?.place ?? (prompt === null ? "" : `In[${prompt}]`);

/** Columns set under one another. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  return rows.map((row) => row.map((cell, k) => (k === row.length - 1 ? cell : cell.padEnd(widths[k]!))).join("  ").trimEnd()).join("\n");
}

/** The cells that took longest, longest first. */
export function slowest(results: readonly JobResult[], most = 10): string {
  const cells = results.flatMap(({path, cells: runs}) => runs.map((run) => ({path, run}))).sort((a, b) => b.run.time - a.run.time).slice(0, most);
  return table(cells.map(({path, run}) => [duration(run.time), path, `cell ${run.cell}`, placeOf(run)]));
}

/** Everything, as JSON. */
export function machineReport(results: readonly JobResult[]): string {
  const notebooks = results.map(({notebook: _, ...rest}) => rest);
  return JSON.stringify({passed: results.every(({status}) => status === "ok"), notebooks}, undefined, 1) + "\n";
}
