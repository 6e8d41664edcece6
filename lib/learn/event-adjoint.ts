/** @file The way back through a run without a clock, from spike to spike. */
import type {Network} from "../model/network.ts";
import type {LinearMap} from "../model/node.ts";
import {fallOf} from "../model/neurons/reset-slope.ts";
import type {Timing} from "../model/neurons/timing.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import type {EventRun} from "../simulate/simulate-events.ts";
import {sizeOf} from "../tensor/shape.ts";

/** A projection and the population behind it. */
export interface Layer {
  readonly projection: number;
  readonly population: number;
  readonly map: LinearMap;
  readonly timing: Timing;
  readonly size: number;
}

/** @throws TypeError naming a node that does not fit, and the way out. */
export function layersOf({stages}: Network): Layer[] {
  const running = stages.filter(({folded}) => !folded), layers: Layer[] = [];
  running.forEach((stage, k) => {
    const refuse = (why: string): never => { throw new TypeError(`eventProp: ${stage.node.kind} (node ${stage.path}) ${why}; use gradient, or layers of dense → synapse → lif`); };
    if (stage.sources.length !== 1 || stage.sources[0] !== (running[k - 1]?.index ?? INPUT)) return refuse("is no link of a chain");
    if (k % 2 === 0) return stage.map ? undefined : refuse("stands where a projection must");
    const {timing} = stage.population ?? {};
    if (!timing) return refuse("has spike times that do not follow from a crossing (put a synapse before lif)");
    if (timing.cell.reset === "none") return refuse("does not reset");
    if (timing.cell.refractory !== 0 && timing.cell.refractory !== Infinity) return refuse(`rests for ${timing.cell.refractory} ms, which must be 0 or Infinity`);
    layers.push({projection: running[k - 1]!.index, population: stage.index, map: running[k - 1]!.map!, timing, size: sizeOf(stage.output)});
  });
  if (layers.length === 0 || running.length % 2 === 1) throw new TypeError("eventProp: a network must end in projection → synapse → lif; use gradient");
  return layers;
}

/** A spike of layer `layer` (-1: of the input), in the order of time. */
interface Spike {
  readonly layer: number;
  readonly unit: number;
  readonly time: number;
  /** Which of its unit's. */
  readonly turn: number;
}

/** Adds to the gradients what every arrival did to the loss. `slopes` are the loss's by each spike of each output unit. */
export function adjoint(layers: readonly Layer[], weights: Weights, run: EventRun, slopes: readonly Float64Array[], end: number, gradients: Weights): void {
  const spikes = ordered(layers, run), speeds = speedsOf(layers, weights, spikes), states = layers.map((layer) => backwards(layer, end));
  for (let n = spikes.length - 1; n >= 0; n--) {
    const {layer, unit, time, turn} = spikes[n]!, next = layers[layer + 1];
    let blame = layer === layers.length - 1 ? slopes[unit]![turn]! : 0;
    if (next) blame += states[layer + 1]!.heard(unit, time, weights[next.projection]!.data, gradients[next.projection]!.data);
    if (layer >= 0) states[layer]!.fired(unit, time, blame, speeds[n]!);
  }
}

function ordered(layers: readonly Layer[], run: EventRun): Spike[] {
  const all: Spike[] = [];
  [run.input!, ...layers.map(({population}) => run.spikes[population]!)].forEach(({times, units}, k) => {
    const turns = new Map<number, number>();
    times.forEach((time, n) => {
      const unit = units[n]!, turn = turns.get(unit) ?? 0;
      turns.set(unit, turn + 1);
      all.push({layer: k - 1, unit, time, turn});
    });
  });
  return all.sort((a, b) => a.time - b.time || a.layer - b.layer);
}

/** How fast the membrane rose before each spike, and after it, per ms: the run once more, its currents alone. */
function speedsOf(layers: readonly Layer[], weights: Weights, spikes: readonly Spike[]): (readonly [number, number])[] {
  const currents = layers.map(({size}) => ({i: new Float64Array(size), b: new Float64Array(size), at: new Float64Array(size)}));
  const advance = (k: number, unit: number, time: number): void => {
    const {i, b, at} = currents[k]!, {ii, ib, bb} = layers[k]!.timing.over(time - at[unit]!);
    i[unit] = ii * i[unit]! + ib * b[unit]!;
    b[unit]! *= bb;
    at[unit] = time;
  };
  return spikes.map(({layer, unit, time}) => {
    const next = layers[layer + 1];
    if (next) {
      const {i, b} = currents[layer + 1]!, [ji, jb] = next.timing.jump;
      columnOf(next, weights[next.projection]!.data, unit).forEach((w, l) => {
        if (w === 0) return;
        advance(layer + 1, l, time);
        i[l]! += ji * w;
        b[l]! += jb * w;
      });
    }
    if (layer < 0) return [0, 0];
    advance(layer, unit, time);
    const {cell} = layers[layer]!.timing, {rate, rest, slope, drive, threshold} = cell;
    const speed = (v: number): number => slope - rate * (v - rest) + drive * currents[layer]!.i[unit]!;
    return [speed(threshold), speed(fallOf(cell).after(threshold, 1))];
  });
}

function columnOf({map, size}: Layer, w: Float64Array, unit: number): Float64Array {
  const column = new Float64Array(size);
  map.scatter(w, unit, 1, column);
  return column;
}

interface Backwards {
  /** An arrival from `unit`: adds to the weights' gradients, and returns what its time did to the loss. */
  heard(unit: number, time: number, w: Float64Array, dw: Float64Array): number;
  /** A spike of `unit`, whose time the loss answers to by `blame`. */
  fired(unit: number, time: number, blame: number, speed: readonly [number, number]): void;
}

/** The adjoints of a layer's membranes, currents and feeders, each unit at the time it was last carried back to. */
function backwards(layer: Layer, end: number): Backwards {
  const {size, map, timing: {cell, jump: [ji, jb], falls: [p, q], over}} = layer, {rate, drive, refractory} = cell;
  const v = new Float64Array(size), i = new Float64Array(size), b = new Float64Array(size), at = new Float64Array(size).fill(end);
  const carry = (l: number, time: number): void => {
    const elapsed = at[l]! - time, {ii, ib, bb, vi, vb} = over(elapsed);
    b[l] = bb * b[l]! + ib * i[l]! + vb * v[l]!;
    i[l] = ii * i[l]! + vi * v[l]!;
    v[l]! *= Math.exp(-rate * elapsed);
    at[l] = time;
  };
  return {
    heard(unit, time, w, dw) {
      const column = columnOf(layer, w, unit), gain = new Float64Array(size), x = new Float64Array(sizeOf(map.input));
      let blame = 0;
      for (let l = 0; l < size; l++) {
        carry(l, time);
        gain[l] = ji * i[l]! + jb * b[l]!;
        // Coming later, the arrival is missing from the membrane and has fallen less.
        blame += column[l]! * (-drive * ji * v[l]! + (p * ji - jb) * i[l]! + q * jb * b[l]!);
      }
      x[unit] = 1;
      map.correlate(x, gain, dw);
      return blame;
    },
    fired(unit, time, blame, [before, after]) {
      carry(unit, time);
      v[unit] = ((refractory === Infinity ? 0 : v[unit]! * after) - blame) / before;
    }
  };
}
