/** @file What whole numbers cost: decisions of the float network and of the chip side by side, bits by bits. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import {simulate} from "../../simulate/simulate.ts";
import type {Raster} from "../../spikes/raster.ts";
import {quantise} from "./quantise.ts";

export interface BitsOptions {
  readonly bits: readonly number[];
  /** What each input shows, for the accuracy; agreement alone without. */
  readonly labels?: ArrayLike<number>;
}

/**
 * One row for each number of bits: how many decisions (the largest output) agree with the float network's, and, with labels, the
 * accuracy of both and what is lost, in percentage points. A decision where two outputs are equally large is the first of them.
 *
 * @throws RangeError if there are no inputs or bits, the inputs step differently, or labels are missing; as `quantise` does.
 */
export function accuracyByBits(net: Network, weights: Weights, inputs: readonly Raster[], {bits, labels}: BitsOptions): ColumnTable {
  const [first] = inputs;
  if (!first || bits.length === 0) throw new RangeError(`accuracyByBits: needs at least one input and one number of bits, got ${inputs.length} and ${bits.length}`);
  if (inputs.some(({dt}) => dt !== first.dt)) throw new RangeError("accuracyByBits: all inputs must have one dt (ms)");
  if (labels && labels.length !== inputs.length) throw new RangeError(`accuracyByBits: one label for each of ${inputs.length} inputs is needed, got ${labels.length}`);
  const decide = (model: Network, w: Weights): number[] => inputs.map((input) => largest(simulate(model, w, input, {record: {spikes: []}}).output));
  const float = decide(net, weights), share = (right: (k: number) => boolean): number => (100 * inputs.filter((_, k) => right(k)).length) / inputs.length;
  const before = labels ? share((k) => float[k] === labels[k]) : NaN;
  return from(bits.map((each) => {
    const {net: fixed, weights: whole, layers} = quantise(net, weights, {bits: each, dt: first.dt}), chip = decide(fixed, whole);
    const accuracy = labels ? share((k) => chip[k] === labels[k]) : NaN;
    return {bits: each, agreePercent: share((k) => chip[k] === float[k]), floatPercent: before, chipPercent: accuracy, lostPoints: before - accuracy, worstWeight: Math.max(...layers.map(({worst}) => worst))};
  }));
}

const largest = (values: Float64Array): number => values.reduce((best, value, k) => (value > values[best]! ? k : best), 0);
