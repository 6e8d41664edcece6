/** @file Leaky stages in a row, solved exactly: stable also where time constants meet. */

import {expDifference, expDifference3} from "../response/exp-differences.ts";

/** `∫₀ᵗ e^(-p (t - s)) e^(-q s) ds`: what leaks in at rate `q` and out at `p`. */
export const two = (p: number, q: number, t: number): number => t * expDifference(-p * t, -q * t);

/** The same through three stages, their rates in any order and however close. */
export const three = (p: number, q: number, r: number, t: number): number => t * t * expDifference3(-p * t, -q * t, -r * t);

/** Where two leaky stages go alone: stage `i` (rate `p`) fed by stage `b` (rate `q`). */
export interface TwoStages {
  readonly p: number;
  readonly q: number;
}

/** The current `t` later: `i(t) = i e^(-p t) + b · two(p, q, t)`. */
export const currentAt = ({p, q}: TwoStages, i: number, b: number, t: number): number => i * Math.exp(-p * t) + (b === 0 ? 0 : b * two(p, q, t));

/**
 * When the current turns (its only extremum), or `Infinity` if it never does: `i' = 0` at `t = ln(1 + (p - q) x) / (p - q)`, `x = (b - p i) / (b q)`.
 */
export function turningTime({p, q}: TwoStages, i: number, b: number): number {
  if (b === 0 || q === 0) return Infinity;
  const x = (b - p * i) / (b * q), spread = (p - q) * x;
  if (!(x > 0) || spread <= -1) return Infinity;
  return Math.abs(spread) < 1e-300 ? x : (x * Math.log1p(spread)) / spread;
}
