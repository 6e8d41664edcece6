/** @file The loss along a line through the weights: under the true step, under soft spikes, and as each surrogate believes it. */
import type {Network} from "../model/network.ts";
import type {Surrogate} from "../model/surrogate.ts";
import {checkWeights, copyWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {normal} from "../tensor/draw.ts";
import {generator, split} from "../tensor/generator.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {linspace} from "../tensor/linspace.ts";
import {examples} from "./examples.ts";
import type {Examples, Lessons, ShowOptions} from "./examples.ts";
import {learner} from "./learner.ts";
import type {LearningOptions} from "./learner.ts";
import {fastSigmoid} from "./surrogate/family.ts";

export interface LandscapeOptions extends Omit<LearningOptions, "surrogate" | "soft" | "window">, ShowOptions {
  /** Those to compare; the fast sigmoid alone unless given. */
  readonly surrogates?: Readonly<Record<string, Surrogate>>;
  /** Where the line leads; a random direction of the seed, as long as the weights at every stage, unless given. */
  readonly direction?: Weights;
  readonly seed?: number;
  /** Multiples of the direction. */
  readonly from?: number;
  readonly to?: number;
  readonly points?: number;
}

export interface Landscape {
  /** Multiples of the direction. */
  readonly at: Float64Array;
  /** The mean loss of the network as it is, at each. */
  readonly step: Float64Array;
  /** The mean loss of the network of soft spikes, of those surrogates that have one. */
  readonly soft: Readonly<Record<string, Float64Array>>;
  /** The loss that a surrogate's gradients add up to: their integral along the line, equal to `step` at its middle point. */
  readonly believed: Readonly<Record<string, Float64Array>>;
}

/**
 * The loss at `weights + a · direction` for `a` from `from` to `to`. Of spikes the true loss is a staircase; a soft network's is smooth; a
 * surrogate's gradient is that of no loss at all in more than one dimension, but along one line it can be added up and looked at.
 *
 * @throws RangeError if there are fewer than three points, or the direction is for another network.
 * @see Zenke and Vogels, Neural Computation 33 (2021), 899–925.
 */
export function landscape(net: Network, weights: Weights, data: LabelledImages | Lessons, options: LandscapeOptions = {}): Landscape {
  const {surrogates = {"fast sigmoid": fastSigmoid()}, seed = 0, from = -1, to = 1, points = 41, direction = drawn(weights, seed)} = options;
  if (!(Number.isInteger(points) && points >= 3)) throw new RangeError(`landscape: points must be a whole number of at least 3, got ${points}`);
  if (!(from < to)) throw new RangeError(`landscape: from must lie below to, got ${from} and ${to}`);
  checkWeights("landscape", net, weights);
  checkWeights("landscape", net, direction);
  const all = examples("landscape", net, data, {...options, seed}), at = linspace(from, to, points), walk = walker(net, weights, direction, all, options);
  const named = Object.entries(surrogates), smooth = named.filter(([, each]) => each.soft);
  const step = walk(at, {surrogate: named[0]?.[1] ?? fastSigmoid(), soft: false}).loss;
  return {
    at, step,
    soft: Object.fromEntries(smooth.map(([name, each]) => [name, walk(at, {surrogate: each, soft: true}).loss])),
    believed: Object.fromEntries(named.map(([name, each]) => [name, integrated(at, walk(at, {surrogate: each, soft: false}).slope, step)]))
  };
}

/** Normal numbers, scaled at each stage to the length of its weights. */
function drawn(weights: Weights, seed: number): Weights {
  const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0));
  return weights.map(({shape, data}, stage) => {
    const raw = normal(split(split(generator(seed), "direction"), stage), data.length), scale = data.length === 0 ? 1 : length(data) / length(raw);
    return {shape, data: raw.map((each) => each * scale)};
  });
}

/** Mean loss and its slope along the line, at each of some places. */
function walker(net: Network, weights: Weights, direction: Weights, all: Examples, options: LearningOptions) {
  const here = copyWeights(weights), gradients = zeroWeights(net), rows = Array.from({length: all.count}, (_, i) => all.rows(i, "landscape"));
  return (at: Float64Array, way: {readonly surrogate: Surrogate; readonly soft: boolean}): {readonly loss: Float64Array; readonly slope: Float64Array} => {
    const {learn} = learner("landscape", net, here, gradients, {steps: rows[0]!.length, dt: all.dt}, {...options, ...way});
    const loss = new Float64Array(at.length), slope = new Float64Array(at.length);
    at.forEach((a, k) => {
      here.forEach(({data}, stage) => data.forEach((_, i) => { data[i] = weights[stage]!.data[i]! + a * direction[stage]!.data[i]!; }));
      for (const {data} of gradients) data.fill(0);
      for (let i = 0; i < all.count; i++) loss[k]! += learn(rows[i]!, all.target(i)).loss / all.count;
      gradients.forEach(({data}, stage) => data.forEach((g, i) => { slope[k]! += (g * direction[stage]!.data[i]!) / all.count; }));
    });
    return {loss, slope};
  };
}

/** The integral by the trapezoid rule, moved to meet `anchor` in the middle. */
function integrated(at: Float64Array, slope: Float64Array, anchor: Float64Array): Float64Array {
  const sum = new Float64Array(at.length), middle = Math.floor(at.length / 2);
  for (let k = 1; k < at.length; k++) sum[k] = sum[k - 1]! + ((at[k]! - at[k - 1]!) * (slope[k]! + slope[k - 1]!)) / 2;
  const offset = anchor[middle]! - sum[middle]!;
  return sum.map((each) => each + offset);
}
