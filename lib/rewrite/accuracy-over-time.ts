/** @file How soon a converted network is right. */
import {frames} from "../simulate/frames.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {sizeOf} from "../tensor/shape.ts";
import {held, largest, leaving, listed} from "./images.ts";
import type {Spiking} from "./to-spiking.ts";

export interface AccuracyOverTimeOptions {
  readonly steps: number;
}

/**
 * The share of images that are answered rightly after each of `steps` steps, by the largest sum of what has left the network so far (the
 * first of equals): `steps` numbers from 0 to 1.
 *
 * @throws RangeError for steps that are no whole number of at least 1; TypeError for first spikes, whose answer comes at the end.
 */
export function accuracyOverTime({net, weights, report}: Spiking, images: LabelledImages, {steps}: AccuracyOverTimeOptions): Float64Array {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`accuracyOverTime: steps must be a whole number of at least 1, got ${steps}`);
  if (report.options.code !== "rate") throw new TypeError("accuracyOverTime: first spikes are read when the last window closes; decode a run instead");
  const right = new Float64Array(steps), sum = new Float64Array(sizeOf(net.output));
  listed("accuracyOverTime", net, images).forEach((image, k) => {
    sum.fill(0);
    for (const frame of frames(net, weights, held(image, steps))) {
      leaving(net, frame).forEach((value, i) => { sum[i]! += value; });
      if (largest(sum) === images.labels[k]) right[frame.step]! += 1 / images.count;
    }
  });
  return right;
}
