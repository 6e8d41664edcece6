/** @file Burst code: the value is how many spikes come, and how close together. */
import {clamp, eachUnit, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface BurstOptions {
  /** Spikes of value 1. */
  readonly spikes?: number;
  /** Interval of value 1, ms. */
  readonly shortest?: number;
  /** Interval that value 0 would have, ms. */
  readonly longest?: number;
}

/**
 * Burst code: `n = ⌈N x⌉` spikes, the first after `shortest`, `longest - x (longest - shortest)` apart.
 *
 * Two or more spikes tell the value by their mean interval, exactly but for jitter: its standard deviation is
 * `√2 σ / ((n - 1)(longest - shortest))`. One spike says only `0 < x ≤ 1/N`, and is read as the middle, `1/(2N)`.
 *
 * @see Guo, Fouda, Eltawil & Salama, Front. Neurosci. 15:638474 (2021), section 2; here without rounding intervals to steps.
 */
export function burst({spikes = 5, shortest = 2, longest = 10}: BurstOptions = {}): Code {
  if (!(Number.isInteger(spikes) && spikes >= 2)) throw new RangeError(`burst: spikes must be a whole number of at least 2, got ${spikes}`);
  positive("burst", "shortest must be positive (ms)", shortest);
  if (!(longest > shortest && longest < Infinity)) throw new RangeError(`burst: longest must exceed shortest, ${shortest} ms, got ${longest}`);
  const range = longest - shortest, count = (x: number): number => Math.ceil(spikes * x);
  return eachUnit({
    name: "burst",
    duration: shortest + (spikes - 1) * longest,
    count,
    train: (x) => Array.from({length: count(x)}, (_, k) => shortest + k * (longest - x * range)),
    value: (times) => (times.length < 2 ? times.length / (2 * spikes) : clamp((longest - meanInterval(times)) / range)),
    error: {kind: "bound", at: (x, dt) => (count(x) < 2 ? 1 / (2 * spikes) : dt / ((count(x) - 1) * range)) + 1e-9},
    jittered: (x, deviation) => (count(x) < 2 ? 0 : (Math.SQRT2 * deviation) / ((count(x) - 1) * range))
  });
}

const meanInterval = (times: Float64Array): number => (times.at(-1)! - times[0]!) / (times.length - 1);
