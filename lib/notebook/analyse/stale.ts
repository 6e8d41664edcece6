/**
 * @file Which results no longer say what the notebook says: the measure is a run from top to bottom.
 *
 * A name comes from the nearest cell above that defines it, or else from the nearest below. A cell is stale if it was
 * edited since it ran, if a name came from elsewhere when it ran, if that cell ran again since, or is stale itself.
 */
import type {CellNames} from "./names.ts";

export interface LiveCell extends CellNames {
  readonly id: string;
  readonly source: string;
}

/** One run of a cell: with what source, and which runs gave the names that it used. */
export interface Run {
  readonly order: number;
  readonly source: string;
  readonly defines: readonly string[];
  readonly inputs: ReadonlyMap<string, {readonly id: string; readonly order: number}>;
}

/** The last run of each cell since the kernel started; of deleted cells too, until the kernel has forgotten their variables. */
export type Runs = ReadonlyMap<string, Run>;

/** `runs` after `cell` ran: each name came from whichever cell wrote it last. */
export function afterRun(runs: Runs, {id, source, defines, uses}: LiveCell): Runs {
  const inputs = new Map(uses.flatMap((name) => {
    const last = [...runs].filter(([, run]) => run.defines.includes(name)).sort(([, a], [, b]) => b.order - a.order)[0];
    return last ? [[name, {id: last[0], order: last[1].order}] as const] : [];
  }));
  return new Map([...runs, [id, {order: next(runs), source, defines, inputs}]]);
}

/** `runs` after a control of the cell was moved: what it defines has another value, and it has not run. */
export function afterMove(runs: Runs, id: string): Runs {
  const run = runs.get(id);
  return run ? new Map([...runs, [id, {...run, order: next(runs)}]]) : runs;
}

const next = (runs: Runs): number => 1 + Math.max(0, ...[...runs.values()].map(({order}) => order));

/** The stale cells, in the notebook's order, each with the reason. Cells that have not run since the kernel started are not among them. */
export function staleCells(cells: readonly LiveCell[], runs: Runs): ReadonlyMap<string, string> {
  const known = new Map<string, string | undefined>();
  const reason = (cell: LiveCell): string | undefined => {
    if (known.has(cell.id)) return known.get(cell.id);
    known.set(cell.id, undefined); // Cells that need each other are not stale for that.
    const found = reasonOf(cell);
    known.set(cell.id, found);
    return found;
  };
  const reasonOf = (cell: LiveCell): string | undefined => {
    const run = runs.get(cell.id);
    if (!run) return undefined;
    if (run.source !== cell.source) return "edited since it ran";
    for (const name of cell.uses) {
      const [from, was] = [definer(cells, cell, name), run.inputs.get(name)];
      if (from?.id !== was?.id) return from ? `${name} came from another cell than in a run from top to bottom` : `${name} comes from a cell that is gone`;
      if (!from) continue;
      if (runs.get(from.id)?.order !== was!.order) return `${name} was made anew since it ran`;
      if (reason(from)) return `${name} is stale`;
    }
    return undefined;
  };
  return new Map(cells.flatMap((cell) => {
    const found = reason(cell);
    return found ? [[cell.id, found] as const] : [];
  }));
}

/**
 * Which cells to run, in the notebook's order, so that none is stale: the stale ones, and those that have to give them
 * their variables once more since another cell has overwritten them.
 */
export function cellsToRun(cells: readonly LiveCell[], runs: Runs): readonly LiveCell[] {
  let chosen = new Set(staleCells(cells, runs).keys());
  for (;;) {
    const plan = cells.filter(({id}) => chosen.has(id));
    const left = staleCells(cells, plan.reduce(afterRun, runs));
    const needed = cells.filter(({id}) => left.has(id)).flatMap((cell) => [cell, ...cell.uses.flatMap((name) => definer(cells, cell, name) ?? [])]);
    const more = new Set([...chosen, ...needed.map(({id}) => id)]);
    if (more.size === chosen.size) return plan;
    chosen = more;
  }
}

/** From which other cell a name comes in a run from top to bottom. */
function definer(cells: readonly LiveCell[], cell: LiveCell, name: string): LiveCell | undefined {
  const at = cells.indexOf(cell);
  const defining = (each: LiveCell): boolean => each !== cell && each.defines.includes(name);
  return cells.slice(0, at).findLast(defining) ?? cells.slice(at + 1).find(defining);
}
