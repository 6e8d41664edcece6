/** @file Measuring codes by sending: how far read values scatter, and how errors grow under a disturbance. */
import {events} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import {jitter} from "../spikes/perturb.ts";
import type {Tensor} from "../tensor/tensor.ts";
import type {Code} from "./code.ts";

export interface MeasureOptions {
  /** How often the value is sent. */
  readonly repeats?: number;
  /** Standard deviation of the jitter on the way, ms. */
  readonly jitter?: number;
  /** Step of codes that need a clock, ms. */
  readonly dt?: number;
  readonly seed?: number;
}

/** What one value is read as: mean and standard deviation over repeats, and the root mean square of read less sent. */
export interface Measured {
  readonly mean: number;
  readonly deviation: number;
  readonly error: number;
}

/** Sends a value many times and looks at what comes back: the experiment to each code's formulas. */
export function measure(code: Code, value: number, {repeats = 400, jitter: deviation = 0, dt = 1, seed = 0}: MeasureOptions = {}): Measured {
  const field = {shape: [repeats], data: new Float64Array(repeats).fill(value)};
  const {data} = code.decode(jitter(sentEvents(code, field, dt, seed), {deviation, seed: seed + 1}));
  const mean = data.reduce((a, b) => a + b, 0) / repeats;
  const away = (centre: number): number => Math.sqrt(data.reduce((sum, x) => sum + (x - centre) ** 2, 0) / repeats);
  return {mean, deviation: away(mean), error: away(value)};
}

/** The spikes of an image at their exact times, or by the clock where the code needs one. */
export const sentEvents = (code: Code, image: Tensor, dt: number, seed: number): Events => (code.clocked ? events(code.encode(image, {dt, seed})) : code.encode(image, {seed}));

/** The root of the mean square of decoded less sent, over all values of all images. */
export function rootMeanSquare(images: readonly Tensor[], decoded: readonly Tensor[]): number {
  let sum = 0, count = 0;
  images.forEach(({data}, i) => data.forEach((x, place) => {
    sum += (x - decoded[i]!.data[place]!) ** 2;
    count++;
  }));
  return Math.sqrt(sum / count);
}

/** What happens to spikes on their way, by its size and a seed, e.g. `(spikes, chance, seed) => perturb.deletion(spikes, {chance, seed})`. */
export type Disturbance = (spikes: Events, size: number, seed: number) => Events;

/** The error of each code, by name, after a disturbance of each size: one curve a code, all on the same images. */
export function degradation(codes: readonly Code[], images: readonly Tensor[], sizes: readonly number[], disturb: Disturbance, {dt = 1, seed = 0}: Pick<MeasureOptions, "dt" | "seed"> = {}): Readonly<Record<string, number[]>> {
  return Object.fromEntries(codes.map((code) => {
    const sent = images.map((image, i) => sentEvents(code, image, dt, seed + i));
    return [code.name, sizes.map((size) => rootMeanSquare(images, sent.map((spikes, i) => code.decode(disturb(spikes, size, seed + i)))))];
  }));
}
