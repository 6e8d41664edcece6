/** @file The doctor: where a converted network errs, layer by layer, beside what theory expects. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Network} from "../model/network.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {bestClip} from "./best-clip.ts";
import {rankOf} from "./distribution.ts";
import {flagsOf} from "./flags.ts";
import type {Flag} from "./flags.ts";
import {listed} from "./images.ts";
import type {Images} from "./images.ts";
import {observe} from "./observe.ts";
import type {Observed} from "./observe.ts";
import {predicted} from "./predicted.ts";
import type {Predicted} from "./predicted.ts";
import type {Split} from "./split.ts";
import type {Spiking} from "./to-spiking.ts";

export interface DoctorOptions {
  /** How long each image is shown, steps. */
  readonly steps: number;
}

/** What was found in one layer, in the units of the artificial network's values. */
export interface LayerDiagnosis {
  readonly stage: number;
  readonly path: string;
  readonly node: string;
  readonly clip: number;
  /** The clip of least expected error in so many steps with reset by subtraction, and how many percent of the values lie below it. */
  readonly bestClip: number;
  readonly bestRank: number;
  /** The measured error in its parts; means and shares add up to the total. */
  readonly split: Split;
  /** What theory expects of each part. */
  readonly predicted: Predicted;
  readonly observed: Observed;
}

export interface Diagnosis {
  readonly steps: number;
  readonly layers: readonly LayerDiagnosis[];
  /** What breaks conversions, found here, each with its remedy. */
  readonly flags: readonly Flag[];
  /** One row a layer: clip and best clip, the total error, and each part measured and predicted, as root mean squares. */
  readonly table: ColumnTable;
  /** One row a layer: the mean square of its error and the share of each part, which add up. */
  readonly shares: ColumnTable;
  /** One row a step: how many percent of the images are answered as by the artificial network, and rightly if labels are known. */
  readonly accuracy: ColumnTable;
}

/**
 * Examines a conversion: runs both networks on `images` and splits the error of every layer's rates into what it inherits from the
 * layers before, what its clip cuts off, what its steps round and what uneven arrival does. Beside each stands its theory: clipping
 * from the distribution of the artificial values, `E[((a - λ)⁺)²]`; quantisation `λ²/(12 T²)` or `λ²/(3 T²)` where values are
 * between 0 and `λ`, or the lasting loss of a reset to zero; unevenness from random phases (`conversion.unevenness`). The first two
 * are of the layer alone: where layers before it cut off much, less arrives to be cut off.
 *
 * @throws RangeError for steps that are no whole number of at least 1; TypeError for first spikes, which have no rate.
 */
export function doctor(ann: Network, weights: Weights, spiking: Spiking, images: Images, {steps}: DoctorOptions): Diagnosis {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`doctor: steps must be a whole number of at least 1, got ${steps}`);
  const {options} = spiking.report;
  if (options.code !== "rate") throw new TypeError(`doctor: examines rates, got a network of first spikes, which errs by its clip and its clock alone; convert with code "rate"`);
  checkWeights("doctor", ann, weights);
  const shown = listed("doctor", ann, images), firing = {...options, steps};
  const {layers: observed, splits, noise, decisions, expected} = observe(ann, weights, spiking, shown, firing);
  const layers = spiking.report.layers.map(({stage, path, node, clip, distribution}, k): LayerDiagnosis => {
    // Where charge is lost at each spike a high clip only hides it: the clip is judged as for subtraction.
    const best = distribution.values.length > 0 ? bestClip(distribution, {...firing, reset: "subtract"}) : clip;
    return {stage, path, node, clip, bestClip: best, bestRank: rankOf(distribution, best), split: splits[k]!, predicted: predicted(distribution, clip, firing, noise[k]!), observed: observed[k]!};
  });
  const labels = "labels" in images ? images.labels as ArrayLike<number> : undefined;
  return {
    steps, layers, flags: flagsOf(ann, spiking, layers, firing),
    table: from(layers.map(rowOf)), shares: from(layers.map(sharesOf)), accuracy: accuracyOf(decisions, expected, labels)
  };
}

const root = Math.sqrt;

function rowOf({path, node, clip, bestClip: best, split, predicted: theory}: LayerDiagnosis): Record<string, string | number> {
  const {clipping, quantisation, unevenness} = theory;
  return {
    path, node, clip, bestClip: best, bias: split.total.mean, rms: root(split.total.square), inherited: root(split.inherited.square),
    clipping: root(split.clipping.square), clippingTheory: root(clipping.square), quantisation: root(split.quantisation.square),
    quantisationTheory: root(quantisation.square), unevenness: root(split.unevenness.square), unevennessTheory: unevenness ? root(unevenness.square) : NaN
  };
}

function sharesOf({path, node, split: {total, inherited, clipping, quantisation, unevenness}}: LayerDiagnosis): Record<string, string | number> {
  return {path, node, inherited: inherited.share, clipping: clipping.share, quantisation: quantisation.share, unevenness: unevenness.share, meanSquare: total.square};
}

function accuracyOf(decisions: readonly Uint32Array[], expected: readonly number[], labels?: ArrayLike<number>): ColumnTable {
  const percent = (right: (k: number) => boolean): number => (100 * expected.filter((_, k) => right(k)).length) / expected.length;
  const ann = labels ? percent((k) => expected[k] === labels[k]) : NaN;
  return from(Array.from(decisions[0]!, (_, t) => ({
    steps: t + 1, agreement: percent((k) => decisions[k]![t] === expected[k]),
    ...(labels ? {accuracy: percent((k) => decisions[k]![t] === labels[k]), artificial: ann} : {})
  })));
}
