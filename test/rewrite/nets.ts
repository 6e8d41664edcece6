/** @file Small artificial networks and images to convert, drawn by seeds. */
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import type {Tensor} from "../../lib/tensor/tensor.ts";

/** conv, bias, relu, pool, conv, relu, dense, bias, relu, dense, bias. */
export const deepNet = (): Network => network([2, 10, 10],
  conv({channels: 4, field: 3}), bias(), relu(), averagePool(2),
  conv({channels: 5, field: 3, padding: 1}), relu(), dense(12), bias(), relu(), dense(6), bias());

export function randomAnn(net: Network, seed = 1): Weights {
  return net.stages.map(({map, index}) => {
    const shape = map?.weights ?? [0], fan = map?.fanIn ?? 1;
    return {shape, data: normal(split(generator(seed), index), sizeOf(shape), fan === 1 ? {deviation: 0.1} : {mean: 0.3 / fan, deviation: Math.sqrt(2 / fan)})};
  });
}

export const randomImages = (net: Network, count: number, seed = 7): Tensor[] =>
  Array.from({length: count}, (_, k) => ({shape: net.shape, data: uniform(split(generator(seed), k), sizeOf(net.shape))}));
