/** @file The usual claim, computed as papers do, so that a reader sees what it leaves out. */
import type {Counts} from "./counts.ts";
import {sizeOf} from "../tensor/shape.ts";

export interface ClaimOptions {
  /** A multiply-accumulate, pJ. */
  readonly mac?: number;
  /** An addition, pJ. */
  readonly add?: number;
  /** Counts taps on padding too, as most papers do. */
  readonly padded?: boolean;
  /** The mistake of multiplying operations that were counted from spikes by the rate once more. */
  readonly rateTwice?: boolean;
}

export interface Claim {
  /** pJ */
  readonly ann: number;
  readonly snn: number;
  /** ANN / SNN: how many times the claim says is saved. */
  readonly ratio: number;
}

/**
 * `ANN = mac · MACs`; `SNN = mac · MACs` of layers that values reach, plus `add · T r · MACs` of those that spikes reach, with the mean
 * rate `r` of what arrives. It prices no memory, no neuron and no traffic.
 *
 * @throws RangeError if a cost is not positive, or the counts have no steps.
 */
export function usualClaim(counts: Counts, {mac = 4.6, add = 0.9, padded = false, rateTwice = false}: ClaimOptions = {}): Claim {
  for (const [name, value] of Object.entries({mac, add})) if (!(value > 0 && value < Infinity)) throw new RangeError(`usualClaim: ${name} must be positive (pJ), got ${value}`);
  const {steps, net} = counts;
  if (steps === undefined) throw new RangeError("usualClaim: needs counts by steps of a clock; use simulate, or activity");
  let ann = 0, snn = 0;
  for (const {stage, macs, paddedMacs, graded, arrivals} of counts.layers) {
    const all = padded ? paddedMacs : macs, rate = arrivals / (steps * sizeOf(net.stages[stage]!.input));
    ann += mac * all;
    snn += graded ? mac * all : add * steps * rate * (rateTwice ? rate : 1) * all;
  }
  return {ann, snn, ratio: ann / snn};
}
