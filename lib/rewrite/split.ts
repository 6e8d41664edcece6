/** @file The error of one layer, split into parts that sum to it exactly. */
import type {Firing} from "./staircase.ts";
import {spikeCount} from "./staircase.ts";

/**
 * Where an error comes from: from the layers before (`inherited`), from the clip, from the steps of the staircase, and from spikes
 * that do not come evenly.
 */
export const PARTS = ["inherited", "clipping", "quantisation", "unevenness"] as const;
export type PartName = (typeof PARTS)[number];

/** Mean and mean square of one part; `share` is `E[part · total]`, so that shares add up to the total's mean square. */
export interface Part {
  readonly mean: number;
  readonly square: number;
  readonly share: number;
}

export type Split = Readonly<Record<PartName, Part>> & {readonly total: {readonly mean: number; readonly square: number}};

/** Adds up one layer's errors, unit by unit. */
export interface Splitter {
  /**
   * One unit: the artificial sum, the mean current that the spiking neuron got and its spikes, the currents in thresholds a step.
   * With `a = max(0, sum)`, `x = max(0, λ z)`, `c = min(x, λ)`, `q = λ count(z) / T` and `s = λ spikes / T` the parts are
   * `x - a`, `c - x`, `q - c` and `s - q`: a telescope from `a` to `s`.
   */
  add(value: number, z: number, spikes: number): void;
  read(): Split;
}

export function splitter(clip: number, firing: Firing): Splitter {
  const sums = new Float64Array(4), squares = new Float64Array(4), shares = new Float64Array(4), parts = new Float64Array(4);
  let total = 0, totalSquare = 0, count = 0;
  const {steps, burst} = firing;
  return {
    add(value, z, spikes) {
      const driven = clip * Math.max(0, z), cut = burst ? driven : Math.min(driven, clip), stepped = (clip * spikeCount(z, firing)) / steps, given = (clip * spikes) / steps;
      parts[0] = driven - value;
      parts[1] = cut - driven;
      parts[2] = stepped - cut;
      parts[3] = given - stepped;
      const error = given - value;
      for (let p = 0; p < 4; p++) {
        sums[p]! += parts[p]!;
        squares[p]! += parts[p]! ** 2;
        shares[p]! += parts[p]! * error;
      }
      total += error;
      totalSquare += error * error;
      count++;
    },
    read() {
      const part = (p: number): Part => ({mean: sums[p]! / count, square: squares[p]! / count, share: shares[p]! / count});
      return {inherited: part(0), clipping: part(1), quantisation: part(2), unevenness: part(3), total: {mean: total / count, square: totalSquare / count}};
    }
  };
}
