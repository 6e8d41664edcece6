/** @file First weights for rules whose weights stay between bounds. */
import {normal} from "../../tensor/draw.ts";
import {generator, split} from "../../tensor/generator.ts";
import {sizeOf} from "../../tensor/shape.ts";
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";

export interface BoundedWeightsOptions {
  readonly seed: number;
  readonly mean?: number;
  readonly deviation?: number;
  readonly bounds?: readonly [number, number];
}

/**
 * Normal weights for every projection that learns, those beyond the bounds moved onto them. The same seed gives the same weights,
 * stage by stage.
 *
 * @throws RangeError if the bounds are not in order, the mean does not lie between them, or the deviation is negative.
 */
export function boundedWeights(net: Network, {seed, mean = 0.8, deviation = 0.05, bounds: [low, high] = [0, 1]}: BoundedWeightsOptions): Weights {
  if (!(low < high && Number.isFinite(low) && Number.isFinite(high))) throw new RangeError(`boundedWeights: bounds must be two finite numbers, the lower first, got [${low}, ${high}]`);
  if (!(mean >= low && mean <= high)) throw new RangeError(`boundedWeights: mean must lie from ${low} to ${high}, got ${mean}`);
  if (!(deviation >= 0 && deviation < Infinity)) throw new RangeError(`boundedWeights: deviation must be at least 0, got ${deviation}`);
  return net.stages.map(({index, map}) => {
    const shape = map?.weights ?? [0], size = sizeOf(shape);
    const drawn = size === 0 ? new Float64Array(0) : normal(split(generator(seed), index), size, {mean, deviation});
    return {shape, data: drawn.map((w) => Math.min(high, Math.max(low, w)))};
  });
}
