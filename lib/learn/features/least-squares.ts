/** @file Non-linear least squares by Levenberg and Marquardt, the derivative by differences. */
import {eliminated} from "./linear.ts";

export interface Descent {
  readonly at: Float64Array;
  /** The sum of squares there. */
  readonly square: number;
}

const squares = (values: Float64Array): number => values.reduce((sum, each) => sum + each * each, 0);

/**
 * Walks from `start` downhill on `Σ miss²` until a step gains less than 10⁻¹⁰ of it, or `most` steps are done. Steps that climb are
 * taken back and damped.
 *
 * @see Marquardt, Journal of the SIAM 11 (1963), 431.
 */
export function descend(start: Float64Array, miss: (at: Float64Array) => Float64Array, most: number): Descent {
  let at = start.slice(), residual = miss(at), square = squares(residual), damping = 1e-2;
  for (let step = 0; step < most; step++) {
    const slopes = Array.from(at, (value, k) => {
      const moved = at.slice(), h = 1e-5 * Math.max(1, Math.abs(value));
      moved[k] = value + h;
      const there = miss(moved);
      return there.map((each, i) => (each - residual[i]!) / h);
    });
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
    const normal = slopes.map((a) => slopes.map((b) => dot(a, b))), right = slopes.map((a) => -dot(a, residual));
    let gained = 0;
    for (; damping < 1e8; damping *= 5) {
      const move = eliminated(normal.map((row, i) => row.map((each, j) => (i === j ? each * (1 + damping) + 1e-12 : each))), right);
      const next = at.map((value, k) => value + move[k]!), there = miss(next), lower = squares(there);
      if (!(lower < square)) continue;
      gained = square - lower;
      [at, residual, square] = [next, there, lower];
      damping = Math.max(1e-7, damping / 10);
      break;
    }
    if (gained <= 1e-10 * square) break;
  }
  return {at, square};
}
