/** @file Learning-rate schedules: by what the learning rate is multiplied as a training goes on. */
import {positive} from "../../model/door.ts";

/** The factor at step `step` of `total`, from 0. */
export type Schedule = (step: number, total: number) => number;

/** The learning rate stays: 1. */
export const constant = (): Schedule => () => 1;

export interface CosineOptions {
  /** The factor at the end. */
  readonly end?: number;
  /** Steps in which the factor first rises evenly to 1. */
  readonly warmUp?: number;
}

/**
 * Half a cosine from 1 to `end`: `end + (1 - end) (1 + cos π p) / 2`, `p` the share of the steps after the warm-up.
 *
 * @throws RangeError if the end is negative or the warm-up no whole number.
 */
export function cosine({end = 0, warmUp = 0}: CosineOptions = {}): Schedule {
  if (!(end >= 0 && end < Infinity)) throw new RangeError(`schedule.cosine: end must be at least 0, got ${end}`);
  if (!(Number.isInteger(warmUp) && warmUp >= 0)) throw new RangeError(`schedule.cosine: warmUp must be a whole number of steps, got ${warmUp}`);
  return (step, total) => {
    if (step < warmUp) return (step + 1) / warmUp;
    const share = total > warmUp ? (step - warmUp) / (total - warmUp) : 1;
    const half = cosineOf((Math.PI / 2) * share);
    return end + (1 - end) * half * half;
  };
}

/** `cos x` for x from 0 to π / 2 by its Taylor series (the thirteenth term is below 10⁻¹⁹): Math.cos may differ in the last bit between engines. */
function cosineOf(x: number): number {
  let sum = 0;
  for (let n = 22; n >= 2; n -= 2) sum = -((x * x) / (n * (n - 1))) * (1 + sum);
  return 1 + sum;
}

export interface StepOptions {
  /** Steps between two falls. */
  readonly every: number;
  /** By what each fall multiplies. */
  readonly factor?: number;
}

/**
 * A staircase: `factor^⌊step / every⌋`.
 *
 * @throws RangeError if `every` is no whole number of at least 1, or the factor is not positive.
 */
export function step({every, factor = 0.1}: StepOptions): Schedule {
  if (!(Number.isInteger(every) && every >= 1)) throw new RangeError(`schedule.step: every must be a whole number of at least 1 (steps), got ${every}`);
  positive("schedule.step", "factor", factor, "1");
  return (now) => {
    let all = 1;
    for (let fall = every; fall <= now; fall += every) all *= factor;
    return all;
  };
}
