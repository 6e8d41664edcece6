/** @file A train of spikes through one synapse: potentials add up, and their sum is crossed at exact times. */
import {ascending, finite} from "../door.ts";
import {sampled} from "../sampled.ts";
import type {At, Times} from "../sampled.ts";
import {propagate, propagator, stageAt} from "./chain.ts";
import type {Chain} from "./chain.ts";
import {horizon, signChanges, turningPoints} from "./crossings.ts";
import type {Crossing} from "./crossings.ts";
import type {Psp} from "./psp.ts";

export interface Train {
  /** Spike times, ms, in ascending order. */
  readonly spikes: ArrayLike<number>;
  /** One for each spike; 1 without it. Negative weights inhibit. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** @throws RangeError if the spikes are not in order, or a weight is missing or not finite. */
export function checkTrain(who: string, {spikes, weights}: Train): void {
  ascending(who, "spikes", spikes, "ms");
  if (weights && weights.length !== spikes.length) {
    throw new RangeError(`${who}: must have one weight for each of ${spikes.length} spikes, got ${weights.length}`);
  }
  for (let i = 0; i < (weights?.length ?? 0); i++) finite(who, `weights[${i}]`, weights![i]!, "1");
}

/** A stretch without input: it begins at `start` with the chain in `state` and ends at `stop`. */
interface Stretch {
  readonly start: number;
  readonly stop: number;
  readonly state: Float64Array;
}

function stretches(chain: Chain, {spikes, weights}: Train, until: number): Stretch[] {
  let state: Float64Array = new Float64Array(chain.taus.length);
  const found: Stretch[] = [];
  for (let i = 0; i < spikes.length && spikes[i]! < until; i++) {
    state[0]! += weights?.[i] ?? 1;
    const start = spikes[i]!, stop = Math.min(spikes[i + 1] ?? Infinity, until, start + horizon(chain));
    found.push({start, stop, state});
    state = propagate(propagator(chain, stop - start), state, new Float64Array(state.length));
  }
  return found;
}

/** The last stage at any time, by the stretch it falls into; 0 before the first. */
function valueOver(chain: Chain, pieces: readonly Stretch[]): (t: number) => number {
  const last = chain.taus.length - 1;
  return (t) => {
    let low = -1, high = pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (pieces[middle]!.start <= t) low = middle;
      else high = middle;
    }
    return low < 0 ? 0 : stageAt(chain, pieces[low]!.state, last, t - pieces[low]!.start);
  };
}

/**
 * The potential at given times, mV: `Σ wⱼ ε(t - tⱼ)`, the superposition of one `pspAt` for each spike.
 *
 * The sum is carried from spike to spike by the exact propagator, so a point costs no more after a thousand spikes
 * than after one.
 *
 * @throws RangeError if the spikes are not in order, or a weight is missing or not finite.
 */
export function pspTrainAt<T extends Times>(psp: Psp, {time, ...train}: Train & {readonly time: T}): At<T> {
  checkTrain("pspTrainAt", train);
  const value = valueOver(psp, stretches(psp, train, Infinity));
  return sampled("pspTrainAt", time, value);
}

/**
 * Every crossing of `threshold` by the potential of a spike train, in order and to machine precision.
 *
 * @param until how far to look, ms; without it, until the last spike is forgotten.
 * @throws RangeError if the spikes are not in order, or the threshold is not finite.
 */
export function trainCrossings(psp: Psp, {threshold, until = Infinity, ...train}: Train & {readonly threshold: number; readonly until?: number}): Crossing[] {
  checkTrain("trainCrossings", train);
  finite("trainCrossings", "threshold", threshold, "mV");
  const last = psp.taus.length - 1;
  const pieces = stretches(psp, train, until);
  if (pieces.length === 0) return [];
  const points = pieces.flatMap(({start, stop, state}) => [start, ...turningPoints(psp, state, last, stop - start).map((t) => start + t)]);
  points.push(pieces.at(-1)!.stop);
  const value = valueOver(psp, pieces);
  return signChanges((t) => value(t) - threshold, points);
}
