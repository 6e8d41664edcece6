/** @file Which cell declared what: so that the names of a deleted cell can go with it. */
import type {CellFile} from "./compiler.ts";

/** One run of a cell. */
export interface Declared {
  /** The cell, where the front end names it. */
  readonly id?: string | undefined;
  readonly names: readonly string[];
}

/** Everything that `file` (bound) puts into the scope of later cells: values, types and imports. */
export const namesOf = ({locals}: CellFile): readonly string[] => [...(locals?.keys() ?? [])] as string[];

/** The names that only runs of the cells `ids` have declared, and the runs of all others. */
export function onlyOf(ids: readonly string[], runs: readonly Declared[]): {readonly names: readonly string[]; readonly left: readonly Declared[]} {
  const gone = (run: Declared): boolean => run.id !== undefined && ids.includes(run.id);
  const left = runs.filter((run) => !gone(run));
  const kept = new Set(left.flatMap(({names}) => names));
  return {names: [...new Set(runs.filter(gone).flatMap(({names}) => names))].filter((name) => !kept.has(name)), left};
}
