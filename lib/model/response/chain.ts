/** @file A chain of low-pass filters, synapse first and membrane last, and its exact step. */
import {finite, positive} from "../door.ts";
import {expDifference, expDifference3} from "./exp-differences.ts";

/**
 * One to three low-pass filters in a row. Stage `k` follows the one before it, and the last one (the membrane) sees
 * it through `gain`: `τ₀ x₀' = -x₀`, `τₖ xₖ' = xₖ₋₁ - xₖ`, `τ v' = gain xₙ₋₁ - v`. A spike adds its weight to `x₀`.
 */
export interface Chain {
  /** Time constants in the order of travel, ms; the last is the membrane's. They may be equal. */
  readonly taus: readonly number[];
  /** What the last stage rises towards when the stage before it is held at 1 (mV). */
  readonly gain: number;
}

/** @throws RangeError if there are not one to three positive time constants, or the gain is not finite. */
export function chain({taus, gain = 1}: {readonly taus: readonly number[]; readonly gain?: number}): Chain {
  if (!(taus.length >= 1 && taus.length <= 3)) throw new RangeError(`chain: must have one to three time constants (ms), got ${taus.length}`);
  taus.forEach((tau, k) => positive("chain", `taus[${k}]`, tau, "ms"));
  return {taus: [...taus], gain: finite("chain", "gain", gain, "mV")};
}

/**
 * Entry of the exact propagator: what stage `to` gets, a time `dt` later, of a 1 in stage `from`.
 *
 * The matrix is `exp(A dt)` with `A` bidiagonal, so its entries are products of the couplings with divided differences
 * of the exponential (Opitz's theorem), and equal time constants need no special case.
 *
 * @param lift multiplies the entry by `e^lift`, without the underflow that multiplying afterwards would meet.
 * @see Rotter and Diesmann, Biological Cybernetics 81 (1999), 381–402.
 */
export function transfer({taus, gain}: Chain, from: number, to: number, dt: number, lift = 0): number {
  const a = -dt / taus[from]!;
  if (to === from) return Math.exp(a + lift);
  const last = to === taus.length - 1 ? gain : 1;
  const b = -dt / taus[from + 1]!;
  if (to === from + 1) return last * -b * expDifference(a + lift, b + lift);
  const c = -dt / taus[from + 2]!;
  return last * b * c * expDifference3(a + lift, b + lift, c + lift);
}

/**
 * The exact propagator `exp(A dt)`: the state a time `dt` later is this matrix times the state now, whatever `dt`.
 *
 * @returns `n × n`, row by row, lower triangular: entry `[to, from]` at `to * n + from`.
 * @throws RangeError if `dt` is negative or not finite.
 */
export function propagator(chain: Chain, dt: number): Float64Array {
  if (!(dt >= 0 && dt < Infinity)) throw new RangeError(`propagator: dt must not be negative (ms), got ${dt}`);
  const n = chain.taus.length;
  const matrix = new Float64Array(n * n);
  for (let to = 0; to < n; to++) for (let from = 0; from <= to; from++) matrix[to * n + from] = transfer(chain, from, to, dt);
  return matrix;
}

/** `next ← matrix · state`; the two may be the same array, since the matrix is lower triangular. */
export function propagate(matrix: ArrayLike<number>, state: ArrayLike<number>, next: Float64Array): Float64Array {
  const n = state.length;
  for (let to = n - 1; to >= 0; to--) {
    let sum = 0;
    for (let from = 0; from <= to; from++) sum += matrix[to * n + from]! * state[from]!;
    next[to] = sum;
  }
  return next;
}

/** Stage `to` of the chain a time `dt` after it was in `state`, times `e^lift`. */
export function stageAt(chain: Chain, state: ArrayLike<number>, to: number, dt: number, lift = 0): number {
  let sum = 0;
  for (let from = 0; from <= to; from++) if (state[from] !== 0) sum += transfer(chain, from, to, dt, lift) * state[from]!;
  return sum;
}
