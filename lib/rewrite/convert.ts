/** @file Values become rates: weights rescaled so that each layer's clip is a rate of 1, rectifiers become neurons. */
import type {Network} from "../model/network.ts";
import type {Node, Population} from "../model/node.ts";
import {copyWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {learns} from "./scales.ts";
import type {Scales} from "./scales.ts";

/** The scale of each group of signals: a value is the scale times a rate. */
export type ScaleOf = (group: number) => number;

/** `w ← w · scale(heard) / scale(given)`, so that `value = scale · rate` holds on both sides of every projection. A bias hears 1. */
export function rescaled(net: Network, weights: Weights, scales: Scales, scaleOf: ScaleOf): Weights {
  const made = copyWeights(weights);
  for (const stage of net.stages) {
    if (!learns(stage)) continue;
    const factor = scaleOf(scales.heard(stage)) / scaleOf(scales.of(stage.index)), {data} = made[stage.index]!;
    for (let k = 0; k < data.length; k++) data[k]! *= factor;
  }
  return made;
}

/** The network with each rectifier exchanged for `neuron` of its stage; stages keep their numbers. */
export function exchanged(net: Network, neuron: (stage: Stage) => Population): Network {
  const stages = net.stages.map((stage): Stage => {
    if (!stage.population?.rectifier) return stage;
    const population = neuron(stage);
    return Object.freeze({...stage, node: population, population});
  });
  const nodes = net.nodes.map((node, k): Node => stages.find(({path, population}) => population && path === String(k))?.node as Node ?? node);
  return Object.freeze({...net, nodes: Object.freeze(nodes), stages: Object.freeze(stages)});
}

/** Refuses what has no rate, each with its way out. */
export function refuseUnconvertible(net: Network, scales: Scales, selections: "refuse" | "gate"): void {
  for (const {node, path, population, choice, routes, filter, folded, sources} of net.stages) {
    const who = `toSpiking: ${node.kind} (node ${path})`;
    if (population && !population.rectifier && sources.length > 0) throw new TypeError(`${who} is no rectifier, so no rate stands for it; use relu() in the network that is to be converted`);
    if (filter || folded || routes) throw new TypeError(`${who} acts in time, which an artificial network has not; put it into the converted network`);
    if (choice && selections === "refuse") throw new TypeError(`${who} chooses among values, and the largest of several rates is no rate of a sum; train with averagePool, or allow selection: "gate", which passes the spikes of the unit that has fired most so far`);
  }
  const loose = net.stages.find(({population, index}) => population?.rectifier && scales.of(index) === scales.of(INPUT));
  if (loose) throw new TypeError(`toSpiking: ${loose.node.kind} (node ${loose.path}) hears the input without weights that could give it a scale; put a projection in between`);
}
