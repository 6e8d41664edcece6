/** @file Time to threshold, firing rate and spike times under a constant current. */
import {finite} from "../door.ts";
import {plateau, timeConstant} from "./membrane.ts";
import type {Membrane} from "./membrane.ts";

/**
 * Time from `from` to threshold under a constant current: `τ ln((v∞ - from) / (v∞ - threshold))` with `τ = C / g` and
 * `v∞ = rest + I / g`. `Infinity` where the current is too weak to fire; 0 where it starts at threshold or above.
 *
 * @param current nA
 * @param from where the membrane starts, mV; `reset` without it.
 * @returns ms
 * @throws RangeError if a number is not finite.
 */
export function timeToThreshold(cell: Membrane, current: number, {from = cell.reset}: {readonly from?: number} = {}): number {
  finite("timeToThreshold", "current", current, "nA");
  finite("timeToThreshold", "from", from, "mV");
  if (from >= cell.threshold) return 0;
  const goal = plateau(cell, current);
  if (!(goal > cell.threshold)) return Infinity;
  return timeConstant(cell) * Math.log1p((cell.threshold - from) / (goal - cell.threshold));
}

/**
 * Firing rate under a constant current, in Hz: `1000 / (refractory + time to threshold)`; 0 up to rheobase.
 *
 * @param current nA
 */
export function firingRateHz(cell: Membrane, current: number): number {
  return 1000 / (cell.refractory + timeToThreshold(cell, current));
}
