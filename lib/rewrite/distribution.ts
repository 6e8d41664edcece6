/** @file How the values of a layer are distributed, measured on images. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {pass} from "./images.ts";

/** Values of a rectifying layer over all images and units. */
export interface Distribution {
  /** Those above zero, ascending. */
  readonly values: Float64Array;
  /** How many there were, zeros among them. */
  readonly count: number;
}

const LIMIT = 2 ** 24;

/** @throws RangeError where the values would not fit into memory. */
export function distribution(values: Float64Array): Distribution {
  return {values: values.filter((value) => value > 0).sort(), count: values.length};
}

export const largestOf = ({values}: Distribution): number => values.at(-1) ?? 0;

/** The value below which `percentile` percent of all lie, zeros among them, interpolated. */
export function percentileOf({values, count}: Distribution, percentile: number): number {
  const at = (percentile / 100) * (count - 1) - (count - values.length), below = Math.floor(at);
  const value = (k: number): number => (k < 0 ? 0 : values[Math.min(k, values.length - 1)] ?? 0);
  return value(below) + (at - below) * (value(below + 1) - value(below));
}

/** How many percent of all values lie at or below `value`. */
export function rankOf({values, count}: Distribution, value: number): number {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return (100 * (count - values.length + low)) / count;
}

/**
 * The distribution of every rectifying stage of an artificial network, by stage.
 *
 * @throws RangeError where there would be more than 2²⁴ values in a layer.
 */
export function distributions(net: Network, weights: Weights, images: readonly Tensor[]): Map<number, Distribution> {
  const stages = net.stages.filter(({population}) => population?.rectifier);
  const all = stages.map(({output, node, path}) => {
    const total = images.length * sizeOf(output);
    if (total > LIMIT) throw new RangeError(`toSpiking: ${node.kind} (node ${path}) would give ${total} values to calibrate on, above the limit of ${LIMIT}; use fewer images`);
    return new Float64Array(total);
  });
  images.forEach((image, k) => {
    const {outputs} = pass(net, weights, image);
    stages.forEach(({index}, s) => all[s]!.set(outputs[index]!, k * outputs[index]!.length));
  });
  return new Map(stages.map(({index}, s) => [index, distribution(all[s]!)]));
}
