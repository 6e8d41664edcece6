/** @file A network on the cores of a chip: partitioned, placed, and refused where it does not fit. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Network} from "../../model/network.ts";
import {INPUT} from "../../model/wiring.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {layersOf, origin} from "./layer.ts";
import type {MappedLayer} from "./layer.ts";
import {partition, refuse} from "./partition.ts";
import type {CoreLoad} from "./partition.ts";
import {place} from "./place.ts";
import {limitOf} from "./target.ts";
import type {Target} from "./target.ts";

export interface MapOptions {
  /** How full cores may get with neurons, up to 1; less spreads a layer over more of them. */
  readonly fill?: number;
}

/** A core in use. */
export interface MappedCore extends CoreLoad {
  /** Its number on the chip. */
  readonly core: number;
  /** Its tile on the mesh. */
  readonly x: number;
  readonly y: number;
  /** Pairs of its neurons and the cores they reach. */
  readonly outputAxons: number;
}

/** Where the spikes of one unit at a projection's input come from, and which cores hear them: indices into `cores`, -1 for outside. */
export interface Route {
  /** The projection, and the population behind it. */
  readonly stage: number;
  readonly layer: number;
  readonly home: Int32Array;
  readonly heard: readonly (readonly number[])[];
}

export interface Mapping {
  readonly net: Network;
  readonly target: Target;
  readonly cores: readonly MappedCore[];
  readonly routes: readonly Route[];
  /** One row a core: its layer, its place, and how full it is, in percent. */
  readonly table: ColumnTable;
}

/**
 * Maps a network: units go to cores first fit, in an order in which they share inputs and weights, one layer a core; cores lie on the
 * mesh in a serpentine, improved by exchanging pairs as long as that shortens the way of spikes. A pooled unit is counted where the
 * unit in the same relative place of its population is.
 *
 * @throws RangeError naming the layer, the limit, the excess and the way out; TypeError for a population that no projection feeds.
 */
export function mapToCores(net: Network, target: Target, {fill = 1}: MapOptions = {}): Mapping {
  if (!(fill > 0 && fill <= 1)) throw new RangeError(`mapToCores: fill must lie above 0 and not above 1, got ${fill}`);
  const layers = layersOf(net), loads: CoreLoad[] = [];
  for (const layer of layers) {
    loads.push(...partition(layer, target, fill));
    if (loads.length > target.cores) refuse(target, layer.name, "cores with those before it", loads.length, target.cores, "use fewer channels or a larger stride, or a chip with more cores");
  }
  const routes = layers.flatMap((layer) => routesOf(net, layer, loads));
  const outputs = loads.map(() => 0), traffic = loads.map(() => new Float64Array(loads.length));
  for (const {home, heard} of routes) heard.forEach((cores, unit) => {
    const from_ = home[unit]!;
    if (from_ < 0) return;
    outputs[from_]! += cores.length;
    for (const core of cores) traffic[from_]![core]!++;
    if (cores.length > target.destinations) refuse(target, loads[from_]!.layer, "cores to be reached by one neuron", cores.length, target.destinations, "split the layer behind it less (fewer channels), or repeat the neuron");
  });
  outputs.forEach((count, k) => { if (count > target.outputAxons) refuse(target, loads[k]!.layer, "output axons of a core", count, target.outputAxons, `map with a fill below ${fill}, so that fewer neurons share a core`); });
  const placed = place(loads, traffic, target);
  const cores = loads.map((load, k): MappedCore => ({...load, ...placed[k]!, outputAxons: outputs[k]!}));
  return {net, target, cores, routes, table: utilisation(cores, target)};
}

function routesOf(net: Network, {stage, feeds}: MappedLayer, loads: readonly CoreLoad[]): Route[] {
  return feeds.map(({stage: projection, map}, k) => {
    const size = sizeOf(map.input), heard: number[][] = Array.from({length: size}, () => []);
    loads.forEach((load, core) => { if (load.stage === stage.index) for (const i of load.axons[k]!) heard[i]!.push(core); });
    return {stage: projection, layer: stage.index, home: homes(net, projection, size, loads), heard};
  });
}

function homes(net: Network, projection: number, size: number, loads: readonly CoreLoad[]): Int32Array {
  const source = origin(net, projection), home = new Int32Array(size).fill(-1);
  if (source === INPUT) return home;
  const units = sizeOf(net.stages[source]!.output), of = new Int32Array(units);
  loads.forEach((load, core) => { if (load.stage === source) for (const unit of load.units) of[unit] = core; });
  return home.map((_, i) => of[Math.floor((i * units) / size)]!);
}

function utilisation(cores: readonly MappedCore[], target: Target): ColumnTable {
  const percent = (used: number, limit: number): number => (limit === Infinity ? 0 : (100 * used) / limit);
  return from(cores.map(({core, layer, x, y, units, axons, words, outputAxons}) => {
    const inputs = axons.reduce((sum, set) => sum + set.size, 0);
    return {
      core, layer, x, y, neurons: units.length, neuronsPercent: percent(units.length, limitOf(target.neurons, core)), words, wordsPercent: percent(words, limitOf(target.weightWords, core)),
      inputAxons: inputs, inputPercent: percent(inputs, target.inputAxons), outputAxons, outputPercent: percent(outputAxons, target.outputAxons)
    };
  }));
}
