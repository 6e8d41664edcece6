/** @file Values become times: one spike a unit, in windows that open layer by layer. */
import type {Network} from "../model/network.ts";
import type {Node} from "../model/node.ts";
import {isPopulation} from "../model/node.ts";
import {once, rampFire, rampReadout} from "../model/neurons/ramp-fire.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {eventList} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import type {Tensor} from "../tensor/tensor.ts";
import type {Spiking} from "./to-spiking.ts";

/**
 * The network in the code of first spikes, from weights that are already rescaled to values up to 1: layer `d` (the input is layer 0)
 * speaks from `d · window` to `(d + 1) · window` ms. Max-pools become pools that pass the first spike: the largest value is the
 * earliest, so nothing is lost. A constant speaks with the layer that it is added to. What leaves is gathered by a read-out.
 *
 * @throws TypeError where layers of different depth add up, or a pool chooses among sums.
 */
export function firstSpikeNetwork(ann: Network, weights: Weights, window: number, unit: number): Omit<Spiking, "report"> {
  const depths = depthsOf(ann), at = (source: number): number => (source === INPUT ? 0 : depths[source]!);
  const stages = ann.stages.map((stage): Stage => {
    const {population, sources, index} = stage;
    if (population && sources.length === 0) { const node = once({time: window * depths[index]!}); return {...stage, node, population: node}; }
    if (population) { const node = rampFire({opens: window * depths[index]!, window}); return {...stage, node, population: node}; }
    return stage.choice ? earliest(ann, stage) : stage;
  });
  const opens = window * (at(ann.outputs[0]!) + 1), readout = rampReadout({opens, window}), index = stages.length;
  const last: Stage = {index, path: String(ann.nodes.length), node: readout, population: readout, sources: ann.outputs, input: ann.output, output: ann.output};
  const nodes = [...ann.nodes.map((node, k): Node => stages.find(({path, node: made}) => isPopulation(made) && path === String(k))?.node ?? node), readout];
  return {
    net: Object.freeze({...ann, nodes: Object.freeze(nodes), stages: Object.freeze([...stages, last].map((stage) => Object.freeze(stage))), outputs: [index]}),
    weights: [...weights, {shape: [0], data: new Float64Array(0)}],
    encode: (image, {dt} = {}) => latencies(image, window, opens, dt),
    decode: ({membranes}) => membranes[index]!.map((sum) => unit * sum)
  };
}

/** How many rectifiers a stage's signal has passed; a constant's is that of what it is added to. */
function depthsOf(net: Network): number[] {
  const depths = new Array<number>(net.stages.length).fill(NaN), at = (source: number): number => (source === INPUT ? 0 : depths[source]!);
  const agree = (who: string, sources: readonly number[]): number => {
    const known = [...new Set(sources.map(at).filter((depth) => !Number.isNaN(depth)))];
    if (known.length > 1) throw new TypeError(`toSpiking: ${who} adds layers of depth ${known.join(" and ")}, whose first spikes come in different windows; use code "rate"`);
    const depth = known[0] ?? NaN;
    // Constants wait for the depth of their neighbours.
    for (const source of sources) if (Number.isNaN(at(source))) settle(net, depths, source, depth);
    return depth;
  };
  for (const {index, sources, population, node, path} of net.stages) depths[index] = agree(`${node.kind} (node ${path})`, sources) + (population && sources.length > 0 ? 1 : 0);
  agree("the output", net.outputs);
  return depths;
}

function settle(net: Network, depths: number[], stage: number, depth: number): void {
  depths[stage] = depth;
  for (const source of net.stages[stage]!.sources) settle(net, depths, source, depth);
}

function earliest(net: Network, stage: Stage): Stage {
  const selection = stage.node, who = `toSpiking: ${selection.kind} (node ${stage.path})`;
  const twin = "earliest" in selection ? selection.earliest : undefined;
  if (!twin) throw new TypeError(`${who} has no form for first spikes; use maxPool, averagePool, or code "rate"`);
  const spikes = stage.sources.every((source) => source === INPUT || net.stages[source]!.population || net.stages[source]!.choice);
  if (!spikes) throw new TypeError(`${who} chooses among sums, which have no first spike; put it behind the rectifier`);
  const choice = twin.choose(stage.input);
  return {...stage, node: twin, choice};
}

/** One spike a pixel at `(1 - x) window`, none for 0; on a clock of `dt` at the nearest step. */
function latencies({shape, data}: Tensor, window: number, duration: number, dt?: number): Events {
  const times: number[] = [], units: number[] = [];
  data.forEach((x, i) => {
    if (!(x >= 0 && x <= 1)) throw new RangeError(`encode: values must lie from 0 to 1 to be times, got ${x}`);
    const exact = window * (1 - x), time = dt === undefined ? exact : dt * Math.round(exact / dt);
    if (time < window) { times.push(time); units.push(i); }
  });
  // A clock sees the end of the last window one step later.
  return eventList({times, units, field: shape, duration: duration + (dt ?? 0)});
}
