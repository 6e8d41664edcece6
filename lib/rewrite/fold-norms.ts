/** @file Normalisations folded into the weights before them. */
import {hearsConstant} from "../model/bias.ts";
import {network} from "../model/network.ts";
import type {Network} from "../model/network.ts";
import type {Node} from "../model/node.ts";
import {checkWeights, weightsFrom} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import type {Stage} from "../model/wiring.ts";
import {learns} from "./scales.ts";

/** One node and the lists of weights of its stages. */
interface Part {
  readonly node: Node;
  readonly stages: readonly Stage[];
  readonly lists: Float64Array[];
}

/**
 * Folds every gain that stands directly behind a projection (or its bias) into that projection: `w[o] ← g[o] w[o]`, `b[o] ← g[o] b[o] + shift[o]`.
 * The network computes the same with a stage less, and each layer is one projection, as conversion and chips want it.
 *
 * Looks at the nodes of the row, not into nodes that contain nodes.
 *
 * @throws RangeError if the weights are not of this network.
 */
export function foldNorms(net: Network, weights: Weights): {readonly net: Network; readonly weights: Weights} {
  checkWeights("foldNorms", net, weights);
  const kept: Part[] = [];
  for (const part of net.nodes.map((node, k) => partOf(net, weights, node, k))) {
    const last = kept.at(-1), block = last && isBias(net, last) ? kept.at(-2) : last;
    const [stage] = part.stages;
    if (part.stages.length === 1 && stage!.map?.diagonal && block?.stages.length === 1 && learns(block.stages[0]!)) {
      for (const {lists} of block === last ? [block] : [block, last!]) scaleRows(lists[0]!, part.lists[0]!);
    } else if (last && isBias(net, part) && isBias(net, last)) {
      part.lists[0]!.forEach((shift, o) => { last.lists[0]![o]! += shift; });
    } else kept.push(part);
  }
  const folded = network(net.shape, ...kept.map(({node}) => node));
  return {net: folded, weights: weightsFrom(folded, kept.flatMap(({lists}) => lists))};
}

function partOf(net: Network, weights: Weights, node: Node, k: number): Part {
  const stages = net.stages.filter(({path}) => path === String(k) || path.startsWith(`${k}.`));
  return {node, stages, lists: stages.filter(learns).map(({index}) => weights[index]!.data.slice())};
}

/** A node that adds a constant to each channel and does nothing else. */
const isBias = (net: Network, {stages}: Part): boolean => stages.length === 2 && stages[0]!.sources.length === 0 && stages[0]!.population !== undefined && hearsConstant(net.stages, stages[1]!);

function scaleRows(w: Float64Array, gains: Float64Array): void {
  const row = w.length / gains.length;
  for (let k = 0; k < w.length; k++) w[k]! *= gains[Math.floor(k / row)]!;
}
