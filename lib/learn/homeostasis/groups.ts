/** @file Who shares a regulator: every unit its own, or a whole map, so that a convolution stays one. */
import type {Membranes} from "../../model/node.ts";
import type {Network} from "../../model/network.ts";
import type {Stage} from "../../model/wiring.ts";
import {sizeOf} from "../../tensor/shape.ts";

export type Each = "unit" | "map";

/** Spikes counted by group over windows. */
export interface Tally {
  readonly net: Network;
  readonly stage: Stage;
  readonly groups: number;
  groupOf(unit: number): number;
  /** Units in a group. */
  readonly members: number;
  readonly counts: Float64Array;
  /** ms since the counts began */
  elapsed: number;
}

/** @throws TypeError if `each` is neither. */
export function tally(who: string, net: Network, stage: Stage, each: Each): Tally {
  if (each !== "unit" && each !== "map") throw new TypeError(`${who}: each must be unit or map, got ${String(each)}`);
  const size = sizeOf(stage.output), groups = each === "unit" ? size : stage.output[0]!, members = size / groups;
  return {net, stage, groups, members, groupOf: (unit) => Math.floor(unit / members), counts: new Float64Array(groups), elapsed: 0};
}

/** Adds one step of spikes. */
export function count({counts, groupOf}: Tally, spikes: Float64Array): void {
  for (let i = 0; i < spikes.length; i++) if (spikes[i] !== 0) counts[groupOf(i)]! += spikes[i]!;
}

/** The mean rate of a unit in each group over the window, Hz; begins a new window. */
export function measured(self: Tally): Float64Array {
  const rates = self.counts.map((n) => (1000 * n) / (self.members * self.elapsed));
  self.counts.fill(0);
  self.elapsed = 0;
  return rates;
}

/** Whether a window of `every` ms is over; shorter steps than the rounding of the clock do not count. */
export const over = (elapsed: number, every: number): boolean => elapsed >= every - 1e-9;

/** What homeostasis moves in a population. */
export type Lever = "threshold" | "gain";

/**
 * The array of a state that a lever moves.
 *
 * @throws RangeError naming the way out, where the population lacks it.
 */
export function lever(who: string, stage: Stage, by: Lever): (state: Membranes) => Float64Array {
  const population = stage.population!, name = `${population.kind} at node ${stage.path}`;
  if (by !== "threshold" && by !== "gain") throw new TypeError(`${who}: by must be threshold or gain, got ${String(by)}`);
  if (by === "threshold" && !population.raised) throw new RangeError(`${who}: ${name} has no threshold that moves; use adaptive({…, increment: 0, tauThreshold: Infinity}), or by "gain"`);
  if (by === "gain" && !population.gain) throw new RangeError(`${who}: ${name} has no gain that moves; use excitable(${population.kind}(…)), or by "threshold"`);
  return (state) => (by === "threshold" ? population.raised!(state) : population.gain!(state));
}
