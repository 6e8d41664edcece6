/** @file How soon the spikes tell images apart. */
import type {Events} from "../spikes/events.ts";
import {until} from "../spikes/perturb.ts";
import type {Tensor} from "../tensor/tensor.ts";
import type {Code} from "./code.ts";

export interface DecisionOptions {
  /** The part of the images that must be recognised. */
  readonly useful?: number;
  /** Times that are tried, evenly over the code's duration. */
  readonly moments?: number;
}

/**
 * The first time (ms) from which on at least the part `useful` of the images is recognised: what is decoded from the
 * spikes so far correlates more with its own image than with any other. `Infinity` if that never happens.
 *
 * Correlation asks for the pattern, not its brightness, so a code that has counted for half its time is not at a loss.
 */
export function decisionTime(code: Code, images: readonly Tensor[], sent: readonly Events[], {useful = 0.9, moments = 50}: DecisionOptions = {}): number {
  let since = Infinity;
  for (let k = 1; k <= moments; k++) {
    const time = (k * code.duration) / moments;
    const recognised = recognisedPart(images, sent.map((spikes) => code.decode(k === moments ? spikes : until(spikes, time))));
    if (recognised < useful) since = Infinity;
    else if (since === Infinity) since = time;
  }
  return since;
}

/** The part of the images whose decoded picture correlates most with their own. */
export function recognisedPart(images: readonly Tensor[], decoded: readonly Tensor[]): number {
  const right = decoded.filter((picture, i) => {
    const scores = images.map((image) => correlation(image.data, picture.data));
    return scores.every((score, k) => k === i || scores[i]! > score);
  });
  return right.length / images.length;
}

/** Pearson's correlation; 0 where one picture is flat. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const count = x.length, meanX = x.reduce((a, b) => a + b, 0) / count, meanY = y.reduce((a, b) => a + b, 0) / count;
  let xy = 0, xx = 0, yy = 0;
  for (let i = 0; i < count; i++) {
    const dx = x[i]! - meanX, dy = y[i]! - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
