/** @file Losses on what the outputs gave in sum, in double precision by our own exponential, so that the bits agree everywhere. */
import {exp} from "../tensor/exp.ts";
import {log} from "../tensor/log.ts";
import type {LossForm} from "./training.ts";

/** The loss of one sample; writes its derivative by each output of each step, which is the same for all steps, to `errors`. */
export function lossOf({name, numbers}: LossForm, sums: Float64Array, target: number, steps: number, errors: Float64Array): number {
  return name === "count" ? crossEntropy(numbers[0]!, sums, target, errors) : meanSquare(numbers[0]!, numbers[1]!, sums, target, steps, errors);
}

/** `-ln softmax(scale · sums)[target]`. */
function crossEntropy(scale: number, sums: Float64Array, target: number, errors: Float64Array): number {
  let most = -Infinity, total = 0;
  for (const sum of sums) most = Math.max(most, scale * sum);
  for (let o = 0; o < sums.length; o++) total += errors[o] = exp(scale * sums[o]! - most);
  for (let o = 0; o < sums.length; o++) errors[o] = scale * (errors[o]! / total - (o === target ? 1 : 0));
  return log(total) - (scale * sums[target]! - most);
}

/** `Σₒ (sums[o] / steps - wish)² / units`. */
function meanSquare(on: number, off: number, sums: Float64Array, target: number, steps: number, errors: Float64Array): number {
  let loss = 0;
  for (let o = 0; o < sums.length; o++) {
    const gap = sums[o]! / steps - (o === target ? on : off);
    loss += (gap * gap) / sums.length;
    errors[o] = (2 * gap) / (steps * sums.length);
  }
  return loss;
}
