/** @file When a neuron first fires, and how that time moves with every weight. */
import {finite} from "../door.ts";
import {stageAt} from "./chain.ts";
import {pspAt, spikeState} from "./psp.ts";
import type {Psp} from "./psp.ts";
import {checkTrain, pspTrainAt, trainCrossings} from "./psp-train.ts";
import type {Train} from "./psp-train.ts";

export interface FirstSpike {
  /** ms; `Infinity` if the threshold is never reached. */
  readonly time: number;
  /** `dv/dt` at the crossing, mV/ms: where it is small, the gradient is large. */
  readonly slope: number;
  /** `dt̂/dwⱼ = -ε(t̂ - tⱼ) / v'(t̂)` for each spike, with `t̂` the time above; ms per unit of weight. */
  readonly gradient: Float64Array;
}

/**
 * The first upward crossing of `threshold` by a spike train's potential, with its exact gradient.
 *
 * The gradient follows from `v(t̂, w) = θ` by implicit differentiation; it grows without bound where the potential
 * only just touches the threshold, and there is none beyond.
 *
 * @throws RangeError if the spikes are not in order, or the threshold is not finite.
 */
export function firstSpike(psp: Psp, {threshold, ...train}: Train & {readonly threshold: number}): FirstSpike {
  checkTrain("firstSpike", train);
  finite("firstSpike", "threshold", threshold, "mV");
  const gradient = new Float64Array(train.spikes.length);
  const time = trainCrossings(psp, {threshold, ...train}).find(({direction}) => direction === "up")?.time ?? Infinity;
  if (time === Infinity) return {time, slope: NaN, gradient: gradient.fill(NaN)};
  const slope = (psp.amplitude * drive(psp, train, time) - pspTrainAt(psp, {time, ...train})) / psp.tau;
  for (let j = 0; j < gradient.length; j++) gradient[j] = -pspAt(psp, time - train.spikes[j]!) / slope;
  return {time, slope, gradient};
}

/** The synaptic current, as a share of amplitude 1, at a time. */
function drive(psp: Psp, {spikes, weights}: Train, time: number): number {
  let sum = 0;
  for (let j = 0; j < spikes.length; j++) {
    if (spikes[j]! <= time) sum += (weights?.[j] ?? 1) * stageAt(psp, spikeState(psp), psp.taus.length - 2, time - spikes[j]!);
  }
  return sum;
}
