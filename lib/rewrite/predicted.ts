/** @file What theory expects of a layer's error, part by part. */
import {expectedClipping} from "./best-clip.ts";
import type {Expectation} from "./best-clip.ts";
import {rankOf} from "./distribution.ts";
import type {Distribution} from "./distribution.ts";
import type {Drives} from "./observe.ts";
import {stepError} from "./staircase.ts";
import type {Firing} from "./staircase.ts";
import {unevenness} from "./unevenness.ts";

export interface Predicted {
  readonly clipping: Expectation;
  readonly quantisation: Expectation;
  /** None for a reset to zero, for which no theory is known here. */
  readonly unevenness?: Expectation;
}

/** From the distribution of the artificial values for clipping and quantisation; from mean currents and their noise for unevenness. */
export function predicted(distribution: Distribution, clip: number, firing: Firing, {currents, deviations}: Drives): Predicted {
  const fixed = {clipping: expectedClipping(distribution, clip, firing), quantisation: expectedRounding(distribution, clip, firing)};
  if (firing.reset === "zero") return fixed;
  let mean = 0, square = 0;
  currents.forEach((z, k) => {
    const error = unevenness(z, deviations[k]!, firing);
    mean += error.mean;
    square += error.square;
  });
  const unit = clip / firing.steps;
  return {...fixed, unevenness: {mean: (unit * mean) / currents.length, square: (unit ** 2 * square) / currents.length}};
}

/**
 * Rounding, as if values were spread evenly over each step of the staircase; only those above 0 and below the clip are rounded. The
 * lasting loss of a reset to zero is `1/⌈1/z⌉ - z` for each value.
 */
function expectedRounding(seen: Distribution, clip: number, firing: Firing): Expectation {
  const {values, count} = seen;
  if (firing.reset === "subtract") {
    const {mean, square} = stepError(firing), part = firing.burst ? values.length / count : rankOf(seen, clip) / 100 - (count - values.length) / count;
    return {mean: clip * mean * part, square: clip ** 2 * square * part};
  }
  let mean = 0, square = 0;
  for (const value of values) {
    if (value >= clip) break;
    const loss = clip / Math.ceil(clip / value) - value;
    mean += loss;
    square += loss ** 2;
  }
  return {mean: mean / count, square: square / count};
}
