/**
 * @file Networks whose every number is a whole number of 2⁻ᵏ that single precision holds, so that no order of summation and no precision
 * can move a spike: weights in sixteenths, leaks of one half, few steps.
 */
import {conv} from "../../lib/model/projections/conv.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import type {LifOptions} from "../../lib/model/neurons/lif.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

/** `1 - dt / tau` is one half to the bit. */
const half = (options: LifOptions = {}) => lif({tau: 2, method: "euler", ...options});
const image = [2, 9, 7], first = conv({channels: 5, field: 3, padding: 1});

/** What each network is about. Between them: every block of channels, geometry, reset, order of step and pool. */
export const exactNets: Readonly<Record<string, () => Network>> = {
  "padding, reset to a value": () => network(image, first, half({reset: 0.25}), conv({channels: 12, field: [3, 2], stride: [2, 1]}), half()),
  "reset by subtraction, one step late": () => network(image, first, half({reset: "subtract", order: "decay, reset, input"}), conv({channels: 20, field: 3}), half({order: "decay, reset, input"})),
  "reset by subtraction, at once": () => network(image, conv({channels: 8, field: 5, padding: 4}), half({reset: "subtract", rest: -0.5}), dense(40), half({reset: "subtract"})),
  "input before decay, no reset": () => network(image, first, half({order: "input, decay, reset", reset: "none", threshold: 0.5}), dense(3), half({current: 0.5, start: 0.25})),
  "current that never rests": () => network(image, first, half({current: 1.5}), dense(7), half({reset: "none", order: "decay, reset, input"})),
  "perfect integration": () => network(image, first, integrateFire(), averagePool(2), conv({channels: 4, field: 2}), integrateFire({threshold: 2})),
  "max pool of currents": () => network(image, first, maxPool(2, {by: "step"}), half(), conv({channels: 33, field: 3}), maxPool([2, 1], {by: "step"}), half(), dense(10), half()),
  "max pool of spikes by rate": () => network(image, first, half(), maxPool([3, 2]), conv({channels: 16, field: 2}), half()),
  "or pool": () => network(image, first, half(), orPool(2), dense(6), integrator({tau: Infinity})),
  "or pool of two layers": () => network(image, first, half({reset: "subtract"}), orPool(2), conv({channels: 6, field: 2}), half({reset: "subtract"}), dense(3), half({reset: "subtract"})),
  "leaks in a row": () => network(image, first, half({reset: "none"}), conv({channels: 40, field: 3, padding: 1}), half({reset: "none", threshold: 0.5}),
    conv({channels: 6, field: 3, stride: 2}), half({reset: "subtract", order: "decay, reset, input"}), dense(3), half({reset: "none"})),
  "pool of spikes by step": () => network(image, first, half(), maxPool(2, {by: "step"}), dense(6), half()),
  "overlapping means": () => network(image, first, half(), averagePool([2, 2], [1, 1]), dense(6), half()),
  "one dimension": () => network([3, 17], conv({channels: 6, field: 4, stride: 3, padding: 2}), half(), maxPool(2), dense(9), half()),
  "no space": () => network([11], dense(70), half(), dense(2), integrateFire()),
  "two populations in a row": () => network(image, first, half(), half({threshold: 0.75}), dense(4), half()),
  "two projections in a row": () => network(image, first, conv({channels: 3, field: 3}), half(), dense(5)),
  "biases": () => network(image, first, bias(), half(), conv({channels: 12, field: 3}), bias(), maxPool(2, {by: "step"}), half(), dense(5), bias(), half({threshold: 0.5})),
  "dilation": () => network(image, conv({channels: 6, field: 3, dilation: 2, padding: 2}), half(), conv({channels: 5, field: [2, 3], dilation: [3, 1], stride: [1, 2], padding: [1, 0]}), bias(), half()),
  "groups": () => network(image, conv({channels: 6, field: 3, groups: 2, padding: 1}), half(), conv({channels: 12, field: 3, groups: 3, stride: 2}), bias(), half({reset: "subtract"}), dense(5), half()),
  "depthwise, then by points": () => network(image, conv({channels: 10, field: 3}), half(), conv({channels: 10, field: 3, groups: 10, padding: 1}), conv({channels: 7, field: 1}), half(), conv({channels: 14, field: 2, groups: 7, dilation: 2}), maxPool(2, {by: "step"}), half()),
  "groups and dilation in one dimension": () => network([4, 17], conv({channels: 8, field: 3, groups: 4, dilation: 3, padding: "same"}), half(), maxPool(2), dense(9), half()),
  "64 channels, wide rows": () => network([3, 4, 40], conv({channels: 64, field: 3, padding: 1}), half(), maxPool(2, {by: "step"}), dense(4), half())
};

/** Rectifiers: one step is an artificial network. */
export const rectifierNet = (): Network => network(image, first, relu(), averagePool(2), conv({channels: 6, field: 2}), relu(), maxPool(2, {by: "step"}), dense(4));

/** Whole sixteenths. */
export function sixteenths(net: Network, seed = 1): Weights {
  return net.stages.map(({map, index}) => {
    const shape = map?.weights ?? [0], reach = map ? 4 / Math.sqrt(map.fanIn) : 0;
    return {shape, data: uniform(split(generator(seed), index), sizeOf(shape)).map((u) => Math.round(16 * reach * (u - 0.44)) / 16)};
  });
}

/** Spikes of some samples, `[samples, steps, ...field]`. */
export function samples(net: Network, {count = 2, steps = 12, activity = 0.25, seed = 2} = {}): {shape: number[]; data: Uint8Array} {
  const shape = [count, steps, ...net.shape];
  return {shape, data: Uint8Array.from(uniform(generator(seed), sizeOf(shape)), (u) => (u < activity ? 1 : 0))};
}

/** Fields of eighths that stay. */
export function stills(net: Network, {count = 2, seed = 3} = {}): {shape: number[]; data: Float32Array} {
  const shape = [count, ...net.shape];
  return {shape, data: Float32Array.from(uniform(generator(seed), sizeOf(shape)), (u) => Math.max(0, Math.round(16 * u - 8) / 8))};
}
