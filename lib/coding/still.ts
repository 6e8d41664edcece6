/** @file A still value sent by a code of signals: it appears, and stays. */
import {events} from "../spikes/events.ts";
import {raster, rasterise, stepAt} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {asEvents} from "../spikes/spikes.ts";
import type {Spikes} from "../spikes/spikes.ts";
import type {Events} from "../spikes/events.ts";
import {sizeOf} from "../tensor/shape.ts";
import {tensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {checkedValues, positive} from "./code.ts";
import type {Code, EncodeOptions, Values} from "./code.ts";
import type {SignalCode} from "./delta.ts";

export interface StillOptions {
  /** How long the value stays, ms. */
  readonly duration?: number;
  /** One frame of the signal, ms. */
  readonly frame?: number;
}

/** The code of signals as a code of values: the value stands still for `duration`, and the last frame is read. */
export function still(signal: SignalCode, {duration = 50, frame = 1}: StillOptions = {}): Code {
  positive("still", "frame must be positive (ms)", frame);
  const frames = Math.round(positive("still", "duration must be positive (ms)", duration) / frame);
  if (frames < 1) throw new RangeError(`still: duration must hold at least one frame of ${frame} ms, got ${duration} ms`);
  function encode(values: Values, options: EncodeOptions & {readonly dt: number}): Raster;
  function encode(values: Values, options?: EncodeOptions): Events;
  function encode(values: Values, {dt}: EncodeOptions = {}): Spikes {
    const spikes = signal.encode(repeated(checkedValues(signal.name, values), frames), {dt: frame});
    return dt === undefined ? events(spikes) : dt === frame ? spikes : rasterise(events(spikes), {dt});
  }
  return {
    name: signal.name,
    duration: frames * frame,
    encode,
    decode: (spikes) => lastFrame(signal.decode(byFrames(spikes, frame, frames))),
    count: (value) => signal.stillCount(value, frames),
    error: {kind: "bound", at: () => signal.stillError(frames) + 1e-9}
  };
}

function repeated({shape, data}: Tensor, frames: number): Tensor {
  const signal = tensor([frames, ...shape]);
  for (let t = 0; t < frames; t++) signal.data.set(data, t * data.length);
  return signal;
}

/** Spikes by the frames of the signal; one at the very end counts in the last frame. */
function byFrames(spikes: Spikes, frame: number, frames: number): Raster {
  const {times, units, field} = asEvents(spikes), size = sizeOf(field), grid = raster([frames, ...field], frame);
  for (let i = 0; i < times.length; i++) grid.data[Math.min(frames - 1, stepAt(times[i]!, frame)) * size + units[i]!]!++;
  return grid;
}

function lastFrame({shape, data}: Tensor): Tensor {
  const field = shape.slice(1), last = data.slice(data.length - sizeOf(field));
  return {shape: field, data: last.map((x) => Math.min(1, Math.max(0, x)))};
}
