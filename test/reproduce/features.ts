/** @file A convolution that learns by STDP from digits, and what it makes of images: how early each map fires in each region. */
import {contrasts} from "../../lib/coding/contrasts.ts";
import {latency} from "../../lib/coding/latency.ts";
import {crew} from "../../lib/engine/crew.ts";
import {plan} from "../../lib/engine/plan.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../lib/learn/stdp/dependence.ts";
import {order} from "../../lib/learn/stdp/order.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import {network} from "../../lib/model/network.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {orPool} from "../../lib/model/selection/pooling.ts";
import {rivals} from "../../lib/model/selection/rivals.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import type {Raster} from "../../lib/spikes/raster.ts";
import {shuffle} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import type {Tensor} from "../../lib/tensor/tensor.ts";

export const STEPS = 15;
const CODE = latency({duration: STEPS});

/** On and off contrasts as one spike each, the stronger the earlier. */
export const seen = (image: Tensor): Raster => CODE.encode(contrasts(image, {threshold: 0.05}), {dt: 1});

export interface FilterOptions {
  readonly maps: number;
  readonly field: number;
  readonly threshold: number;
  readonly seed: number;
  tell(line: string): void;
}

/**
 * The weights that STDP finds: order of spikes, `w (1 - w)`, the earliest unit of a map learns for all its places and keeps other maps away.
 * The rate of learning doubles every 200 images from 0.004 to 0.15.
 *
 * @see Kheradpisheh et al., Neural Networks 99 (2018), 56.
 */
export function learnFilters(images: LabelledImages, {maps, field, threshold, seed, tell}: FilterOptions): Weights {
  const net = network([2, 28, 28], conv({channels: maps, field}), integrateFire({threshold, refractory: Infinity})), weights = boundedWeights(net, {seed, mean: 0.8, deviation: 0.05});
  let rule = ruleAt(0);
  for (let i = 0; i < images.count; i++) {
    if (i % 200 === 0) {
      rule = ruleAt(i / 200);
      tell(`STDP, image ${i} of ${images.count}: ${settled(weights).toFixed(2)} of 4 w (1 - w) left`);
    }
    for (const frame of frames(net, weights, seen(images.image(i)))) rule.update(frame, weights);
  }
  return weights;
}

/** The same weights of each map in another order: as many strong ones, but no form. */
export function scrambled(weights: Weights, {maps, seed}: Pick<FilterOptions, "maps" | "seed">): Weights {
  return weights.map(({shape, data}) => {
    const size = data.length / maps;
    return {shape, data: Float64Array.from(Array.from({length: maps}, (_, map) => shuffle(split(generator(seed), map), data.subarray(map * size, (map + 1) * size))).flat())};
  });
}

function ruleAt(doublings: number) {
  const aPlus = Math.min(0.15, 0.004 * 2 ** doublings);
  return stdp({node: 0, timing: order({aPlus, aMinus: 0.75 * aPlus}), dependence: logistic(), competition: rivals({winners: 5, radius: 2})});
}

/** The mean of `4 w (1 - w)`: 0 where all weights stand at a bound. */
function settled(weights: Weights): number {
  const {data} = weights[0]!;
  return data.reduce((sum, w) => sum + 4 * w * (1 - w), 0) / data.length;
}

/**
 * How many steps were left when the first unit of each map fired in each region of `region × region` places, as grey values (17 a step) of
 * images `[maps, rows, columns]`. A neuron that does not reset stays above threshold once it is there, so the engine need only count.
 */
export async function firstSpikes(weights: Weights, images: LabelledImages, {maps, field, threshold, region, threads}: Omit<FilterOptions, "seed" | "tell"> & {readonly region: number; readonly threads: number}): Promise<LabelledImages> {
  const net = network([2, 28, 28], conv({channels: maps, field}), integrateFire({threshold, reset: "none"}), orPool(region)), size = sizeOf(net.output), place = STEPS * sizeOf(net.shape);
  const workers = crew(plan(net, {steps: STEPS, input: "spikes"}), {threads}), all = [...weights, {shape: [0], data: new Float64Array(0)}], pixels = new Uint8Array(images.count * size);
  try {
    for (let from = 0; from < images.count; from += 250) {
      const count = Math.min(250, images.count - from), data = new Uint8Array(count * place);
      for (let k = 0; k < count; k++) data.set(seen(images.image(from + k)).data, k * place);
      const {outputs} = await workers.run(all, {shape: [count, STEPS, ...net.shape], data});
      for (let k = 0; k < count * size; k++) pixels[from * size + k] = 17 * outputs[k]!;
    }
  } finally {
    await workers.close();
  }
  return labelledImages(net.output, pixels, images.labels);
}
