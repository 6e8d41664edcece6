/** @file Images that a rewrite measures on. */
import type {Network} from "../model/network.ts";
import {ShapeError} from "../model/shape-error.ts";
import {frames} from "../simulate/frames.ts";
import type {Frame} from "../simulate/frames.ts";
import type {Signals} from "../simulate/input.ts";
import type {Weights} from "../model/weights.ts";
import type {Tensor} from "../tensor/tensor.ts";

/** What is shown to a network: a labelled set, or a list. */
export type Images = {readonly count: number; image(i: number): Tensor} | readonly Tensor[];

/** @throws RangeError if there are none; ShapeError if they are not for this network. */
export function listed(who: string, net: Network, images: Images): Tensor[] {
  const list = "image" in images ? Array.from({length: images.count}, (_, i) => images.image(i)) : [...images];
  if (list.length === 0) throw new RangeError(`${who}: needs at least one image, got none`);
  const odd = list.find(({shape}) => shape.join() !== net.shape.join());
  if (odd) throw new ShapeError(who, net.shape, odd.shape, "an image");
  return list;
}

/** An image as a current that stays for `steps` steps of 1 ms. */
export function held({shape, data}: Tensor, steps: number): Signals {
  const all = new Float64Array(steps * data.length);
  for (let t = 0; t < steps; t++) all.set(data, t * data.length);
  return {shape: [steps, ...shape], dt: 1, data: all};
}

/** One pass of an artificial network. The frame's arrays hold until the next pass. */
export function pass(net: Network, weights: Weights, image: Tensor): Frame {
  return frames(net, weights, held(image, 1), {sweep: "dense"}).next().value!;
}

/** What leaves a network in this frame. */
export function leaving(net: Network, {input, outputs}: Frame): Float64Array {
  const parts = net.outputs.map((stage) => outputs[stage] ?? input);
  return parts.length === 1 ? parts[0]!.slice() : parts[0]!.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
}

/** The first of the largest. */
export const largest = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k;
  return best;
};
