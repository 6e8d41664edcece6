/** @file First weights as PyTorch draws them, and the accuracy of a network on the fast engine. */
import {availableParallelism} from "node:os";
import {crew} from "../../lib/engine/crew.ts";
import {plan} from "../../lib/engine/plan.ts";
import {hearsConstant} from "../../lib/model/bias.ts";
import type {Network} from "../../lib/model/network.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {largest} from "../../lib/rewrite/images.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

/** Every weight evenly within `±1 / √lines`, lines that end at one unit of the projection; its biases, which come next, likewise. */
export function evenly(net: Network, seed: number): Weights {
  let lines = 1;
  return net.stages.map((stage) => {
    const {map, index} = stage, shape = map?.weights ?? [0];
    if (map && sizeOf(shape) > 0 && !hearsConstant(net.stages, stage)) lines = map.fanIn;
    return {shape, data: uniform(split(generator(seed), index), sizeOf(shape), {from: -1 / Math.sqrt(lines), to: 1 / Math.sqrt(lines)})};
  });
}

/** The share of images whose class gives the most in `steps` steps of the same image; of equals the first counts. */
export async function fastAccuracy(net: Network, weights: Weights, {pixels, labels, count}: LabelledImages, {steps}: {readonly steps: number}): Promise<number> {
  const workers = crew(plan(net, {steps}), {threads: availableParallelism()}), classes = sizeOf(net.output), size = sizeOf(net.shape);
  let right = 0;
  try {
    for (let from = 0; from < count; from += 500) {
      const end = Math.min(count, from + 500), data = Float32Array.from(pixels.subarray(from * size, end * size), (grey) => grey / 255);
      const {outputs} = await workers.run(weights, {shape: [end - from, ...net.shape], data});
      for (let i = from; i < end; i++) right += largest(outputs.subarray((i - from) * classes, (i - from + 1) * classes)) === labels[i] ? 1 : 0;
    }
  } finally {
    await workers.close();
  }
  return right / count;
}
