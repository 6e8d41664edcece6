/** @file The step of a membrane behind a synapse from sums and products alone, so that its bits agree on every machine. */
import type {Propagator} from "../neurons/driven-tape.ts";
import type {Synapse} from "../node.ts";
import type {FilterTwin} from "../twin.ts";
import type {TwoStages} from "./cascade.ts";

/** A lower triangle `[bb, ib, ii, vb, vi, vv]` over the feeder, the current and the membrane. */
type Triangle = readonly [bb: number, ib: number, ii: number, vb: number, vi: number, vv: number];

const times = (x: Triangle, y: Triangle): Triangle => [
  x[0] * y[0], x[1] * y[0] + x[2] * y[1], x[2] * y[2], x[3] * y[0] + x[4] * y[1] + x[5] * y[3], x[4] * y[2] + x[5] * y[4], x[5] * y[5]
];

/**
 * `exp(A dt)` of `v' = -rate v + drive i`, `i' = -p i + b`, `b' = -q b`: the Taylor series over `dt / 2ⁿ`, squared `n` times, to about `2ⁿ` units
 * in the last place. The reference has the same numbers from differences of exponentials.
 */
export function jointStep({p, q}: TwoStages, {rate, drive}: {readonly rate: number; readonly drive: number}, dt: number): Propagator {
  let halvings = 0, h = dt;
  for (; (p + q + rate + drive + 1) * h > 0.5; h /= 2) halvings++;
  const a: Triangle = [-q * h, h, -p * h, 0, drive * h, -rate * h];
  let sum: Triangle = [1, 0, 1, 0, 0, 1];
  for (let n = 14; n >= 1; n--) {
    const [bb, ib, ii, vb, vi, vv] = times(a, sum);
    sum = [1 + bb / n, ib / n, 1 + ii / n, vb / n, vi / n, 1 + vv / n];
  }
  for (let n = 0; n < halvings; n++) sum = times(sum, sum);
  const [bb, ib, ii, vb, vi] = sum;
  return {bb, ib, ii, vb, vi};
}

/** A synapse with nothing behind it, as the filter that a fast engine runs: what leaves is its current. */
export function synapseTwin({decay, rise, jump}: Synapse, dt: number): FilterTwin {
  if (decay === 0) return {form: "filter", ii: 0, ib: 0, bb: 0, jump: [0, 0], out: [0, 0], through: jump[0]};
  const {ii, ib, bb} = jointStep({p: 1 / decay, q: 1 / rise}, {rate: 0, drive: 0}, dt);
  return {form: "filter", ii, ib, bb, jump, out: [ii, ib], through: jump[0]};
}

/** A synapse in front of a leaky membrane: what leaves is what reaches the membrane in a step, from the currents before it. */
export function feedTwin({decay, rise, jump}: Synapse, cell: {readonly rate: number; readonly drive: number}, dt: number): FilterTwin {
  const {ii, ib, bb, vi, vb} = jointStep({p: 1 / decay, q: 1 / rise}, cell, dt);
  return {form: "filter", ii, ib, bb, jump, out: [vi, vb], through: 0};
}
