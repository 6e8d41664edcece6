/** @file STDP of a layer whose units spike once: run and rule in one, from spike to spike. */
import type {Choice, LinearMap} from "../../model/node.ts";
import type {Network} from "../../model/network.ts";
import type {Leaky} from "../../model/neurons/leaky.ts";
import {checkWeights} from "../../model/weights.ts";
import type {Weights} from "../../model/weights.ts";
import {INPUT} from "../../model/wiring.ts";
import type {Stage} from "../../model/wiring.ts";
import {clocked} from "../../simulate/input.ts";
import type {Input} from "../../simulate/input.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {hearerOf, named, projectionOf} from "../stage-of.ts";
import {competing, elect} from "./contest.ts";
import {integrating} from "./integrating.ts";
import {added, checkBounds, nameOf, weighed} from "./proposer.ts";
import {complete} from "./stdp.ts";
import type {StdpOptions, StdpParts} from "./stdp.ts";

export interface SpikeOnceOptions {
  /** One step, ms; needed for events, given by a raster. */
  readonly dt?: number;
}

export interface SpikeOnceLearner {
  readonly name: string;
  /** Shows one input, from fresh membranes, and changes the weights; returns how many units learned. */
  learn(weights: Weights, input: Input, options?: SpikeOnceOptions): number;
}

/**
 * STDP of one layer whose units fire at most once in a run, as in layers trained for first spikes: to the bit the weights that `stdp` of the
 * same options leaves over `frames`, many times faster. It follows the spikes from unit to unit, looks only at membranes that an input has
 * reached, and ends a run as soon as the competition has all its winners.
 *
 * The projection must read the network's input; its population must be `integrateFire` with an infinite refractory time and no current;
 * the timing must be `timing.order`.
 *
 * @throws RangeError where the layer, its population or the timing is another; then `stdp` over `frames` does it.
 * @see Kheradpisheh, Ganjtabesh, Thorpe and Masquelier, Neural Networks 99 (2018), 56.
 */
export function spikeOnce(net: Network, options: StdpOptions): SpikeOnceLearner {
  const parts = complete(options), name = nameOf("spikeOnce", parts), layer = projectionOf(name, net, parts.node), hearer = hearerOf(name, net, layer);
  const cell = cellOf(name, layer, hearer), {map} = layer, imprint = printer(name, map, parts), chooser = parts.competition && competing(name, hearer, parts.competition);
  const membranes = integrating(map, cell), units = membranes.units, winners = new Uint32Array(units.length), seen = new Float64Array(sizeOf(layer.input));
  return {
    name,
    learn(weights, input, {dt} = {}) {
      const signals = clocked(name, net, input, dt), size = seen.length, choice = chooser?.start(), w = checked(name, net, layer, weights, parts);
      seen.fill(0);
      membranes.start(w);
      let learned = 0;
      for (let t = 0; t < signals.shape[0]!; t++) {
        eachNonzero(signals.data, t * size, size, (i, x) => {
          seen[i] = 1;
          membranes.take(i, x);
        });
        const count = chosen(choice, membranes, membranes.fire(), t * signals.dt, winners);
        if (count === 0) continue;
        imprint(w, seen, winners.subarray(0, count).sort());
        membranes.turn(w);
        learned += count;
        if (choice?.decided?.()) break;
      }
      return learned;
    }
  };
}

/** Visits what is not 0 among `size` numbers from `from` on. Most steps of a raster are nearly empty: bytes are looked at eight at a time. */
function eachNonzero(data: ArrayLike<number>, from: number, size: number, visit: (i: number, x: number) => void): void {
  if (data instanceof Uint8Array && (data.byteOffset + from) % 4 === 0 && size % 8 === 0) {
    const words = new Uint32Array(data.buffer, data.byteOffset + from, size / 4);
    for (let k = 0; k < words.length; k += 2) if ((words[k]! | words[k + 1]!) !== 0) each(data, from, 4 * k, 4 * k + 8, visit);
  } else each(data, from, 0, size, visit);
}

function each(data: ArrayLike<number>, from: number, first: number, end: number, visit: (i: number, x: number) => void): void {
  for (let i = first; i < end; i++) if (data[from + i] !== 0) visit(i, data[from + i]!);
}

/** Those of the units that fired who may learn; writes them to `winners`. */
function chosen(choice: Choice | undefined, {units, v, drive}: ReturnType<typeof integrating>, fired: number, time: number, winners: Uint32Array): number {
  let count = 0;
  if (choice && fired > 0) elect(choice, units, fired, v, drive, time, (unit) => { winners[count++] = unit; });
  if (!choice) for (; count < fired; count++) winners[count] = units[count]!;
  return count;
}

/** Changes the weights of units that fire together after the inputs `seen`. */
function printer(name: string, map: LinearMap, parts: StdpParts): (w: Float64Array, seen: Float64Array, units: Uint32Array) => void {
  const {order} = parts.timing, size = sizeOf(map.weights), up = new Float64Array(size), down = new Float64Array(size), unseen = new Float64Array(sizeOf(map.input));
  if (!order) throw new RangeError(`${name}: timing must be timing.order, got ${parts.timing.name}; use stdp over frames`);
  return (w, seen, units) => {
    for (let i = 0; i < unseen.length; i++) unseen[i] = 1 - seen[i]!;
    up.fill(0);
    down.fill(0);
    for (const unit of units) {
      map.impress!(seen, unit, order.up, up);
      map.impress!(unseen, unit, order.down, down);
    }
    added(w, weighed(up, down, w, parts), 1, parts);
  };
}

/** The membrane of the layer, if it is one that this can follow. */
function cellOf(name: string, layer: Stage, hearer: Stage): Leaky {
  const cell = hearer.population?.leaky, alone = hearer.sources.length === 1 && hearer.sources[0] === layer.index;
  if (layer.sources.length !== 1 || layer.sources[0] !== INPUT) throw new RangeError(`${name}: ${named(layer)} must read the network's input; make a network that begins there, or use stdp over frames`);
  if (!alone || !cell || cell.rate !== 0 || cell.slope !== 0 || cell.refractory !== Infinity) {
    throw new RangeError(`${name}: ${named(layer)} must lead straight to integrateFire({refractory: Infinity}) without a current, got ${named(hearer)}; use stdp over frames`);
  }
  if (!layer.map?.impress) throw new RangeError(`${name}: ${named(layer)} does not say which weights one of its units has; use stdp over frames`);
  return cell;
}

function checked(name: string, net: Network, layer: Stage, weights: Weights, {bounds}: StdpParts): Float64Array {
  checkWeights(name, net, weights);
  const w = weights[layer.index]!.data;
  checkBounds(name, layer, w, bounds);
  return w;
}
