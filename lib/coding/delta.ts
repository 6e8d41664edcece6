/** @file Delta code: a spike says that the signal has moved by one threshold, up or down (send-on-delta). */
import {fieldOf, raster} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {sizeOf, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";
import {asTensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {positive} from "./code.ts";
import type {Values} from "./code.ts";

/** A code of signals, time first: `[frames, ...field]` to a raster `[frames, 2, ...field]`, channel 0 for up, 1 for down. */
export interface SignalCode {
  readonly name: string;
  encode(signal: Values, options: {readonly dt: number}): Raster;
  decode(spikes: Raster): Tensor;
  /** The largest error for a signal that stands still for `frames` frames. */
  stillError(frames: number): number;
  /** The spikes of a value that stands still for `frames` frames. */
  stillCount(value: number, frames: number): number;
}

export interface DeltaOptions {
  /** How far the signal moves for one spike. */
  readonly threshold?: number;
  /** What the receiver believes before the first spike. */
  readonly start?: number;
  /** The most spikes that one unit sends in one frame; a faster signal is followed late (slope overload). */
  readonly limit?: number;
}

/**
 * Send-on-delta: the sender knows what the receiver believes, and sends a spike for every whole threshold between that and
 * the signal; the receiver sums. Errors do not add up: at every frame `|x - decoded| < threshold`, unless the limit holds
 * the sender back. A signal that stands still is silent; a monotone one costs `⌊|change| / threshold⌋` spikes.
 *
 * @see Miskowicz, "Send-on-delta concept", Sensors 6:49 (2006).
 */
export function delta({threshold = 0.1, start = 0, limit = 255}: DeltaOptions = {}): SignalCode {
  positive("delta", "threshold must be positive", threshold);
  if (!Number.isFinite(start)) throw new RangeError(`delta: start must be finite, got ${start}`);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 255)) throw new RangeError(`delta: limit must be a whole number from 1 to 255, got ${limit}`);
  return {
    name: "delta",
    encode: (signal, {dt}) => encodeLevels("delta", signal, dt, (x, level) => {
      const moved = Math.trunc((x - start) / threshold - level + 1e-12 * Math.sign(x - start - level * threshold));
      return Math.max(-limit, Math.min(limit, moved));
    }),
    decode: (spikes) => decodeLevels("delta", spikes, (level) => start + threshold * level),
    stillError: (frames) => (limit * frames * threshold >= 1 ? threshold : 1 - limit * frames * threshold),
    stillCount: (value, frames) => Math.min(limit * frames, Math.floor(Math.abs(value - start) / threshold + 1e-12))
  };
}

/** Lets `moves(x, level)` say how many spikes, up or down, each frame sends, and keeps the level that they add up to. */
export function encodeLevels(who: string, signal: Values, dt: number, moves: (x: number, level: number, unit: number) => number): Raster {
  const {shape, data} = asTensor(signal), field = shape.slice(1), size = sizeOf(field), frames = shape[0]!;
  const spikes = raster([frames, 2, ...field], dt), levels = new Float64Array(size);
  for (let t = 0; t < frames; t++) {
    for (let i = 0; i < size; i++) {
      const moved = moves(data[t * size + i]!, levels[i]!, i);
      if (!(Math.abs(moved) <= 255)) throw new RangeError(`${who}: a unit can send at most 255 spikes in a frame, got ${moved}; use a larger threshold`);
      spikes.data[(2 * t + (moved < 0 ? 1 : 0)) * size + i] = Math.abs(moved);
      levels[i]! += moved;
    }
  }
  return spikes;
}

/** The running sum of ups less downs, read through `value`. */
export function decodeLevels(who: string, spikes: Raster, value: (level: number, t: number, unit: number) => number): Tensor {
  const field = signalField(who, spikes), size = sizeOf(field), frames = spikes.shape[0]!;
  const data = new Float64Array(frames * size), levels = new Float64Array(size);
  for (let t = 0; t < frames; t++) {
    for (let i = 0; i < size; i++) {
      levels[i]! += spikes.data[2 * t * size + i]! - spikes.data[(2 * t + 1) * size + i]!;
      data[t * size + i] = value(levels[i]!, t, i);
    }
  }
  return {shape: [frames, ...field], data};
}

function signalField(who: string, spikes: Raster): Shape {
  const [channels, ...field] = fieldOf(spikes);
  if (channels !== 2) throw new RangeError(`${who}: decode needs a raster [frames, 2, ...field], got ${written(spikes.shape)}`);
  return field;
}
