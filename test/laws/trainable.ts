/** @file Networks that between them hold every node with an adjoint, and a smooth input for them. */
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lateralInhibition, recurrent, residual} from "../../lib/model/containers.ts";
import {bias} from "../../lib/model/bias.ts";
import {delay, taps} from "../../lib/model/delay.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {quantisedRelu} from "../../lib/model/neurons/quantised-relu.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {gain} from "../../lib/model/projections/per-channel.ts";
import {firstSpikePool, maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import {kWinners} from "../../lib/model/selection/winners.ts";
import {alpha, delta, doubleExponential, exponential} from "../../lib/model/synapses/synapse.ts";
import type {Signals} from "../../lib/simulate/input.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

const image = [2, 5, 4], first = conv({channels: 3, field: 2}), read = [dense(3), integrator({tau: 10})] as const;

/** Each ends in three outputs. */
export const trainable: Readonly<Record<string, () => Network>> = {
  "lif": () => network(image, first, lif({tau: 10}), ...read),
  "lif that resets to a value below rest": () => network(image, first, lif({tau: 8, reset: -0.3}), dense(3), lif({tau: 5})),
  "lif that resets by subtraction": () => network(image, first, lif({tau: 8, reset: "subtract"}), dense(3), lif({tau: 5, reset: "subtract"})),
  "lif without a reset": () => network(image, first, lif({tau: 8, reset: "none"}), ...read),
  "lif with a current, a rest and a start": () => network(image, first, lif({tau: 8, rest: -0.1, current: 0.3, start: 0.4}), ...read),
  "lif in nF and µS": () => network(image, first, lif({capacitance: 0.8, leak: 0.1, rest: -0.2, threshold: 0.9, reset: -0.4}), ...read),
  "lif with the input first": () => network(image, first, lif({tau: 5, order: "input, decay, reset"}), dense(3), lif({tau: 5, order: "input, decay, reset"})),
  "lif with a late reset": () => network(image, first, lif({tau: 5, order: "decay, reset, input"}), dense(3), lif({tau: 5, order: "decay, reset, input"})),
  "lif with a late reset by subtraction": () => network(image, first, lif({tau: 5, reset: "subtract", order: "decay, reset, input"}), ...read),
  "lif by Euler, driven by currents": () => network(image, first, lif({tau: 2, method: "euler", input: "current"}), ...read),
  "refractory lif": () => network(image, first, lif({tau: 8, refractory: 2}), dense(3), lif({tau: 6, refractory: 1.5})),
  "integrate-and-fire": () => network(image, first, integrateFire(), averagePool([2, 1]), dense(3), integrateFire()),
  "adaptive": () => network(image, first, adaptive({tau: 8, tauThreshold: 12, increment: 0.4}), ...read),
  "adaptive with thresholds raised at the start": () => network(image, first, adaptive({tau: 8, tauThreshold: 12, increment: 0.4, raised: 0.3}), ...read),
  "adaptive that resets by subtraction": () => network(image, first, adaptive({tau: 8, tauThreshold: 12, increment: 0.4, reset: "subtract"}), dense(3), adaptive({tau: 6})),
  "adaptive behind a synapse": () => network(image, first, alpha({tau: 2, normalisation: "peak"}), adaptive({tau: 8, tauThreshold: 12, increment: 0.4}), dense(3), exponential({tau: 4}), adaptive({tau: 6, reset: "subtract"})),
  "lif behind a delta synapse": () => network(image, first, delta(), lif({tau: 10}), ...read),
  "lif behind an exponential synapse": () => network(image, first, exponential({tau: 3}), lif({tau: 3}), dense(3), exponential({tau: 4}), lif({tau: 9})),
  "lif behind an alpha synapse": () => network(image, first, alpha({tau: 2, normalisation: "peak"}), lif({tau: 4, reset: "subtract"}), ...read),
  "refractory lif behind synapses": () => network(image, first, exponential({tau: 3}), lif({tau: 4, refractory: 2}), dense(3), alpha({tau: 2, normalisation: "peak"}), lif({tau: 6, refractory: 1.5, reset: "subtract"})),
  "a synapse that stands alone": () => network(image, first, lif({tau: 10}), dense(3), doubleExponential({rise: 1, decay: 4})),
  "max pool": () => network(image, first, lif({tau: 10}), maxPool([2, 1]), ...read),
  "max pool on currents": () => network(image, first, maxPool([2, 3]), lif({tau: 10}), ...read),
  "max pool of currents, step by step": () => network(image, first, maxPool([2, 3], {by: "step"}), lif({tau: 10}), ...read),
  "or pool": () => network(image, first, lif({tau: 10}), orPool([2, 1]), ...read),
  "first-spike pool": () => network(image, first, lif({tau: 10}), firstSpikePool([2, 1]), ...read),
  "winners": () => network(image, first, lif({tau: 10}), kWinners({winners: 2, among: "place"}), ...read),
  "delays": () => network(image, delay(Float64Array.from({length: 40}, (_, i) => i % 3)), first, delay(2), lif({tau: 10}), delay(1), ...read),
  "a tapped delay line": () => network(image, first, lif({tau: 10}), taps(0, 1, 3), ...read),
  "residual": () => network(image, first, lif({tau: 10}), residual(conv({channels: 3, field: 3, padding: 1}), lif()), ...read),
  "recurrent": () => network(image, first, recurrent({population: lif({tau: 10}), through: [conv({channels: 3, field: 3, padding: 1})], delay: 1}), ...read),
  "lateral inhibition": () => network(image, first, lateralInhibition({population: lif({tau: 10}), radius: 1, strength: 0.2, profile: "linear", delay: 2}), ...read),
  "biases and gains": () => network(image, first, gain(), bias(), relu(), dense(4), bias(), lif({tau: 8}), dense(3), bias()),
  "staircases": () => network(image, first, bias(), quantisedRelu({levels: 4, ceiling: 0.8}), averagePool([2, 1]), dense(4), quantisedRelu({levels: 3}), dense(3)),
  "rectifiers": () => network(image, first, relu(), averagePool([2, 1]), dense(4), relu(), dense(3))
};

/** Values in `[0, 1]`, another set at each step. */
export function smoothInput(net: Network, {steps = 8, dt = 1, seed = 5} = {}): Signals {
  const shape = [steps, ...net.shape];
  return {shape, dt, data: uniform(generator(seed), sizeOf(shape))};
}
