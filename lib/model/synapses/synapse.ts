/** @file Synapses: linear filters in time, each with its normalisation stated. */
import type {Settings, Synapse} from "../node.ts";
import {currentAt, turningTime} from "./cascade.ts";

/**
 * The delta synapse: a spike of weight `w` moves the membrane by `w` at once. The response is an impulse of area 1.
 */
export function delta(): Synapse {
  return {kind: "delta", settings: {}, decay: 0, rise: 0, jump: [1, 0], area: 1, response: (age) => (age === 0 ? Infinity : 0)};
}

export interface ExponentialOptions {
  /** Time constant, ms. */
  readonly tau: number;
}

/**
 * The exponential synapse: a spike of weight `w` adds a current `w e^(-t/τ)`. Peak `w` (at once), area `w τ`.
 *
 * @throws RangeError if `tau` is not positive.
 */
export function exponential({tau}: ExponentialOptions): Synapse {
  return cascade("exponential", {tau: time("exponential: tau", tau)}, {decay: tau, rise: tau, jump: [1, 0], area: tau});
}

export interface AlphaOptions {
  /** Time constant, ms. */
  readonly tau: number;
  /**
   * What a weight of 1 means. `"textbook"`: `(t/τ) e^(-t/τ)`, peak `1/e`, area `τ`. `"peak"`: `(t/τ) e^(1 - t/τ)`, peak 1, area `e τ`
   * (NEST's). `"area"`: `(t/τ²) e^(-t/τ)`, area 1.
   */
  readonly normalisation?: "textbook" | "peak" | "area";
}

/**
 * The alpha synapse, `w (t/τ) e^(-t/τ)` unless another normalisation is asked for; its peak is at `τ`.
 *
 * @throws RangeError if `tau` is not positive.
 */
export function alpha({tau, normalisation = "textbook"}: AlphaOptions): Synapse {
  time("alpha: tau", tau);
  const scale = {textbook: 1, peak: Math.E, area: 1 / tau}[normalisation];
  return cascade("alpha", {tau, normalisation}, {decay: tau, rise: tau, jump: [0, scale / tau], area: scale * tau});
}

export interface DoubleExponentialOptions {
  /** ms */
  readonly rise: number;
  /** ms */
  readonly decay: number;
  /** What a weight of 1 means: `"textbook"` has area `decay` and becomes the alpha synapse where the two are equal; `"peak"` peaks at 1. */
  readonly normalisation?: "textbook" | "peak";
}

/**
 * The double exponential synapse, `w decay / (decay - rise) · (e^(-t/decay) - e^(-t/rise))` unless its peak is to be the weight.
 *
 * @throws RangeError if a time constant is not positive.
 */
export function doubleExponential({rise, decay, normalisation = "textbook"}: DoubleExponentialOptions): Synapse {
  time("doubleExponential: rise", rise);
  time("doubleExponential: decay", decay);
  const stages = {p: 1 / decay, q: 1 / rise};
  const peak = currentAt(stages, 0, 1 / rise, turningTime(stages, 0, 1 / rise));
  const scale = normalisation === "peak" ? 1 / peak : 1;
  return cascade("doubleExponential", {rise, decay, normalisation}, {decay, rise, jump: [0, scale / rise], area: scale * decay});
}

/**
 * A current that stays: a spike of weight `w` adds `w` for good, so that a pulse is two spikes, one of weight `w` and one of `-w`.
 */
export function hold(): Synapse {
  return cascade("hold", {}, {decay: Infinity, rise: Infinity, jump: [1, 0], area: Infinity});
}

export interface ConductanceOptions {
  readonly tau: number;
  /** Reversal potential, mV. */
  readonly reversal: number;
}

/**
 * Refuses: with a conductance the current `g(t) (reversal - v)` depends on the membrane, so a spike's effect is no linear filter, and
 * `C dv/dt = -leak (v - rest) + g(t) (reversal - v)` has no closed form for a decaying `g`.
 *
 * @throws TypeError always, naming the neuron that integrates it numerically, with an error bound.
 */
export function conductance({tau, reversal}: ConductanceOptions): never {
  throw new TypeError(`conductance: a conductance (tau ${tau} ms, reversal ${reversal}) is no linear filter and has no closed form; use conductanceBased({tau, reversal, …}), which bounds its error`);
}

type Cascade = Pick<Synapse, "decay" | "rise" | "jump" | "area">;

function cascade(kind: string, settings: Settings, {decay, rise, jump, area}: Cascade): Synapse {
  const stages = {p: 1 / decay, q: 1 / rise};
  return {kind, settings, decay, rise, jump, area, response: (age) => (age < 0 ? 0 : currentAt(stages, jump[0], jump[1], age))};
}

function time(who: string, value: number): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${who} must be positive (ms), got ${value}`);
  return value;
}
