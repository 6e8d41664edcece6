/** @file A population and the projections in front of it, as a mapper sees them: who hears whom, and which weights it takes. */
import type {LinearMap} from "../../model/node.ts";
import type {Network} from "../../model/network.ts";
import {INPUT} from "../../model/wiring.ts";
import type {Stage} from "../../model/wiring.ts";
import {sizeOf} from "../../tensor/shape.ts";

/** One projection: block by block of its output, the inputs that reach it. */
interface Feed {
  readonly stage: number;
  readonly map: LinearMap;
  readonly blockOf: Uint32Array;
  readonly inputs: readonly Uint32Array[];
  /** Output channels that have weights of their own, and how many words each. */
  readonly rows: number;
  readonly words: number;
}

export interface MappedLayer {
  readonly stage: Stage;
  readonly name: string;
  readonly units: number;
  readonly feeds: readonly Feed[];
}

/** The populations of a network in their order. @throws TypeError for one that no projection feeds. */
export function layersOf(net: Network): MappedLayer[] {
  return net.stages.filter(({population, sources}) => population && sources.length > 0).map((stage) => {
    const name = `${stage.node.kind} (node ${stage.path})`;
    const feeds = stage.sources.map((source) => {
      const from = projectionBehind(net, source);
      if (!from) throw new TypeError(`mapToCores: ${name} hears spikes without weights; put a projection in between`);
      return feed(from);
    });
    return {stage, name, units: sizeOf(stage.output), feeds};
  });
}

/** The projection that a source is, or that waits behind a delay of all its units alike in number and place. */
export function projectionBehind(net: Network, source: number): Stage | undefined {
  if (source === INPUT) return undefined;
  const stage = net.stages[source]!, {routes, sources, map} = stage;
  if (map) return stage;
  const straight = routes && routes.to.length === routes.starts.length - 1 && routes.to.every((unit, k) => unit === k);
  return straight && sources.length === 1 ? projectionBehind(net, sources[0]!) : undefined;
}

function feed({index, map}: Stage): Feed {
  const {blocks, input, output, weights} = map!, units = sizeOf(output), size = sizeOf(input);
  const blockOf = new Uint32Array(units), lists: number[][] = Array.from({length: blocks.count}, () => []), touched = new Uint32Array(blocks.count);
  for (let block = 0; block < blocks.count; block++) for (let j = 0; j < blocks.size; j++) blockOf[blocks.first(block) + j * blocks.stride] = block;
  for (let i = 0; i < size; i++) for (let k = 0, count = map!.touch(i, touched); k < count; k++) lists[touched[k]!]!.push(i);
  const rows = sizeOf(weights) === 0 ? 1 : weights[0]!;
  return {stage: index, map: map!, blockOf, inputs: lists.map((list) => Uint32Array.from(list)), rows, words: sizeOf(weights) / rows};
}

/** The output channel whose weights a unit uses. */
export const rowOf = ({rows}: Feed, unit: number, units: number): number => Math.floor(unit / (units / rows));

/**
 * An order in which units that share inputs and weights lie together: by so many output channels at a time as `rowsAtOnce`, then by
 * the place they look at.
 */
export function orderOf({feeds, units}: MappedLayer, rowsAtOnce: number): Uint32Array {
  const order = Uint32Array.from({length: units}, (_, unit) => unit), [first] = feeds;
  if (!first || feeds.length > 1) return order;
  const group = (unit: number): number => Math.floor(rowOf(first, unit, units) / rowsAtOnce);
  return order.sort((a, b) => group(a) - group(b) || first.blockOf[a]! - first.blockOf[b]! || a - b);
}

/** The population whose spikes arrive at a projection, through pools and delays; -1 for the input, and for a bias. */
export function origin(net: Network, stage: number): number {
  const {sources} = net.stages[stage]!, [source = INPUT] = sources;
  if (source === INPUT || net.stages[source]!.sources.length === 0) return INPUT;
  if (net.stages[source]!.population) return source;
  return origin(net, source);
}
