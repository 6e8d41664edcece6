/** @file From an artificial network to a spiking one: `toSpiking`. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Network} from "../model/network.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import type {Input} from "../simulate/input.ts";
import type {Run} from "../simulate/run.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {clipsOf, rateNeuron} from "./calibrate.ts";
import {exchanged, refuseUnconvertible, rescaled} from "./convert.ts";
import {distributions, largestOf, rankOf} from "./distribution.ts";
import type {Distribution} from "./distribution.ts";
import {firstSpikeNetwork} from "./first-spike.ts";
import {held, listed} from "./images.ts";
import {checkedWish} from "./options.ts";
import type {ToSpikingOptions, Wish} from "./options.ts";
export type {ToSpikingOptions} from "./options.ts";
import {scalesOf} from "./scales.ts";

/** What became of one rectifying layer. */
export interface ConvertedLayer {
  readonly stage: number;
  readonly path: string;
  readonly node: string;
  /** The value that is a rate of 1 (or, of first spikes, the earliest). */
  readonly clip: number;
  /** How many percent of the layer's values lie at or below it. */
  readonly rank: number;
  readonly largest: number;
  /** The layer's values on the images it was calibrated on. */
  readonly distribution: Distribution;
}

export interface ConversionReport {
  readonly options: Wish;
  readonly layers: readonly ConvertedLayer[];
  /** One row a layer. */
  readonly table: ColumnTable;
}

export interface EncodeOptions {
  /** How long an image is shown, steps; as long as it was converted for unless given. */
  readonly steps?: number;
  /** First spikes: the clock's step to whose multiples times are rounded, ms; exact without. */
  readonly dt?: number;
}

/** A converted network, with the code in which it is spoken to and read. */
export interface Spiking {
  readonly net: Network;
  readonly weights: Weights;
  readonly report: ConversionReport;
  /** An image as an input: a current held for `steps` steps of 1 ms (rates), or one spike a pixel (first spikes). */
  encode(image: Tensor, options?: EncodeOptions): Input;
  /** What a run says, in the units of the artificial network. */
  decode(run: Pick<Run, "output" | "duration" | "membranes">): Float64Array;
}

/**
 * The spiking network whose rates are the values of an artificial one: each `relu()` becomes an integrate-and-fire neuron of threshold
 * 1, and weights are rescaled so that a layer's clip `λ` is one spike a step: `w ← w λ_in / λ_out`, `b ← b / λ_out`. Stages keep their
 * numbers. Under a constant current the rate of one layer is `clip(⌊T z / λ + v₀⌋, 0, T) / T`: with a start at half a threshold within
 * `λ / (2T)` of the value, from zero within `λ / T`; deeper layers add what uneven arrival does (`doctor` says how much).
 *
 * With `code: "firstSpike"` a value is the time of the only spike instead, `t = (1 - a / λ) · steps` after its layer's window opens,
 * and nothing is lost but what the clip cuts off and the clock rounds.
 *
 * @throws TypeError naming a node that has no rate, and the way out; RangeError, ShapeError for options, weights or images that do
 * not fit.
 * @see Diehl et al., IJCNN 2015 (data-based normalisation); Rueckauer et al., Frontiers in Neuroscience 11:682 (2017).
 */
export function toSpiking(ann: Network, weights: Weights, {calibrateOn, ...options}: ToSpikingOptions): Spiking {
  const wish = checkedWish(options), scales = scalesOf(ann), images = listed("toSpiking: calibrateOn", ann, calibrateOn);
  checkWeights("toSpiking", ann, weights);
  refuseUnconvertible(ann, scales, wish.code === "firstSpike" ? "gate" : wish.selection);
  const measured = distributions(ann, weights, images), clips = clipsOf(ann, weights, images, scales, measured, wish);
  const scaleOf = (group: number): number => clips.get(group) ?? 1;
  const layers = ann.stages.filter(({population}) => population?.rectifier).map(({index, path, node}): ConvertedLayer => {
    const seen = measured.get(index)!, clip = scaleOf(scales.of(index));
    return {stage: index, path, node: node.kind, clip, rank: rankOf(seen, clip), largest: largestOf(seen), distribution: seen};
  });
  const report = {options: wish, layers, table: from(layers.map(({path, node, clip, rank, largest}) => ({path, node, clip, rank, largest})))};
  const scaled = rescaled(ann, weights, scales, scaleOf), unit = scaleOf(scales.of(ann.outputs[0]!));
  if (wish.code === "firstSpike") return {...firstSpikeNetwork(ann, scaled, wish.steps, unit), report};
  return {
    net: exchanged(ann, () => rateNeuron(wish)), weights: scaled, report,
    encode: (image, {steps = wish.steps} = {}) => held(image, steps),
    decode: ({output, duration}) => output.map((sum) => (unit * sum) / duration)
  };
}
