/** @file What some ms do to a leaky membrane, and its reset as plain data: shared by the step, its adjoint and the fast engine. */
import type {LeakyTwin} from "../twin.ts";
import type {Leaky} from "./leaky.ts";
import type {Stretch} from "./leaky-tape.ts";
import {TICK} from "./reset.ts";

/** What `dt` ms do: `v ← decay v + shift + gain x`. Without a leak the constant current adds `slope dt`. */
export function overStep(cell: Leaky, input: string, method: string, dt: number, e: (x: number) => number = Math.exp): Stretch {
  const {rate, drive, slope, rest, jump} = cell;
  const decay = method === "exact" ? e(-rate * dt) : 1 - rate * dt;
  const share = rate === 0 ? dt : (1 - decay) / rate;
  return {decay, shift: rest * (1 - decay) + slope * share, gain: input === "jump" ? jump : drive * share};
}

/** The reset in the numbers of a fast engine. */
export function resetTwin({threshold, rest, reset}: Leaky): Pick<LeakyTwin, "reset" | "to"> {
  if (reset === "subtract") return {reset, to: threshold - rest};
  return reset === "none" ? {reset, to: 0} : {reset: "value", to: reset};
}

/** A refractory time by the clock: the unit is held until the step that lies `steps` after its spike, whose last `part` ms are free. */
export function restOf({refractory}: Leaky, dt: number): {readonly steps: number; readonly part: number} {
  if (refractory === Infinity) return {steps: NEVER, part: 0};
  const steps = Math.max(1, Math.ceil((refractory - TICK) / dt)), part = steps * dt - refractory;
  return {steps, part: part > TICK ? part : 0};
}

/** More steps than a run has. */
const NEVER = 2 ** 30;
