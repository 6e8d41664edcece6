/** @file How a clocked run approaches the exact one as its step shrinks. */
import {table} from "arquero";
import type {ColumnTable} from "arquero";
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {trains} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import {simulate} from "./simulate.ts";
import {simulateEvents} from "./simulate-events.ts";

export interface ConvergenceOptions {
  /** Steps of the clock to try, ms, each the half of the one before for a plain order. */
  readonly steps?: readonly number[];
  /** The population that is compared; the last one unless given. */
  readonly stage?: number;
}

/** One step of the clock against the exact run. */
export interface ConvergenceRow {
  /** ms */
  readonly dt: number;
  readonly exact: number;
  readonly clocked: number;
  /** Spikes of the exact run with no partner in the clocked one, and the reverse. */
  readonly missed: number;
  readonly extra: number;
  /** Mean and largest difference of the times of partners, ms. */
  readonly meanError: number;
  readonly maxError: number;
  /** `log(error before / error now) / log(dt before / dt now)`: 1 for a clock that finds spikes on its grid. */
  readonly order: number;
}

/**
 * Runs the same network without a clock and by clocks of shrinking steps. Partners are the k-th spikes of a unit in both runs.
 *
 * @throws TypeError, RangeError as `simulateEvents` and `simulate` do, or where no population fires.
 */
export function convergence(net: Network, weights: Weights, input: Events, {steps = [1, 0.5, 0.25, 0.125, 0.0625], stage}: ConvergenceOptions = {}): ColumnTable {
  return table(columns(convergenceRows(net, weights, input, {steps, ...(stage === undefined ? {} : {stage})})));
}

/** The rows behind `convergence`. */
export function convergenceRows(net: Network, weights: Weights, input: Events, {steps = [1, 0.5, 0.25, 0.125, 0.0625], stage}: ConvergenceOptions = {}): ConvergenceRow[] {
  const watched = stage ?? net.stages.findLast(({population}) => population && !population.graded)?.index ?? -1;
  if (!net.stages[watched]?.population || net.stages[watched]!.population!.graded) {
    throw new RangeError(`convergence: needs a population that fires, got stage ${watched}`);
  }
  const record = {spikes: [watched]}, exact = simulateEvents(net, weights, input, {record}).spikes[watched]!;
  const rows: ConvergenceRow[] = [];
  for (const dt of steps) {
    const found = compared(exact, simulate(net, weights, input, {dt, record}).spikes[watched]!);
    const before = rows.at(-1);
    const order = before && found.meanError > 0 ? Math.log(before.meanError / found.meanError) / Math.log(before.dt / dt) : NaN;
    rows.push({dt, ...found, order});
  }
  return rows;
}

function compared(exact: Events, clocked: Events): Omit<ConvergenceRow, "dt" | "order"> {
  const ours = trains(exact), theirs = trains(clocked);
  let partners = 0, sum = 0, most = 0;
  ours.forEach((train, unit) => {
    for (let k = 0; k < Math.min(train.length, theirs[unit]!.length); k++, partners++) {
      const error = Math.abs(train[k]! - theirs[unit]![k]!);
      sum += error;
      most = Math.max(most, error);
    }
  });
  const count = exact.times.length, other = clocked.times.length;
  return {exact: count, clocked: other, missed: count - partners, extra: other - partners, meanError: partners > 0 ? sum / partners : NaN, maxError: most};
}

const columns = (rows: readonly ConvergenceRow[]): Record<string, number[]> => Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name as keyof ConvergenceRow])]));
