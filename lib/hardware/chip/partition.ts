/** @file Which units go on which core: as many as the limits allow, in an order in which they share inputs and weights. */
import {orderOf, rowOf} from "./layer.ts";
import type {MappedLayer} from "./layer.ts";
import {limitOf} from "./target.ts";
import type {Target} from "./target.ts";

/** What a core holds. */
export interface CoreLoad {
  /** The stage of its population. */
  readonly stage: number;
  readonly layer: string;
  readonly units: Uint32Array;
  /** Distinct inputs, for each projection that feeds the layer. */
  readonly axons: readonly ReadonlySet<number>[];
  readonly words: number;
}

/** @throws RangeError naming the layer, the limit, by how much it is passed, and the way out. */
export function refuse(target: Target, layer: string, what: string, needed: number, limit: number, wayOut: string): never {
  throw new RangeError(`mapToCores: ${layer} needs ${needed} ${what} on ${target.name}, whose limit is ${limit} (${needed - limit} too many); ${wayOut}`);
}

/** Splits a layer over cores, first fit in order. */
export function partition(layer: MappedLayer, target: Target, fill: number): CoreLoad[] {
  if (target.storage === "patch") return [whole(layer)];
  const most = Math.max(1, Math.floor(limitOf(target.neurons, 0) * fill)), room = limitOf(target.weightWords, 0);
  const perRow = layer.feeds.reduce((sum, {words}) => sum + words, 0);
  const cores: CoreLoad[] = [];
  let core = empty(layer);
  const close = (): void => { if (core.units.length > 0) cores.push({stage: layer.stage.index, layer: layer.name, units: Uint32Array.from(core.units), axons: core.axons, words: core.words}); };
  for (const unit of orderOf(layer, Math.max(1, Math.floor(room / Math.max(1, perRow))))) {
    let need = needs(layer, target, core, unit);
    if (core.units.length + 1 > most || core.count + need.axons > target.inputAxons || core.words + need.words > room) {
      close();
      core = empty(layer);
      need = needs(layer, target, core, unit);
      if (need.axons > target.inputAxons) refuse(target, layer.name, "inputs for one neuron", need.axons, target.inputAxons, "use a smaller field, fewer channels or groups in front of it");
      if (need.words > room) refuse(target, layer.name, "weights for one neuron", need.words, room, "use a smaller field, fewer channels or groups in front of it");
    }
    take(layer, core, unit);
    core.words += need.words;
    core.count += need.axons;
  }
  close();
  return cores;
}

interface Open {
  readonly units: number[];
  readonly axons: Set<number>[];
  readonly blocks: Set<number>[];
  readonly rows: Set<number>[];
  count: number;
  words: number;
}

const empty = ({feeds}: MappedLayer): Open => ({units: [], axons: feeds.map(() => new Set<number>()), blocks: feeds.map(() => new Set<number>()), rows: feeds.map(() => new Set<number>()), count: 0, words: 0});

/** What a unit adds to a core: inputs that are not there yet, and weights. */
function needs({feeds, units}: MappedLayer, {storage}: Target, core: Open, unit: number): {axons: number; words: number} {
  let axons = 0, words = 0;
  feeds.forEach((feed, k) => {
    const block = feed.blockOf[unit]!, inputs = feed.inputs[block]!;
    if (!core.blocks[k]!.has(block)) for (const i of inputs) if (!core.axons[k]!.has(i)) axons++;
    if (storage === "synapse") words += inputs.length;
    else if (!core.rows[k]!.has(rowOf(feed, unit, units))) words += feed.words;
  });
  return {axons, words};
}

function take({feeds, units}: MappedLayer, core: Open, unit: number): void {
  core.units.push(unit);
  feeds.forEach((feed, k) => {
    const block = feed.blockOf[unit]!;
    if (!core.blocks[k]!.has(block)) for (const i of feed.inputs[block]!) core.axons[k]!.add(i);
    core.blocks[k]!.add(block);
    core.rows[k]!.add(rowOf(feed, unit, units));
  });
}

/** A layer that may not be split; its patch takes `c · 2^⌈log2 taps⌉ · 2^⌈log2 channels⌉` words, since addresses are bits. */
function whole({stage, name, units, feeds}: MappedLayer): CoreLoad {
  const power = (n: number): number => 2 ** Math.ceil(Math.log2(n));
  const words = feeds.reduce((sum, {map: {input, weights}, rows, words: perRow}) => {
    const channels = weights.length > 2 ? weights[1]! : input.length > 1 ? input[0]! : perRow;
    return sum + channels * power(perRow / channels) * power(rows);
  }, 0);
  return {stage: stage.index, layer: name, units: Uint32Array.from({length: units}, (_, k) => k), axons: feeds.map(({inputs}) => new Set(inputs.flatMap((list) => [...list]))), words};
}
