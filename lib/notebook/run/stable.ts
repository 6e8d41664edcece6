/** @file What is left out or kept, so that two runs of a notebook give the same file. */
import {volatileOutput} from "../compare/compare.ts";
import {tagsOf, type Cell, type Metadata, type Notebook, type Output} from "../format/document.ts";
import type {CellRun} from "./result.ts";

/** The run's notebook as it is to be stored; with `timings`, each cell keeps when it began and ended. */
export function storable(stored: Notebook, fresh: Notebook, timings?: readonly CellRun[]): Notebook {
  const before = new Map(stored.cells.map((cell) => [cell.id, cell]));
  const spans = new Map(timings?.map(({id, span}) => [id, span]));
  const cells = fresh.cells.map((cell) => ({...settled(cell, before.get(cell.id)), metadata: {...without(cell.metadata, cellStamps), ...stamped(spans.get(cell.id))}}));
  return {...fresh, cells, metadata: without(fresh.metadata, ["papermill", "signature"])};
}

/** Metadata in which tools write when a cell ran. */
const cellStamps = ["execution", "ExecuteTime", "papermill", "trusted"];

const without = (metadata: Metadata, names: readonly string[]): Metadata => Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.includes(name)));

const stamped = (span: CellRun["span"]): Metadata =>
  span ? {execution: {"iopub.execute_input": span.started, "iopub.status.busy": span.started, "iopub.status.idle": span.ended, "shell.execute_reply": span.ended}} : {};

/** What differs at every run keeps its stored form as long as it is of the same kind; cleared outputs are filled anew. */
function settled(cell: Cell, stored: Cell | undefined): Cell {
  if (cell.cell_type !== "code" || stored?.cell_type !== "code") return cell;
  if (cell.outputs.map(shape).join() !== stored.outputs.map(shape).join()) return cell;
  const whole = tagsOf(cell).includes("volatile");
  return {...cell, outputs: cell.outputs.map((output, i) => (whole || volatileOutput(output) ? stored.outputs[i]! : output))};
}

function shape(output: Output): string {
  return output.output_type + ("data" in output ? Object.keys(output.data).sort().join("+") : output.output_type === "stream" ? output.name : "");
}
