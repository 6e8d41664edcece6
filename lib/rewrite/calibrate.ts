/** @file The clip of each layer: the value that becomes a rate of 1. */
import type {Network} from "../model/network.ts";
import {integrateFire} from "../model/neurons/lif.ts";
import type {Population} from "../model/node.ts";
import type {Weights} from "../model/weights.ts";
import {frames} from "../simulate/frames.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {sizeOf} from "../tensor/shape.ts";
import {bestClip} from "./best-clip.ts";
import {exchanged, rescaled} from "./convert.ts";
import {distribution, largestOf, percentileOf} from "./distribution.ts";
import type {Distribution} from "./distribution.ts";
import {held} from "./images.ts";
import type {Wish} from "./options.ts";
import type {Scales} from "./scales.ts";
import {startOf} from "./staircase.ts";
import type {Firing} from "./staircase.ts";

/** The neuron that stands for a rectifier whose clip is a rate of 1. */
export const rateNeuron = ({reset, start, burst}: Omit<Firing, "steps">): Population =>
  integrateFire({threshold: 1, reset: reset === "zero" ? 0 : "subtract", start: startOf({start}), spikes: burst ? "all" : "one"});

/** A clip for each group of scales that holds a rectifier: the largest that one of its layers asks for. */
export function clipsOf(net: Network, weights: Weights, images: readonly Tensor[], scales: Scales, measured: ReadonlyMap<number, Distribution>, wish: Wish): Map<number, number> {
  const clips = new Map<number, number>();
  for (const {index, population, node, path} of net.stages) {
    const rectifier = population?.rectifier;
    if (!rectifier) continue;
    const seen = wish.balance === "spikes" ? arriving(net, weights, images, scales, clips, index, wish) : measured.get(index)!;
    // A layer that never answered keeps its scale: there is nothing to measure.
    const asked = rectifier.ceiling < Infinity ? rectifier.ceiling : largestOf(seen) === 0 ? 1 : clipOf(seen, wish);
    if (!(asked > 0)) throw new RangeError(`toSpiking: the ${wish.percentile}th percentile of ${node.kind} (node ${path}) is 0: fewer units answer than that leaves; use a higher percentile, or "best"`);
    clips.set(scales.of(index), Math.max(asked, clips.get(scales.of(index)) ?? 0));
  }
  return clips;
}

function clipOf(seen: Distribution, wish: Wish): number {
  if (wish.percentile === "max") return largestOf(seen);
  return wish.percentile === "best" ? bestClip(seen, wish) : percentileOf(seen, wish.percentile);
}

/**
 * Threshold balancing: the currents that reach a layer, step by step, when the layers before it spike already.
 *
 * @see Sengupta et al., Frontiers in Neuroscience 13:95 (2019) (threshold balancing).
 */
function arriving(net: Network, weights: Weights, images: readonly Tensor[], scales: Scales, clips: ReadonlyMap<number, number>, stage: number, wish: Wish): Distribution {
  const snn = exchanged(net, () => rateNeuron(wish)), scaled = rescaled(net, weights, scales, (group) => clips.get(group) ?? 1);
  const size = sizeOf(net.stages[stage]!.input), all = new Float64Array(images.length * wish.steps * size);
  let at = 0;
  for (const image of images) {
    for (const {inputs} of frames(snn, scaled, held(image, wish.steps))) {
      all.set(inputs[stage]!, at);
      at += size;
    }
  }
  return distribution(all);
}
