/** @file What is run of a submission: its own cells in their order, and in place of the checks a question after each answer. */
import type {Notebook} from "../format/document.ts";
import {roleOf} from "../assignment/nbgrader.ts";

/** A question to the running submission: where its answer is to be tried if it is a function. */
export interface Asked {
  readonly name: string;
  readonly places: readonly Readonly<Record<string, number>>[];
}

export type Step = {readonly do: "run"; readonly source: string; readonly answers?: string} | ({readonly do: "ask"} & Asked);

/**
 * Cells that are locked are not taken from the submission at all: whatever stands in them, they only mark the places where the
 * answers are asked for. Answers whose check is missing are asked for at the end.
 */
export function stepsOf({cells}: Notebook, asked: readonly Asked[]): readonly Step[] {
  const open = new Map(asked.map((one) => [one.name, one]));
  const steps: Step[] = [];
  for (const cell of cells) {
    const mark = roleOf(cell.metadata), check = mark?.role === "check" ? /^check-(.*)$/s.exec(mark.id)?.[1] : undefined;
    if (check !== undefined && open.has(check)) steps.push({do: "ask", ...open.get(check)!});
    if (cell.cell_type !== "code" || mark?.role === "check" || mark?.role === "locked" || cell.source.trim() === "") continue;
    steps.push({do: "run", source: cell.source, ...(mark?.role === "answer" && open.has(mark.id) && {answers: mark.id})});
  }
  const reached = new Set(steps.flatMap((step) => (step.do === "ask" ? [step.name] : [])));
  return [...steps, ...asked.filter(({name}) => !reached.has(name)).map((one) => ({do: "ask" as const, ...one}))];
}

/** The assignment of which a notebook holds most answers, by the names of its questions. */
export function assignmentOfCells<T extends {readonly names: readonly string[]}>({cells}: Notebook, all: readonly T[]): T | undefined {
  const answers = new Set(cells.flatMap(({metadata}) => { const mark = roleOf(metadata); return mark?.role === "answer" ? [mark.id] : []; }));
  const held = ({names}: T): number => names.filter((name) => answers.has(name)).length;
  const best = [...all].sort((a, b) => held(b) - held(a))[0];
  return best && held(best) > 0 ? best : undefined;
}
