/** @file The constants of a leaky membrane, checked once, in both of its forms. */
import type {Settings} from "../node.ts";
import {checkedReset} from "./reset.ts";
import type {Reset} from "./reset.ts";

/** In time-constant form `τ v' = -(v - rest) + resistance · (i + current)`. */
export interface LeakyOptions {
  /** Membrane time constant, ms. */
  readonly tau?: number;
  /** What a steady current of 1 adds to the membrane in the end. */
  readonly resistance?: number;
  readonly rest?: number;
  readonly threshold?: number;
  /** After a spike: a value, `"subtract"` (threshold - rest), or `"none"`. */
  readonly reset?: Reset;
  /** For how long the membrane stays at its reset after a spike, ms; `Infinity` makes units that spike once. */
  readonly refractory?: number;
  /** A constant current into every unit. */
  readonly current?: number;
  /** The membrane at the start; `rest` unless given. */
  readonly start?: number;
}

/** In capacitance form `C v' = -leak (v - rest) + i + current` (nF, µS, mV, nA). */
export interface CapacitanceOptions extends Omit<LeakyOptions, "tau" | "resistance"> {
  /** nF */
  readonly capacitance: number;
  /** µS */
  readonly leak: number;
}

/** The one form that the solvers use: `v' = -rate (v - plateau) + drive · i`, where `rate` may be 0. */
export interface Leaky {
  /** 1 / τ, per ms; 0 for the perfect integrator. */
  readonly rate: number;
  /** What a current of 1 adds per ms: 1 / C, or R / τ. */
  readonly drive: number;
  /** What a spike of weight 1 adds at once through a delta synapse. */
  readonly jump: number;
  readonly rest: number;
  /** Constant slope from the constant current, per ms. */
  readonly slope: number;
  readonly threshold: number;
  readonly reset: Reset;
  readonly refractory: number;
  readonly start: number;
}

/** @throws RangeError naming the constant that does not fit. */
export function leaky(who: string, options: LeakyOptions | CapacitanceOptions): Leaky {
  const {rest = 0, threshold = 1, reset = rest, refractory = 0, current = 0, start = rest} = options;
  const {rate, drive, jump} = "capacitance" in options ? byCapacitance(who, options) : byTau(who, options);
  for (const [name, value] of Object.entries({rest, threshold, current, start})) {
    if (!Number.isFinite(value)) throw new RangeError(`${who}: ${name} must be a finite number, got ${value}`);
  }
  if (!(refractory >= 0)) throw new RangeError(`${who}: refractory must be at least 0 (ms), got ${refractory}`);
  if (!(rest < threshold)) throw new RangeError(`${who}: rest ${rest} must lie below threshold ${threshold}`);
  if (!(start < threshold)) throw new RangeError(`${who}: start ${start} must lie below threshold ${threshold}`);
  return {rate, drive, jump, rest, slope: drive * current, threshold, reset: checkedReset(who, reset, threshold), refractory, start};
}

function byTau(who: string, {tau = 20, resistance = 1}: LeakyOptions): Pick<Leaky, "rate" | "drive" | "jump"> {
  if (!(tau > 0)) throw new RangeError(`${who}: tau must be positive (ms), got ${tau}`);
  if (!(resistance > 0 && resistance < Infinity)) throw new RangeError(`${who}: resistance must be positive, got ${resistance}`);
  return {rate: 1 / tau, drive: tau === Infinity ? 1 : resistance / tau, jump: 1};
}

function byCapacitance(who: string, {capacitance, leak}: CapacitanceOptions): Pick<Leaky, "rate" | "drive" | "jump"> {
  if (!(capacitance > 0 && capacitance < Infinity)) throw new RangeError(`${who}: capacitance must be positive (nF), got ${capacitance}`);
  if (!(leak >= 0 && leak < Infinity)) throw new RangeError(`${who}: leak must be at least 0 (µS), got ${leak}`);
  return {rate: leak / capacitance, drive: 1 / capacitance, jump: 1 / capacitance};
}

/** Where the membrane settles under the constant current; `±Infinity` for a perfect integrator that has one. */
export const plateau = ({rate, slope, rest}: Leaky): number => (rate === 0 ? (slope === 0 ? rest : Math.sign(slope) * Infinity) : rest + slope / rate);

/** The membrane after `t` ms without input: exact. */
export function relaxed({rate, slope, rest}: Leaky, v: number, t: number): number {
  if (rate === 0) return v + slope * t;
  const settled = rest + slope / rate;
  return settled + (v - settled) * Math.exp(-rate * t);
}

/** What time without input does to any membrane: `v ← decay v + shift`. */
export interface Free {
  readonly decay: number;
  readonly shift: number;
}

/** `relaxed` for many membranes: `t` ms for each, or none where `t` is not positive. */
export function freely({rate, slope, rest}: Leaky, t: number): Free {
  if (!(t > 0)) return {decay: 1, shift: 0};
  const decay = Math.exp(-rate * t), settled = rest + slope / rate;
  return {decay, shift: rate === 0 ? slope * t : settled + (0 - settled) * decay};
}

/** When a membrane at `v` reaches threshold by its constant current alone: closed form, `Infinity` if never. */
export function freeCrossing(cell: Leaky, v: number): number {
  const {rate, slope, threshold} = cell;
  if (v >= threshold) return 0;
  if (rate === 0) return slope > 0 ? (threshold - v) / slope : Infinity;
  const settled = plateau(cell);
  return settled > threshold ? Math.log1p((threshold - v) / (settled - threshold)) / rate : Infinity;
}

/** The constants of a cell, for `describe`. */
export function settingsOf({rate, drive, jump, rest, threshold, slope, start}: Leaky): Settings {
  const tau = rate === 0 ? "∞" : Number((1 / rate).toPrecision(12));
  return {tau, rest, threshold, ...(jump === 1 ? {} : {jump}), ...(slope === 0 ? {} : {current: slope / drive}), ...(start === rest ? {} : {start})};
}
