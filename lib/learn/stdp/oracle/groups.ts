/** @file Selectivity predicted: groups of inputs that fire together compete for a neuron that fires by chance. */
import {positive} from "../../../model/door.ts";
import type {Dependence} from "../dependence.ts";
import {checkedPairs} from "../pairs.ts";
import type {PairsOptions} from "../pairs.ts";

export interface Group {
  readonly size: number;
  /** Hz */
  readonly rateHz: number;
  /** Correlation of any two of the group's inputs within a step, 0 to 1. */
  readonly correlation?: number;
}

export interface GroupsOptions extends PairsOptions {
  readonly groups: readonly Group[];
  readonly dependence: Dependence;
  /** First weights, one a group. */
  readonly start: readonly number[];
  /** ms */
  readonly duration: number;
  /** The clock of the run, ms. */
  readonly dt?: number;
  /** What a weight of 1 adds to the chance of a spike: the `gain` of `chance`. */
  readonly gain: number;
  /** Points of the trajectory. */
  readonly points?: number;
}

export interface Trajectory {
  /** ms */
  readonly times: Float64Array;
  /** The mean weight of each group over time. */
  readonly weights: readonly Float64Array[];
  /** The neuron's rate over time, Hz. */
  readonly rateHz: Float64Array;
}

/**
 * The mean weights of groups of inputs on to a neuron that fires with chance `gain Σ w x` a step. A synapse's own spikes, and those
 * that come with them, cause post spikes in the same step, which adds to the potentiation of independent trains
 * `aPlus gain r Σⱼ cᵢⱼ wⱼ (1 - r dt)`, with `cᵢᵢ = 1` and `cᵢⱼ` the correlation within the group. Euler's method in steps far below the drift.
 *
 * @throws RangeError for the nearest pairing or numbers that are none.
 * @see Kempter, Gerstner and van Hemmen, Phys. Rev. E 59 (1999), 4498; Gütig et al., Journal of Neuroscience 23 (2003), 3697.
 */
export function groupTrajectory({groups, dependence, start, duration, dt = 1, gain, points = 200, ...options}: GroupsOptions): Trajectory {
  const {aPlus, aMinus, tauPlus, tauMinus, pairing} = checkedPairs("oracle.groupTrajectory", options);
  if (pairing !== "all") throw new RangeError("oracle.groupTrajectory: holds for all pairs, got the nearest; simulate those");
  if (groups.length === 0 || start.length !== groups.length) throw new RangeError(`oracle.groupTrajectory: start must hold one weight for each of ${groups.length} groups, got ${start.length}`);
  positive("oracle.groupTrajectory", "duration", duration, "ms");
  const rates = groups.map(({rateHz}) => positive("oracle.groupTrajectory", "rateHz", rateHz, "Hz") / 1000);
  const [plus, minus] = [Math.exp(-dt / tauPlus), Math.exp(-dt / tauMinus)], w = [...start], inner = 20, h = duration / (points * inner);
  const fires = (): number => (gain * groups.reduce((sum, {size}, g) => sum + size * w[g]! * rates[g]! * dt, 0)) / dt;
  const step = (): void => {
    const post = fires(), before = [...w];
    groups.forEach(({size, correlation = 0}, g) => {
      const r = rates[g]!, u = before[g]!, together = gain * u * (1 + correlation * (size - 1)) * (1 - r * dt);
      const rise = aPlus * r * ((post * dt) / (1 - plus) + together), fall = (aMinus * r * post * dt * minus) / (1 - minus);
      w[g] = Math.min(1, Math.max(0, u + h * (dependence.up(u) * rise - dependence.down(u) * fall)));
    });
  };
  const times = new Float64Array(points + 1), rateHz = new Float64Array(points + 1), weights = groups.map(() => new Float64Array(points + 1));
  for (let k = 0; k <= points; k++) {
    times[k] = k * inner * h;
    rateHz[k] = 1000 * fires();
    weights.forEach((line, g) => { line[k] = w[g]!; });
    for (let n = 0; n < inner && k < points; n++) step();
  }
  return {times, weights, rateHz};
}

/** How much one mean weight stands out: `(a - b) / (a + b)`; 0 for no preference, 1 for a single choice. */
export const selectivity = (a: number, b: number): number => (a + b === 0 ? 0 : (a - b) / (a + b));
