/** @file The loss: how wrong a run is, and what each output should have been at each step. */
import type {LossForm} from "../../engine/training.ts";
import type {Settings, Signal} from "../../model/node.ts";

/** A class, or one wish for each output unit. */
export type Target = number | ArrayLike<number>;

/** A value: it keeps nothing between runs. Outputs come one row a step. */
export interface Loss {
  readonly kind: string;
  readonly settings: Settings;
  /** From which a fast engine makes its own, where it can. */
  readonly form?: LossForm;
  /** Whether what the outputs gave in sum has the same answer as `scores`. */
  readonly sums?: boolean;
  /** The loss of a run; adds its derivative by each output to `errors`. `dt` in ms. */
  measure(outputs: readonly Signal[], target: Target, dt: number, errors: readonly Signal[]): number;
  /** One number for each class: the largest is the answer. */
  scores(outputs: readonly Signal[], dt: number): Float64Array;
}

/**
 * The cross entropy `-ln softmax(logits)[target]` and, written over the logits, its derivative `softmax - [class]`.
 *
 * @throws RangeError if the target is no class.
 */
export function crossEntropy(who: string, logits: Float64Array, target: Target): number {
  const chosen = classOf(who, target, logits.length);
  let most = -Infinity, sum = 0;
  for (const each of logits) most = Math.max(most, each);
  const own = logits[chosen]! - most;
  for (let o = 0; o < logits.length; o++) sum += logits[o] = Math.exp(logits[o]! - most);
  for (let o = 0; o < logits.length; o++) logits[o]! /= sum;
  logits[chosen]!--;
  return Math.log(sum) - own;
}

function classOf(who: string, target: Target, classes: number): number {
  if (typeof target === "number" && Number.isInteger(target) && target >= 0 && target < classes) return target;
  const got = typeof target === "number" ? String(target) : `a list of ${target.length}`;
  throw new RangeError(`${who}: target must be a class from 0 to ${classes - 1}, got ${got}`);
}

/** The first of the largest. */
export function answer(scores: Float64Array): number {
  let best = 0;
  for (let o = 1; o < scores.length; o++) if (scores[o]! > scores[best]!) best = o;
  return best;
}
