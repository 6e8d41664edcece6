/** @file What can happen to spikes on their way: jitter, loss, noise, a coarse clock. */
import {generator, split} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import type {Stream} from "../tensor/stream.ts";
import {eventList, trains} from "./events.ts";
import type {Events} from "./events.ts";
import {stepAt} from "./raster.ts";
import {asEvents} from "./spikes.ts";
import type {Spikes} from "./spikes.ts";

/** Moves each spike by a normal number of this standard deviation (ms), but not beyond either end of the recording. */
export function jitter(spikes: Spikes, {deviation, seed = 0}: {readonly deviation: number; readonly seed?: number}): Events {
  if (!(deviation >= 0 && deviation < Infinity)) throw new RangeError(`jitter: deviation must be at least 0 (ms), got ${deviation}`);
  const {duration} = asEvents(spikes);
  return eachTrain(spikes, seed, (times, draws) => times.map((t) => Math.min(duration, Math.max(0, t + deviation * draws.normal()))));
}

/** Loses each spike with this chance. */
export function deletion(spikes: Spikes, {chance, seed = 0}: {readonly chance: number; readonly seed?: number}): Events {
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`deletion: chance must lie from 0 to 1, got ${chance}`);
  return eachTrain(spikes, seed, (times, draws) => times.filter(() => draws.uniform() >= chance));
}

/** Adds Poisson spikes to every unit at this rate. */
export function insertion(spikes: Spikes, {rateHz, seed = 0}: {readonly rateHz: number; readonly seed?: number}): Events {
  if (!(rateHz >= 0 && rateHz < Infinity)) throw new RangeError(`insertion: rateHz must be at least 0 (Hz), got ${rateHz}`);
  const {duration} = asEvents(spikes), wait = 1000 / rateHz;
  return eachTrain(spikes, seed, (times, draws) => {
    const added: number[] = [];
    for (let t = draws.exponential() * wait; t < duration; t += draws.exponential() * wait) added.push(t);
    return [...times, ...added];
  }, true);
}

/** Moves each spike to the start of its step of `step` ms. */
export function quantise(spikes: Spikes, {step}: {readonly step: number}): Events {
  if (!(step > 0 && step < Infinity)) throw new RangeError(`quantise: step must be positive (ms), got ${step}`);
  return eachTrain(spikes, 0, (times) => times.map((t) => stepAt(t, step) * step));
}

/** The spikes before `time` (ms): what a receiver has seen by then. */
export function until(spikes: Spikes, time: number): Events {
  const list = asEvents(spikes), kept = list.times.findIndex((t) => t >= time), count = kept < 0 ? list.times.length : kept;
  return {...list, times: list.times.slice(0, count), units: list.units.slice(0, count)};
}

/** Changes each unit's train with lots of its own, so that no unit's fate depends on another's; silent ones stay so unless it `adds`. */
function eachTrain(spikes: Spikes, seed: number, change: (times: readonly number[], draws: Stream) => readonly number[], adds = false): Events {
  const list = asEvents(spikes), source = generator(seed);
  const changed = trains(list).map((times, i) => (times.length === 0 && !adds ? [] : change([...times], stream(split(source, i)))));
  const units = new Uint32Array(changed.reduce((sum, times) => sum + times.length, 0));
  let next = 0;
  changed.forEach((times, i) => units.fill(i, next, (next += times.length)));
  return eventList({times: Float64Array.from(changed.flat()), units, field: list.field, duration: list.duration});
}
