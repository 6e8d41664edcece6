/** @file A notebook's stored outputs against fresh ones. */
import {tagsOf, type CodeCell, type Notebook, type Output} from "../format/document.ts";
import {compareBundles} from "./bundle.ts";
import type {DataDifference} from "./data.ts";
import type {Tolerance} from "./number.ts";
import {compareText} from "./text.ts";

export interface Difference extends DataDifference {
  /** Position in the notebook, from 1. */
  readonly cell: number;
  /** The n of the fresh `In[n]`. */
  readonly prompt: number | null;
  /** Position among the cell's outputs that count, from 1; nothing where it is about all of them. */
  readonly output?: number;
}

/** Every output that differs. `fresh` is a run of `stored`: the same cells in the same order. */
export function compareNotebooks(stored: Notebook, fresh: Notebook, tolerance: Tolerance): readonly Difference[] {
  return fresh.cells.flatMap((cell, i) => {
    const before = stored.cells[i];
    if (cell.cell_type !== "code" || before?.cell_type !== "code" || tagsOf(cell).includes("volatile")) return [];
    return compareCells(before, cell, tolerance).map((each) => ({cell: i + 1, prompt: cell.execution_count, ...each}));
  });
}

/** Whether an output's maker marked it as different at every run: progress, timings. */
export function volatileOutput(output: Output): boolean {
  return "metadata" in output && (output.metadata["volatile"] === true || (output.metadata["spikebook"] as {readonly volatile?: unknown} | undefined)?.volatile === true);
}

type Found = DataDifference & {readonly output?: number};

function compareCells(stored: CodeCell, fresh: CodeCell, tolerance: Tolerance): readonly Found[] {
  const [a, b] = [stored.outputs, fresh.outputs].map((outputs) => outputs.filter((each) => !volatileOutput(each))) as [Output[], Output[]];
  if (a.map(kindOf).join() !== b.map(kindOf).join()) return [{path: "outputs", stored: listOf(a), fresh: listOf(b)}];
  return a.flatMap((each, i) => compareOutputs(each, b[i]!, tolerance).map((found) => ({output: i + 1, ...found})));
}

const kindOf = (output: Output): string => (output.output_type === "stream" ? output.name : output.output_type);
const listOf = (outputs: readonly Output[]): string => outputs.map(kindOf).join(", ") || "none";

function compareOutputs(stored: Output, fresh: Output, tolerance: Tolerance): readonly DataDifference[] {
  if (stored.output_type === "stream" && fresh.output_type === "stream") return asText(stored.name, stored.text, fresh.text, tolerance);
  if (stored.output_type === "error" && fresh.output_type === "error") return asText("error", `${stored.ename}: ${stored.evalue}`, `${fresh.ename}: ${fresh.evalue}`, tolerance);
  return "data" in stored && "data" in fresh ? compareBundles(stored.data, fresh.data, tolerance) : [];
}

function asText(path: string, stored: string, fresh: string, tolerance: Tolerance): readonly DataDifference[] {
  const found = compareText(stored, fresh, tolerance);
  return found ? [{...found, path: `${path}, line ${found.line}`}] : [];
}
