/** @file Networks that between them hold every node which runs both ways. */
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lateralInhibition, recurrent, residual} from "../../lib/model/containers.ts";
import {delay, taps} from "../../lib/model/delay.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {divisiveNormalisation} from "../../lib/model/selection/normalisation.ts";
import {firstSpikePool, maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import {kWinners} from "../../lib/model/selection/winners.ts";
import {delta} from "../../lib/model/synapses/synapse.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {raster} from "../../lib/spikes/raster.ts";
import type {Raster} from "../../lib/spikes/raster.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

const image = [2, 10, 9], first = conv({channels: 4, field: 3, padding: 1});

/** Networks in which spikes come at input times alone: clock and events must agree to the spike. */
export const deltaNets: Readonly<Record<string, () => Network>> = {
  "lif": () => network(image, first, lif({tau: 10}), conv({channels: 3, field: 3, stride: 2}), lif({tau: 15})),
  "lif behind a delta synapse": () => network(image, first, delta(), lif({tau: 10})),
  "refractory lif": () => network(image, first, lif({tau: 10, refractory: 3})),
  "units that spike once": () => network(image, first, lif({tau: 10, refractory: Infinity}), dense(6), lif()),
  "lif in mV, µS and nF": () => network(image, first, lif({capacitance: 0.2, leak: 0.01, rest: -70, threshold: -65, reset: -72})),
  "integrate-and-fire": () => network(image, first, integrateFire({spikes: "all"}), averagePool(2), integrateFire({spikes: "all"})),
  "lif that resets by subtraction": () => network(image, first, lif({tau: 8, reset: "subtract", spikes: "all"})),
  "adaptive": () => network(image, first, adaptive({tau: 10, tauThreshold: 50, increment: 0.4, refractory: 2})),
  "adaptive, each channel with its own threshold": () => network(image, first, adaptive({tau: 10, tauThreshold: Infinity, increment: 0.05, raised: [0, 0.4, 0.1, 0.3]})),
  "max pool": () => network(image, first, lif({tau: 10}), maxPool(2), dense(5), lif()),
  "first-spike pool": () => network(image, first, lif({tau: 10}), firstSpikePool([2, 3])),
  "or pool": () => network(image, first, lif({tau: 10}), orPool(3), dense(5), lif()),
  "winners": () => network(image, first, lif({tau: 10}), kWinners({winners: 2, among: "place"}), dense(4), lif()),
  "divisive normalisation": () => network(image, first, lif({tau: 10}), divisiveNormalisation({halfAt: 0.2, tau: 10}), dense(4), lif()),
  "delays": () => network(image, delay(Float64Array.from({length: 180}, (_, i) => i % 4)), first, delay(2), lif({tau: 10})),
  "a tapped delay line": () => network(image, taps(0, 1, 3), first, lif({tau: 10})),
  "residual": () => network(image, first, lif({tau: 10}), residual(conv({channels: 4, field: 3, padding: 1}), lif()), dense(5), lif()),
  "recurrent": () => network(image, first, recurrent({population: lif({tau: 10}), through: [conv({channels: 4, field: 3, padding: 1})], delay: 1}), dense(4), integrator()),
  "lateral inhibition": () => network(image, first, lateralInhibition({population: lif({tau: 10}), radius: 1, strength: 0.2, profile: "linear", delay: 1}))
};

export function randomWeights(net: Network, seed = 1, scale = 1): Weights {
  return net.stages.map(({map, index, population}) => {
    const shape = map?.weights ?? [0], reach = population === undefined && map ? scale / Math.sqrt(map.fanIn) : 0;
    return {shape, data: normal(split(generator(seed), index), sizeOf(shape), {mean: 0.6 * reach, deviation: 1.6 * reach})};
  });
}

export function randomSpikes(net: Network, {steps = 60, dt = 1, activity = 0.12, seed = 2} = {}): Raster {
  const shape = [steps, ...net.shape];
  return raster(shape, dt, Uint8Array.from(uniform(generator(seed), sizeOf(shape)), (u) => (u < activity ? 1 : 0)));
}
