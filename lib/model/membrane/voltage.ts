/** @file The membrane's voltage and its spikes under a current that is constant by pieces: exact at any time. */
import {finite} from "../door.ts";
import {sampled} from "../sampled.ts";
import type {At, Times} from "../sampled.ts";
import {pieces} from "./current.ts";
import type {Current, Piece} from "./current.ts";
import {plateau, timeConstant} from "./membrane.ts";
import type {Membrane} from "./membrane.ts";
import {timeToThreshold} from "./threshold.ts";

export interface DriveOptions {
  /** nA: constant, or constant by pieces. */
  readonly current: Current;
  /** Where the membrane is at time 0, mV; `rest` without it. */
  readonly start?: number;
}

export interface VoltageOptions<T extends Times> extends DriveOptions {
  /** ms, not before 0. */
  readonly time: T;
  /** Without spikes, the membrane is let through its threshold as if it had none. */
  readonly spiking?: boolean;
}

/** A stretch of one exponential: at `from` the membrane is at `v` and heads for `goal`; `held` while refractory. */
interface Stretch {
  readonly from: number;
  readonly v: number;
  readonly goal: number;
  readonly held: boolean;
}

/** More spikes than this in one answer is a slip of a unit, not a neuron. */
const MOST = 1e6;

/**
 * The membrane's voltage: between spikes `v(t) = v∞ + (v₀ - v∞) e^(-t/τ)`, restarted at each change of current and, after
 * the refractory time, at each spike.
 *
 * @throws RangeError if a number is not finite, or a time is negative.
 */
export function voltageAt<T extends Times>(cell: Membrane, {current, time, start = cell.rest, spiking = true}: VoltageOptions<T>): At<T> {
  let until = 0;
  sampled("voltageAt", time, (t) => (until = Math.max(until, t)));
  const {stretches} = walk("voltageAt", spiking ? cell : {...cell, threshold: Infinity}, {current, start}, until);
  const tau = timeConstant(cell);
  return sampled("voltageAt", time, (t) => {
    if (t < 0) throw new RangeError(`voltageAt: time must not be negative (ms), got ${t}`);
    return value(stretches[indexAt(stretches, t)]!, t, tau);
  });
}

/**
 * The exact times at which the membrane fires, up to `until` (ms).
 *
 * @throws RangeError if a number is not finite, or there would be more than a million spikes.
 */
export function spikeTimes(cell: Membrane, {until, ...drive}: DriveOptions & {readonly until: number}): Float64Array {
  finite("spikeTimes", "until", until, "ms");
  return Float64Array.from(walk("spikeTimes", cell, drive, until).spikes);
}

const value = ({from, v, goal, held}: Stretch, t: number, tau: number): number => (held ? v : goal + (v - goal) * Math.exp(-(t - from) / tau));

/** The last stretch that has begun by `t`: by bisection, since a long run has many. */
function indexAt(stretches: readonly Stretch[], t: number): number {
  let low = 0, high = stretches.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= t) low = middle;
    else high = middle;
  }
  return low;
}

function walk(who: string, cell: Membrane, {current, start = cell.rest}: DriveOptions, until: number): {stretches: Stretch[]; spikes: number[]} {
  finite(who, "start", start, "mV");
  const all = pieces(who, current), stretches: Stretch[] = [], spikes: number[] = [];
  let v = start, free = 0;
  for (let k = 0; k < all.length; k++) {
    const stop = Math.min(all[k + 1]?.from ?? Infinity, until);
    ({v, free} = cross(who, cell, all[k]!, {v, free, stop, stretches, spikes}));
  }
  return {stretches, spikes};
}

interface Walk {
  /** Where the membrane is, mV, and from when on it is free to move, ms. */
  readonly v: number;
  readonly free: number;
  /** ms */
  readonly stop: number;
  readonly stretches: Stretch[];
  readonly spikes: number[];
}

/** Goes through one piece of current, adding its stretches and spikes; says where that leaves the membrane. */
function cross(who: string, cell: Membrane, piece: Piece, {v, free, stop, stretches, spikes}: Walk): {v: number; free: number} {
  const goal = plateau(cell, piece.current), tau = timeConstant(cell);
  let from = Math.max(piece.from, free);
  while (from <= stop) {
    stretches.push({from, v, goal, held: false});
    const next = from + timeToThreshold(cell, piece.current, {from: v});
    if (next > stop || next >= Infinity) return {v: value({from, v, goal, held: false}, Math.min(stop, 1e300), tau), free: stop};
    if (spikes.push(next) > MOST) throw new RangeError(`${who}: must fire at most ${MOST} times, got more (ms, nA, nF, µS?)`);
    v = cell.reset;
    from = next + cell.refractory;
    stretches.push({from: next, v, goal, held: true});
  }
  return {v, free: from};
}
