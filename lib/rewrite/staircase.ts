/** @file The staircase: how many spikes a neuron without leak gives to a constant input, in closed form. */

/** How a converted neuron starts and resets. */
export interface Firing {
  /** Steps of the clock. */
  readonly steps: number;
  /** After a spike the membrane loses one threshold, or all it has. */
  readonly reset: "subtract" | "zero";
  /** The membrane at the start: half a threshold rounds the rate, 0 cuts it off. */
  readonly start: "half" | "zero";
  /** Several spikes in one step, so that rates may exceed 1. */
  readonly burst: boolean;
}

/** Sums of thresholds meet a threshold within rounding. */
const ROUNDING = 1e-9;

export const startOf = ({start}: Pick<Firing, "start">): number => (start === "half" ? 0.5 : 0);

/**
 * Spikes in `steps` steps under `z` thresholds a step. With reset by subtraction `⌊T z + v₀⌋`, between 0 and `T` (no limit with
 * bursts): charge is neither lost nor made. With reset to zero the first spike comes at step `⌈(1 - v₀) / z⌉` and the others every
 * `⌈1 / z⌉` steps: what is above threshold is lost at each spike, so the rate lies below `z` however long one waits.
 *
 * @see Rueckauer et al., Frontiers in Neuroscience 11:682 (2017).
 */
export function spikeCount(z: number, {steps, reset, start, burst}: Firing): number {
  const v0 = startOf({start});
  if (reset === "subtract") {
    const count = Math.max(0, Math.floor(steps * z + v0 + ROUNDING));
    return burst ? count : Math.min(steps, count);
  }
  if (!(z > 0)) return 0;
  const first = Math.max(1, Math.ceil((1 - v0) / z - ROUNDING)), period = Math.max(1, Math.ceil(1 / z - ROUNDING));
  return steps < first ? 0 : 1 + Math.floor((steps - first) / period);
}

/** Mean and mean square of the staircase's error for values spread evenly over `[0, 1]` thresholds a step. */
export interface StepError {
  readonly mean: number;
  readonly square: number;
}

/**
 * The theory of the staircase's error at evenly spread values. Subtraction: from half a threshold `0` and `1/(12 T²)`; from zero
 * `-1/(2 T)` and `1/(3 T²)`. Reset to zero, in long runs: mean `3/2 - π²/6 = -0.145` and mean square
 * `Σₙ ∫ (z - 1/n)² dz` over `1/n ≤ z < 1/(n - 1)`, which is `Σₙ≥₂ 1/(3 n³ (n - 1)³) = (10 - π²)/3`: no number of steps removes it.
 */
export function stepError({steps, reset, start}: Firing): StepError {
  if (reset === "zero") return {mean: 1.5 - Math.PI ** 2 / 6, square: (10 - Math.PI ** 2) / 3};
  return start === "half" ? {mean: 0, square: 1 / (12 * steps ** 2)} : {mean: -1 / (2 * steps), square: 1 / (3 * steps ** 2)};
}
