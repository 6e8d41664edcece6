/** @file Unevenness, predicted: what spikes that come by chance too early or too late do to a count. */
import {normalCdf} from "../tensor/erf.ts";
import {spikeCount, startOf} from "./staircase.ts";
import type {Firing} from "./staircase.ts";

/** Mean and mean square of a count's error, in spikes. */
export interface CountError {
  readonly mean: number;
  readonly square: number;
}

/** Beyond so many standard deviations nothing happens. */
const FAR = 6;

/**
 * The error that uneven arrival adds to the staircase, if every input unit spikes evenly but at a phase of its own: what has come by step
 * `t` then deviates from `z t` by a noise of variance `σ² (1 + (t/T)²)`, `σ² = Σ w² / 12` over the inputs that spike.
 *
 * A spike that came too early cannot be taken back, so the count is the largest sum that there ever was, `⌊max_t C(t) + v₀⌋`; and with
 * one spike a step, what arrives in a heap at the end waits beyond it. Both are maxima of independent normal variables,
 * `P(max < m) = Π_t Φ(…)`. None is known for a reset to zero, and none is needed where a unit spikes in every step.
 *
 * @param z mean current, thresholds a step
 * @param deviation `σ`, thresholds
 */
export function unevenness(z: number, deviation: number, firing: Firing): CountError {
  const {steps, burst} = firing, v0 = startOf(firing);
  if (!(deviation > 0) || steps < 2 || (z >= 1 && !burst)) return {mean: 0, square: 0};
  const even = spikeCount(z, firing), spread = (t: number): number => deviation * Math.sqrt(1 + (t / steps) ** 2);
  const early = tail((m, t) => (even + m - v0 - z * t) / spread(t), steps);
  const late = burst ? {mean: 0, square: 0} : tail((m, t) => (m - 0.5 + (1 - z) * (steps - t)) / spread(t), steps);
  return {mean: early.mean - late.mean, square: early.square - 2 * early.mean * late.mean + late.square};
}

/** Mean and mean square of a whole number that is at least `m` unless every one of normal variables stays below its `limit`. */
function tail(limit: (m: number, t: number) => number, steps: number): CountError {
  let mean = 0, square = 0;
  for (let m = 1; m <= 4 * steps; m++) {
    let stays = 1;
    for (let t = 1; t < steps && stays > 0; t++) {
      const at = limit(m, t);
      if (at < FAR) stays *= normalCdf(at);
    }
    mean += 1 - stays;
    square += (2 * m - 1) * (1 - stays);
    if (1 - stays < 1e-9) break;
  }
  return {mean, square};
}
