/** @file When a membrane behind a synapse reaches threshold: bracketed by proof, then found to the last bit. */
import {root} from "../response/root.ts";
import {currentAt, three, turningTime, two} from "../synapses/cascade.ts";
import type {TwoStages} from "../synapses/cascade.ts";
import {relaxed} from "./leaky.ts";
import type {Leaky} from "./leaky.ts";

/** The membrane `t` ms on, from voltage `v`, current `i` and its feeder `b`. */
export function drivenVoltage(cell: Leaky, {p, q}: TwoStages, v: number, i: number, b: number, t: number): number {
  const {rate: m, drive} = cell;
  return relaxed(cell, v, t) + (i === 0 ? 0 : drive * i * two(m, p, t)) + (b === 0 ? 0 : drive * b * three(m, p, q, t));
}

/**
 * Time until `v ≥ threshold` if nothing arrives, or `Infinity`.
 *
 * With `L` the current that just holds the membrane at threshold (the rheobase), `d/dt [e^(t/τ) (v - threshold)] = e^(t/τ) drive (i - L)`:
 * towards threshold the membrane can only gain while `i > L`. The current turns at most once, so `i > L` holds on at most two
 * intervals; within each the bracketed expression grows, so it has one root or none, decided by the sign at the interval's end.
 * No crossing can be missed.
 */
export function drivenCrossing(cell: Leaky, stages: TwoStages, v: number, i: number, b: number): number {
  const {rate, drive, slope, rest, threshold} = cell;
  if (v >= threshold) return 0;
  const rheobase = (rate * (threshold - rest) - slope) / drive;
  const turn = turningTime(stages, i, b);
  const peak = turn === Infinity ? Infinity : currentAt(stages, i, b, turn);
  const end = settled(stages, i, b);
  if (rheobase >= 0 && Math.max(i, peak === Infinity ? end : peak) <= rheobase) return Infinity;
  if (ceiling(cell, stages, v, i, b) < threshold) return Infinity;
  const above = (t: number): number => currentAt(stages, i, b, t) - rheobase;
  const gap = (t: number): number => drivenVoltage(cell, stages, v, i, b, t) - threshold;
  for (const [from, to] of intervals(stages, above, i - rheobase, turn, end - rheobase)) {
    const found = rising(gap, from, to, cell, stages);
    if (found < Infinity) return found;
  }
  return Infinity;
}

/** The current in the end: 0, or what a held current stays at. */
const settled = ({p, q}: TwoStages, i: number, b: number): number => (p > 0 ? 0 : i + (b === 0 ? 0 : b / q));

/** A height that the membrane cannot pass: its start or plateau, and the peak it would reach if all charge came at once. */
function ceiling(cell: Leaky, {p, q}: TwoStages, v: number, i: number, b: number): number {
  const {rate, drive, slope, rest} = cell;
  if (rate === 0 && slope > 0) return Infinity;
  const still = Math.max(v, rate === 0 ? v : rest + slope / rate);
  const held = Math.max(i, 0) + (b > 0 ? b / q : 0);
  return held === 0 ? still : still + drive * held * peakOf(rate, p);
}

/** The largest value of `two(m, p, t)`: `m^(-m/(m-p)) …` written as its value at `t = ln(m/p) / (m - p)`. */
function peakOf(m: number, p: number): number {
  if (m === 0 || p === 0) return 1 / Math.max(m, p);
  const spread = m - p;
  return Math.exp(Math.abs(spread) < 1e-9 * p ? -1 : (-p * Math.log(m / p)) / spread) / m;
}

/** Where `i > L`: between its start, its turn and infinity the current is monotone, so each piece has one root at most. */
function intervals({p, q}: TwoStages, above: (t: number) => number, first: number, turn: number, last: number): (readonly [number, number])[] {
  const cuts: number[] = [0];
  const slowest = Math.min(p, q) > 0 ? 1 / Math.min(p, q) : 1 / Math.max(p, q, 1e-9);
  const middle = turn === Infinity ? first : above(turn);
  if (turn !== Infinity && first * middle < 0) cuts.push(root(above, 0, turn));
  if (middle * last < 0) {
    let far = (turn === Infinity ? 0 : turn) + slowest;
    while (above(far) * last <= 0) far = 2 * far;
    cuts.push(root(above, turn === Infinity ? 0 : turn, far));
  }
  cuts.push(Infinity);
  const found: (readonly [number, number])[] = [];
  // A start exactly at L is decided by where the current goes.
  let up = (first !== 0 ? first : middle !== 0 && turn !== Infinity ? middle : last) > 0;
  for (let k = 0; k + 1 < cuts.length; k++, up = !up) if (up) found.push([cuts[k]!, cuts[k + 1]!]);
  return found;
}

/** The one root of `gap` in an interval in which it can only change from below to above. */
function rising(gap: (t: number) => number, from: number, to: number, {rate, slope}: Leaky, {p}: TwoStages): number {
  if (to < Infinity) return gap(to) >= 0 ? (gap(from) >= 0 ? from : root(gap, from, to)) : Infinity;
  const slowest = Math.max(rate > 0 ? 1 / rate : 0, p > 0 ? 1 / p : 0) || 1;
  // An exponential has said all after 1,000 time constants; a perfect integrator with a lasting current needs as long as it needs.
  const horizon = rate === 0 && (slope > 0 || p === 0) ? Infinity : 1000 * slowest;
  for (let far = from + slowest; far < from + 2 * horizon && far < 1e300; far = from + 2 * (far - from)) {
    if (gap(far) >= 0) return root(gap, from, far);
  }
  return Infinity;
}
