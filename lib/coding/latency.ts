/** @file Latency code: the value is how soon the unit fires, once. */
import {stepAt, stepsFor} from "../spikes/raster.ts";
import {erfc} from "../tensor/erf.ts";
import {clamp, eachUnit, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface LatencyOptions {
  readonly scale?: "linear" | "logarithmic" | "physical";
  /** No spike comes later, ms. */
  readonly duration?: number;
  /** `logarithmic`: the smallest value that fires. */
  readonly floor?: number;
  /** `physical`: membrane time constant, ms. */
  readonly tau?: number;
  /** `physical`: how many thresholds a constant current of value 1 would reach, `R I / θ`. */
  readonly drive?: number;
}

/** A falling map from value to time, its inverse, and `|dx/dt|`. */
interface Clock {
  time(value: number): number;
  value(time: number): number;
  slope(value: number): number;
}

/**
 * Latency code: one spike, the sooner the larger the value.
 *
 * - `linear`: `t = T (1 - x)`
 * - `logarithmic`: `t = T ln x / ln floor`, silent below `floor`
 * - `physical`: the first spike of a leaky integrate-and-fire neuron under a constant current,
 *   `t = τ ln(RI / (RI - θ))` with `RI = x · drive · θ`, silent at or below threshold
 *
 * Silence is read as 0. With jitter of standard deviation `σ` the value deviates by `σ |dx/dt|`: `σ/T`,
 * `σ x |ln floor| / T`, and `σ RI (RI - θ) / (τ θ · drive · θ)`.
 */
export function latency({scale = "linear", duration = 50, floor = 0.01, tau = 20, drive = 4}: LatencyOptions = {}): Code {
  positive("latency", "duration must be positive (ms)", duration);
  const clock = clockOf(scale, {duration, floor, tau, drive});
  const fires = (x: number): boolean => clock.time(x) < duration;
  return eachUnit({
    name: `latency (${scale})`,
    duration,
    count: (x) => (fires(x) ? 1 : 0),
    train: (x) => (fires(x) ? [Math.max(0, clock.time(x))] : []),
    sweep: (values, _source, dt) => onces(values.map(clock.time), duration, dt),
    value: (times) => (times.length === 0 ? 0 : clamp(clock.value(times[0]!))),
    error: {kind: "bound", at: (x, dt) => (fires(x) ? within(clock, clock.time(x), dt) : x)},
    jittered: (x, deviation) => (fires(x) ? deviation * clock.slope(x) : 0),
    thinned: (x, chance) => (fires(x) ? x * Math.sqrt(chance) : x)
  });
}

/** One spike a unit at its time, ms, as rows of steps; none at `duration` or later. */
function onces(times: Float64Array, duration: number, dt: number): {steps: number; data: Uint8Array} {
  const at = new Int32Array(times.length);
  let steps = Math.max(1, stepsFor(duration, dt));
  for (let i = 0; i < times.length; i++) {
    at[i] = times[i]! < duration ? stepAt(Math.max(0, times[i]!), dt) : -1;
    if (at[i]! >= steps) steps = at[i]! + 1;
  }
  // Fresh memory is 0: only the places with a spike are touched.
  const data = new Uint8Array(steps * times.length);
  for (let i = 0; i < times.length; i++) if (at[i]! >= 0) data[at[i]! * times.length + i] = 1;
  return {steps, data};
}

/** The largest error of reading the middle of a step of `dt` for a time somewhere in it; 1 part in 10¹² for events. */
function within(clock: Clock, time: number, dt: number): number {
  const start = Math.max(0, Math.floor(time / dt - 1e-9) * dt);
  if (dt === 0) return 1e-12;
  const middle = clamp(clock.value(start + dt / 2));
  return Math.max(clamp(clock.value(start)) - middle, middle - clamp(clock.value(start + dt))) + 1e-9;
}

function clockOf(scale: NonNullable<LatencyOptions["scale"]>, {duration, floor, tau, drive}: Required<Omit<LatencyOptions, "scale">>): Clock {
  switch (scale) {
    case "linear":
      return {time: (x) => duration * (1 - x), value: (t) => 1 - t / duration, slope: () => 1 / duration};
    case "logarithmic": {
      if (!(floor > 0 && floor < 1)) throw new RangeError(`latency: floor must lie between 0 and 1, got ${floor}`);
      const depth = -Math.log(floor);
      return {time: (x) => (-duration * Math.log(x)) / depth, value: (t) => Math.exp((-t * depth) / duration), slope: (x) => (x * depth) / duration};
    }
    case "physical":
      positive("latency", "tau must be positive (ms)", tau);
      if (!(drive > 1)) throw new RangeError(`latency: drive must exceed 1, or no value reaches the threshold, got ${drive}`);
      return {
        time: (x) => firstSpike({tau, drive: x * drive, threshold: 1}),
        value: (t) => 1 / (-Math.expm1(-t / tau) * drive),
        slope: (x) => 1 / (drive * -firstSpikeSlope({tau, drive: x * drive, threshold: 1}))
      };
    default:
      throw new TypeError(`latency: scale must be linear, logarithmic or physical, got ${String(scale satisfies never)}`);
  }
}

/** A leaky integrate-and-fire neuron from rest under a constant current. */
export interface Drive {
  /** Membrane time constant, ms. */
  readonly tau: number;
  /** The membrane that the current would reach, `R I`, mV above rest. */
  readonly drive: number;
  /** mV above rest */
  readonly threshold: number;
}

/** Its first spike, ms: `τ ln(RI / (RI - θ))`; `Infinity` where the current is too weak. */
export const firstSpike = ({tau, drive, threshold}: Drive): number => (drive > threshold ? -tau * Math.log1p(-threshold / drive) : Infinity);

/** How that time moves with the drive, ms/mV: `-τθ / (RI (RI - θ))`. */
export const firstSpikeSlope = ({tau, drive, threshold}: Drive): number => (-tau * threshold) / (drive * (drive - threshold));

export interface Race {
  readonly duration: number;
  /** Jitter of each spike time, standard deviation, ms. */
  readonly deviation: number;
  /** How far apart two values are. */
  readonly difference: number;
}

/** The chance that jitter swaps two linear latencies: `erfc(T Δx / (2σ)) / 2`. */
export const swapProbability = ({duration, deviation, difference}: Race): number => erfc((duration * difference) / (2 * deviation)) / 2;

/** How many values stand apart by `±2σ` on a linear latency axis, `T / 4σ`; its binary logarithm is in bits. */
export const distinctLevels = ({duration, deviation}: Omit<Race, "difference">): number => duration / (4 * deviation);
