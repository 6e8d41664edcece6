/** @file Networks whose constants no single holds: twins of them agree with the reference to rounding, and spike for spike as long as no membrane stands at threshold. */
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {bias} from "../../lib/model/bias.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {alpha, delta, doubleExponential, exponential, hold} from "../../lib/model/synapses/synapse.ts";

const image = [2, 9, 7], first = conv({channels: 5, field: 3, padding: 1}), peak = {normalisation: "peak"} as const;

export const realNets: Readonly<Record<string, () => Network>> = {
  "exponential synapses": () => network(image, first, exponential({tau: 3}), lif({tau: 7}), conv({channels: 9, field: 3}), exponential({tau: 5}), lif({tau: 5, reset: "subtract"}), dense(4), exponential({tau: 4}), lif({tau: 9, reset: -0.3})),
  "alpha synapses": () => network(image, first, alpha({tau: 2, ...peak}), lif({tau: 6}), dense(5), alpha({tau: 3, ...peak}), lif({tau: 3, reset: "subtract"})),
  "double exponential synapses": () => network(image, first, doubleExponential({rise: 1, decay: 4, ...peak}), lif({tau: 4, reset: "none"}), dense(5), doubleExponential({rise: 4, decay: 2}), integrateFire({threshold: 3})),
  "synapses before pools, with biases": () => network(image, first, bias(), exponential({tau: 2}), maxPool(2, {by: "step"}), exponential({tau: 3}), lif({tau: 6, rest: -0.1, current: 0.2, start: 0.1}), dense(4), bias(), exponential({tau: 4}), lif({tau: 8})),
  "synapses that stand alone": () => network(image, exponential({tau: 2}), first, lif({tau: 6}), doubleExponential({rise: 1, decay: 3, ...peak}), conv({channels: 4, field: 3, stride: 2}), lif({tau: 8}), dense(4), exponential({tau: 5})),
  "a synapse before a readout": () => network(image, first, delta(), lif({tau: 6}), dense(4), exponential({tau: 3}), integrator({tau: 7})),
  "adaptive units": () => network(image, first, adaptive({tau: 8, tauThreshold: 12, increment: 0.4}), conv({channels: 9, field: 3}), maxPool(2, {by: "step"}), adaptive({tau: 6, tauThreshold: 30, increment: 0.3, reset: "subtract", rest: -0.1}), dense(4), adaptive({tau: 6, reset: "none", raised: 0.2})),
  "adaptive units of raised thresholds": () => network(image, first, adaptive({tau: 6, tauThreshold: Infinity, increment: 0.1, raised: [0, 0.2, 0.4, -0.2, 0.1]}), dense(6), adaptive({tau: 7, current: 0.3, raised: Float64Array.from({length: 6}, (_, i) => i / 10)}), dense(3), integrator({tau: 8})),
  "adaptive units behind synapses": () => network(image, first, alpha({tau: 2, ...peak}), adaptive({tau: 8, tauThreshold: 12, increment: 0.4}), dense(5), exponential({tau: 4}), adaptive({tau: 6, reset: "subtract"})),
  "refractory units": () => network(image, first, lif({tau: 8, refractory: 2}), conv({channels: 9, field: 3}), lif({tau: 6, refractory: 1.5, reset: "subtract", order: "input, decay, reset"}), dense(4), lif({tau: 6, refractory: 0.25, reset: -0.2, input: "current", resistance: 3})),
  "units that spike once": () => network(image, first, bias(), maxPool(2, {by: "step"}), lif({tau: 8, refractory: Infinity, start: 0.2}), dense(6), integrateFire({refractory: 4}), dense(3), integrator({tau: 8})),
  "refractory units behind synapses": () => network(image, first, exponential({tau: 3}), lif({tau: 5, refractory: 3}), dense(5), alpha({tau: 2, ...peak}), lif({tau: 6, refractory: 2, reset: "none"}), dense(3), integrator({tau: 8})),
  "held currents": () => network(image, first, hold(), lif({tau: 12, reset: "subtract"}), dense(4), delta(), integrator({tau: 7}))
};
