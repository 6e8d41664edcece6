/** @file Threshold crossings of a chain left to itself: all of them, to machine precision, whatever a grid would see. */
import {stageAt} from "./chain.ts";
import type {Chain} from "./chain.ts";
import {root} from "./root.ts";

export interface Crossing {
  /** ms */
  readonly time: number;
  readonly direction: "up" | "down";
}

export interface CrossingOptions {
  /** mV, from rest. */
  readonly threshold: number;
  /** How far to look, ms; without it, until nothing is left of the state. */
  readonly within?: number;
}

/** Beyond this many of its longest time constants a chain is below 1e-255 of where it was. */
const FORGOTTEN = 600;

/** How far ahead one need look: a chain has nothing to say after this (ms). */
export const horizon = ({taus}: Chain): number => FORGOTTEN * Math.max(...taus);

/**
 * Where `f` changes sign, given `points` between which it is monotone. A touch is not a crossing, and a start on the
 * level is not one either.
 */
export function signChanges(f: (t: number) => number, points: readonly number[]): Crossing[] {
  const found: Crossing[] = [];
  let before = NaN, sign = 0;
  for (const point of points) {
    const now = Math.sign(f(point));
    if (now === 0) continue;
    if (sign !== 0 && now !== sign) found.push({time: root(f, before, point), direction: now > 0 ? "up" : "down"});
    [before, sign] = [point, now];
  }
  return found;
}

/**
 * Where a stage turns from rising to falling or back, within a time: where it meets the stage it follows.
 *
 * A stage can turn at most once between two turns of the stage before it, since `(d/dt + 1/τ)(xₖ₋₁ - xₖ) = xₖ₋₁'`; the
 * first stage never turns. So every turn is bracketed before it is looked for, and none can be missed.
 */
export function turningPoints(chain: Chain, state: ArrayLike<number>, stage: number, within: number): number[] {
  if (stage === 0) return [];
  const gain = stage === chain.taus.length - 1 ? chain.gain : 1;
  const slowest = Math.max(...chain.taus.slice(0, stage + 1));
  // Measured against the slowest decay, so that the sign is still there when fast stages have long underflown.
  const gap = (t: number): number => gain * stageAt(chain, state, stage - 1, t, t / slowest) - stageAt(chain, state, stage, t, t / slowest);
  const bracket = [0, ...turningPoints(chain, state, stage - 1, within), within];
  return signChanges(gap, bracket).map(({time}) => time);
}

/**
 * Every crossing of `threshold` by the last stage, from `state` on and without further input, in order.
 *
 * The voltage is monotone between its turning points, so each crossing is alone in its bracket.
 *
 * @throws RangeError if `threshold` is not finite or `within` is negative.
 */
export function crossings(chain: Chain, state: ArrayLike<number>, {threshold, within = Infinity}: CrossingOptions): Crossing[] {
  if (!Number.isFinite(threshold)) throw new RangeError(`crossings: threshold must be a finite number (mV), got ${threshold}`);
  if (!(within >= 0)) throw new RangeError(`crossings: within must not be negative (ms), got ${within}`);
  const end = Math.min(within, horizon(chain));
  const last = chain.taus.length - 1;
  const points = [0, ...turningPoints(chain, state, last, end), end];
  return signChanges((t) => stageAt(chain, state, last, t) - threshold, points);
}

/**
 * The time of the first upward crossing, or `Infinity`: when a neuron in this state fires if nothing more arrives.
 *
 * A low-pass filter never rises above both where it starts and what it follows, which settles most cases at no cost.
 */
export function firstCrossing(chain: Chain, state: ArrayLike<number>, options: CrossingOptions): number {
  if (ceiling(chain, state) < options.threshold) return Infinity;
  return crossings(chain, state, options).find(({direction}) => direction === "up")?.time ?? Infinity;
}

/** A bound that the last stage can never exceed from this state on. */
function ceiling({taus, gain}: Chain, state: ArrayLike<number>): number {
  let high = 0, low = 0;
  for (let k = 0; k < taus.length - 1; k++) [high, low] = [Math.max(high, state[k]!), Math.min(low, state[k]!)];
  return Math.max(gain * high, gain * low, state[taus.length - 1]!, 0);
}
