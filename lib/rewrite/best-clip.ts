/** @file The best clip: where a layer's largest rate should lie, given how its values are distributed. */
import type {Distribution} from "./distribution.ts";
import {spikeCount} from "./staircase.ts";
import type {Firing} from "./staircase.ts";

/** Values above zero, and how much each counts (alike unless given). */
export interface Weighted {
  readonly values: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  /** Of how many, or of how much weight in all; what is missing is zero. */
  readonly count: number;
}

/** `E[(q(a) - a)²]`, where `q(a) = λ N(a / λ) / T` is what a neuron whose largest rate stands for `clip` λ makes of a constant `a`. */
export function expectedError({values, weights, count}: Weighted, clip: number, firing: Firing): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    const error = (clip * spikeCount(values[k]! / clip, firing)) / firing.steps - values[k]!;
    sum += (weights ? weights[k]! : 1) * error * error;
  }
  return sum / count;
}

/** As many values as are looked at in the search; more are thinned to their quantiles. */
const ENOUGH = 40_000;

/**
 * The clip λ that makes the expected squared error least: lower, and large values are cut off; higher, and the steps of `λ / T`
 * grow. A bounded search: 96 clips spaced evenly in their logarithm from a hundredth of the largest value to twice it, then the
 * golden section around the best of them. With one spike a step and few steps the best percentile lies far below the usual 99.9.
 *
 * @throws RangeError if no value is above zero.
 */
export function bestClip(distribution: Weighted, firing: Firing): number {
  const thin = thinned(distribution), most = thin.values[thin.values.length - 1];
  if (!(most! > 0)) throw new RangeError(`bestClip: some value must be above zero, got ${distribution.values.length} such values`);
  const error = (clip: number): number => expectedError(thin, clip, firing), grid = 96, ratio = 200 ** (1 / (grid - 1));
  let best = 0;
  const clips = Array.from({length: grid}, (_, k) => (most! / 100) * ratio ** k), errors = clips.map(error);
  errors.forEach((each, k) => { if (each < errors[best]!) best = k; });
  return golden(error, clips[Math.max(0, best - 1)]!, clips[Math.min(grid - 1, best + 1)]!);
}

function golden(of: (x: number) => number, from: number, to: number): number {
  const part = (Math.sqrt(5) - 1) / 2;
  let low = from, high = to, a = high - part * (high - low), b = low + part * (high - low), atA = of(a), atB = of(b);
  while (high - low > 1e-4 * high) {
    if (atA < atB) { high = b; b = a; atB = atA; a = high - part * (high - low); atA = of(a); }
    else { low = a; a = b; atA = atB; b = low + part * (high - low); atB = of(b); }
  }
  return (low + high) / 2;
}

function thinned({values, weights, count}: Weighted): Weighted {
  if (weights || values.length <= ENOUGH) return {values, count, ...(weights ? {weights} : {})};
  return {values: Float64Array.from({length: ENOUGH}, (_, k) => values[Math.floor(((k + 0.5) * values.length) / ENOUGH)]!), count: (count * ENOUGH) / values.length};
}

/** What theory expects of a layer from its distribution alone, in the units of its values. */
export interface Expectation {
  readonly mean: number;
  readonly square: number;
}

/** The part above the clip is lost: `-E[(a - λ)⁺]` and `E[((a - λ)⁺)²]`; none with bursts. */
export function expectedClipping({values, count}: Distribution, clip: number, {burst}: Firing): Expectation {
  if (burst) return {mean: 0, square: 0};
  let mean = 0, square = 0;
  for (let k = values.length - 1; k >= 0 && values[k]! > clip; k--) {
    mean -= values[k]! - clip;
    square += (values[k]! - clip) ** 2;
  }
  return {mean: mean / count, square: square / count};
}
