/** @file Where homeostasis is expected to settle, and how fast it may go: closed forms for a driven leaky neuron. */
import {notNegative, positive} from "../../model/door.ts";
import {root} from "../../model/response/root.ts";

/** A leaky neuron under a constant current, rest and reset at 0. */
export interface Driven {
  /** The membrane that the current would reach, `R I`. */
  readonly drive: number;
  /** ms */
  readonly tau: number;
  /** ms */
  readonly refractory?: number;
}

export interface Equilibrium {
  /** The threshold, or the gain, at which the rate is held. */
  readonly at: number;
  /** How the rate moves with the threshold, or with the gain's logarithm, there: Hz for 1. */
  readonly slopeHz: number;
  /** The loop `level ← level ± rate (r - target)` settles if and only if `rate` lies below `2 / |slope|`. */
  readonly bound: number;
}

/**
 * The threshold at which a driven neuron fires at `targetHz`: `θ* = R I (1 - e^(-(P - refractory) / τ))`, `P = 1000 / targetHz`, where
 * `dr/dθ = -1000 τ / (P² (R I - θ*))`.
 *
 * @throws RangeError if a number is not positive, or the target leaves no time between refractory periods.
 */
export function heldThreshold({drive, tau, refractory = 0, targetHz}: Driven & {readonly targetHz: number}): Equilibrium {
  const period = checkedPeriod("homeostasis.heldThreshold", {drive, tau, refractory}, targetHz);
  const at = drive * -Math.expm1(-(period - refractory) / tau), slopeHz = (-1000 * tau) / (period ** 2 * (drive - at));
  return {at, slopeHz, bound: 2 / Math.abs(slopeHz)};
}

/**
 * The gain on a constant current at which a neuron of this threshold fires at `targetHz`: `g* = θ / (R I (1 - e^(-(P - refractory) / τ)))`,
 * where `dr / d ln g = 1000 τ θ / (P² (g* R I - θ))`. Synaptic scaling is such a gain.
 *
 * @throws RangeError as `heldThreshold` does.
 */
export function heldGain({drive, tau, refractory = 0, threshold, targetHz}: Driven & {readonly threshold: number; readonly targetHz: number}): Equilibrium {
  const period = checkedPeriod("homeostasis.heldGain", {drive, tau, refractory}, targetHz);
  positive("homeostasis.heldGain", "threshold", threshold, "above rest");
  const at = threshold / (drive * -Math.expm1(-(period - refractory) / tau)), slopeHz = (1000 * tau * threshold) / (period ** 2 * (at * drive - threshold));
  return {at, slopeHz, bound: 2 / slopeHz};
}

/**
 * The rate at which a driven neuron settles whose threshold rises by `increment` at each spike and sinks back with `tauThreshold`: its
 * period solves `R I (1 - e^(-(P - refractory) / τ)) = threshold + a e^(-P / tauThreshold)`, `a = increment / (1 - e^(-P / tauThreshold))`.
 * 0 where the drive does not reach the threshold.
 *
 * @returns Hz
 * @throws RangeError if a number is not positive.
 */
export function fatigueRate({drive, tau, refractory = 0, threshold, increment, tauThreshold}: Driven & {readonly threshold: number; readonly increment: number; readonly tauThreshold: number}): number {
  const who = "homeostasis.fatigueRate";
  for (const [name, value, unit] of [["drive", drive, "above rest"], ["tau", tau, "ms"], ["threshold", threshold, "above rest"], ["increment", increment, "of threshold"], ["tauThreshold", tauThreshold, "ms"]] as const) positive(who, name, value, unit);
  notNegative(who, "refractory", refractory, "ms");
  if (drive <= threshold) return 0;
  const gap = (period: number): number => drive * -Math.expm1(-(period - refractory) / tau) - threshold - increment / Math.expm1(period / tauThreshold);
  let late = 2 * (refractory + tau);
  while (gap(late) <= 0) late *= 2;
  return 1000 / root(gap, refractory + 1e-9 * tau, late);
}

function checkedPeriod(who: string, {drive, tau, refractory}: Required<Driven>, targetHz: number): number {
  positive(who, "drive", drive, "above rest");
  positive(who, "tau", tau, "ms");
  notNegative(who, "refractory", refractory, "ms");
  const period = 1000 / positive(who, "targetHz", targetHz, "Hz");
  if (!(period > refractory)) throw new RangeError(`${who}: targetHz must lie below ${1000 / refractory} Hz, one spike a refractory period, got ${targetHz}`);
  return period;
}
