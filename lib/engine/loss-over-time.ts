/** @file Losses on what the outputs gave step by step, in double precision by our own exponential. Rows lie one after the other: output `o` of step `t` at `t · classes + o`. */
import {crossEntropy} from "./loss.ts";
import type {Training} from "./training.ts";

/** What was given in a run, and room for its errors. */
export interface Course {
  readonly steps: number;
  readonly classes: number;
  readonly given: Float64Array;
  readonly errors: Float64Array;
}

/** One number for each class, the largest being the answer. */
export function scoresOverTime({loss: {name, numbers}, dt}: Training, {steps, classes, given}: Course): Float64Array {
  const scores = new Float64Array(classes);
  for (let o = 0; o < classes; o++) {
    if (name === "firstSpike") scores[o] = -(dt / numbers[0]!) * waited(given, o, classes);
    else if (name === "everyStep") for (let t = 0; t < steps; t++) scores[o]! += given[t * classes + o]!;
    else scores[o] = given[(name === "last" ? steps - 1 : peakOf(given, o, classes)) * classes + o]!;
  }
  return scores;
}

/** The loss of one sample; writes its derivative by each output of each step to `errors`. */
export function lossOverTime(training: Training, course: Course, target: number): number {
  const {loss: {name, numbers}, dt} = training, {steps, classes, given, errors} = course;
  if (name === "everyStep") {
    let loss = 0;
    for (let at = 0; at < given.length; at += classes) loss += crossEntropy(numbers[0]!, given.subarray(at, at + classes), target, errors.subarray(at, at + classes)) / steps;
    for (let k = 0; k < errors.length; k++) errors[k]! /= steps;
    return loss;
  }
  const blame = new Float64Array(classes), loss = crossEntropy(1, scoresOverTime(training, course), target, blame);
  errors.fill(0);
  for (let o = 0; o < classes; o++) {
    if (name === "firstSpike") called(course, o, -(dt / numbers[0]!) * blame[o]!);
    else errors[(name === "last" ? steps - 1 : peakOf(given, o, classes)) * classes + o] = blame[o]!;
  }
  return loss;
}

/** The step of the largest value, the first of equals. */
function peakOf(given: Float64Array, o: number, classes: number): number {
  let best = 0;
  for (let t = 1; t * classes < given.length; t++) if (given[t * classes + o]! > given[best * classes + o]!) best = t;
  return best;
}

/** Steps before the first spike: `Σₜ Πₖ≤ₜ (1 - s[k])`. */
function waited(given: Float64Array, o: number, classes: number): number {
  let silent = 1, sum = 0;
  for (let at = o; at < given.length; at += classes) sum += silent *= 1 - given[at]!;
  return sum;
}

/** What one spike more or less would change: backwards through `open[t+1] = open[t] (1 - s[t])`, `waited = Σ open[t+1]`. */
function called({steps, classes, given, errors}: Course, o: number, amount: number): void {
  const open = new Float64Array(steps);
  let silent = 1, later = 0;
  for (let t = 0; t < steps; t++) {
    open[t] = silent;
    silent *= 1 - given[t * classes + o]!;
  }
  for (let t = steps - 1; t >= 0; t--) {
    later += amount;
    errors[t * classes + o] = -later * open[t]!;
    later *= 1 - given[t * classes + o]!;
  }
}
