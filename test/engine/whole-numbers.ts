/** @file A network of spikes in whole numbers of 16 bits, written for itself: sums of weights by the reference's maps, which are exact in double precision. */
import type {Network} from "../../lib/model/network.ts";
import type {LinearMap} from "../../lib/model/node.ts";
import type {LeakyTwin} from "../../lib/model/twin.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import type {Shape} from "../../lib/tensor/shape.ts";

const clip = (x: number): number => Math.max(-32768, Math.min(32767, x));

/** Weights and biases of a layer, singly rounded, times the gain. */
interface Drive {
  readonly map: LinearMap;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** `(32767 - (inputs + 4) / 2) / (largest drive of an output channel + the largest of |threshold|, |reset| and |start| + |shift|)`. */
export function scaleOf({map, weights, biases}: Drive, {threshold, to, reset, start, shift}: LeakyTwin): number {
  const channels = map.weights[0]!, fan = weights.length / channels;
  const drives = Array.from({length: channels}, (_, o) => {
    const all = [biases[o] ?? 0, ...weights.subarray(o * fan, (o + 1) * fan)];
    return Math.max(all.reduce((sum, w) => sum + Math.max(w, 0), 0), all.reduce((sum, w) => sum + Math.max(-w, 0), 0));
  });
  const others = Math.max(Math.abs(threshold), reset === "none" ? 0 : Math.abs(to), Math.abs(start)) + Math.abs(shift);
  return (32767 - (fan + 4) / 2) / (Math.max(...drives) + others);
}

/** The largest of each block, rows and columns that are left over unseen. */
function pooled(y: Float64Array, [channels, rows, columns]: Shape, [a, b]: readonly number[], [, r, s]: Shape): Float64Array {
  const out = new Float64Array(channels! * r! * s!).fill(-Infinity);
  for (let c = 0; c < channels!; c++) {
    for (let p = 0; p < r! * a!; p++) {
      for (let q = 0; q < s! * b!; q++) {
        const to = (c * r! + Math.floor(p / a!)) * s! + Math.floor(q / b!);
        out[to] = Math.max(out[to]!, y[(c * rows! + p) * columns! + q]!);
      }
    }
  }
  return out;
}

/** Spikes of leaky units under whole currents. */
function fired(currents: readonly Float64Array[], {decay, shift, threshold, start, late, reset, to}: LeakyTwin, scale: number): Uint8Array[] {
  const whole = (x: number): number => Math.round(x * scale), leak = Math.round(32768 * decay), [h, th, z] = [shift, threshold, to].map(whole) as [number, number, number];
  const u = new Float64Array(currents[0]!.length).fill(whole(start));
  let last = new Uint8Array(u.length);
  const settled = (v: number, spiked: boolean): number => (!spiked || reset === "none" ? v : reset === "value" ? z : clip(v - z));
  return currents.map((x) => {
    const now = new Uint8Array(u.length);
    for (let i = 0; i < u.length; i++) {
      let v = u[i]!;
      if (!late) v = settled(v, last[i] === 1);
      if (decay !== 1) v = (v * leak + 16384) >> 15;
      v = clip(v + h);
      if (late) v = settled(v, last[i] === 1);
      u[i] = v = clip(v + x[i]!);
      now[i] = v >= th ? 1 : 0;
    }
    last = now;
    return now;
  });
}

/** The spikes of each population, step by step, in the network's order. */
export function wholeNumbers(net: Network, weights: Weights, input: readonly Uint8Array[]): Map<number, Uint8Array[]> {
  const all = new Map<number, Uint8Array[]>();
  let signal = input, drive: Drive | undefined, block: readonly number[] = [1, 1], shape: Shape = [];
  for (const {index, map, choice, population, output, sources} of net.stages) {
    if (map?.twin?.form === "spread") drive = {...drive!, biases: Float64Array.from(weights[index]!.data, Math.fround)};
    else if (map) {
      drive = {map, weights: Float64Array.from(weights[index]!.data, Math.fround), biases: new Float64Array(0)};
      [block, shape] = [[1, 1], map.output];
    } else if (choice) block = choice.twin!.field;
    else if (population && sources.length > 0) {
      const twin = population.twin!(1) as LeakyTwin, {map: own} = drive!, scaled = {map: own, weights: drive!.weights.map((w) => twin.gain * w), biases: drive!.biases.map((w) => twin.gain * w)};
      const scale = scaleOf(scaled, twin), w = scaled.weights.map((x) => Math.round(x * scale)), biases = scaled.biases.map((x) => Math.round(x * scale)), places = sizeOf(own.output) / own.output[0]!;
      const currents = signal.map((step) => {
        const y = new Float64Array(sizeOf(own.output));
        own.apply(w, Float64Array.from(step), y);
        if (biases.length > 0) for (let i = 0; i < y.length; i++) y[i]! += biases[Math.floor(i / places)]!;
        return block[0] === 1 && block[1] === 1 ? y : pooled(y, shape, block, output);
      });
      signal = fired(currents, twin, scale);
      all.set(index, [...signal]);
    }
  }
  return all;
}
