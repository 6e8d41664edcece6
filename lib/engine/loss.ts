/** @file Losses on what the outputs gave in sum, in double precision by our own exponential, so that the bits agree everywhere. */
import {exp} from "../tensor/exp.ts";
import {log} from "../tensor/log.ts";
import type {LossForm} from "./training.ts";

/** A class, or (for the loss of rates) one wish for each output. */
export type Wanted = number | Float64Array;

/** The loss of one sample; writes its derivative by each output of each step, which is the same for all steps, to `errors`. */
export function lossOf({name, numbers}: LossForm, sums: Float64Array, target: Wanted, steps: number, errors: Float64Array): number {
  if (name === "rate") return meanSquare(numbers[0]!, numbers[1]!, sums, target, steps, errors);
  return crossEntropy(name === "mean" ? 1 / steps : numbers[0]!, sums, target as number, errors);
}

/** `-ln softmax(scale · sums)[target]`. */
export function crossEntropy(scale: number, sums: Float64Array, target: number, errors: Float64Array): number {
  let most = -Infinity, total = 0;
  for (const sum of sums) most = Math.max(most, scale * sum);
  for (let o = 0; o < sums.length; o++) total += errors[o] = exp(scale * sums[o]! - most);
  for (let o = 0; o < sums.length; o++) errors[o] = scale * (errors[o]! / total - (o === target ? 1 : 0));
  return log(total) - (scale * sums[target]! - most);
}

/** `Σₒ (sums[o] / steps - wish)² / units`. */
function meanSquare(on: number, off: number, sums: Float64Array, target: Wanted, steps: number, errors: Float64Array): number {
  let loss = 0;
  for (let o = 0; o < sums.length; o++) {
    const gap = sums[o]! / steps - (typeof target !== "number" ? target[o]! : o === target ? on : off);
    loss += (gap * gap) / sums.length;
    errors[o] = (2 * gap) / (steps * sums.length);
  }
  return loss;
}
