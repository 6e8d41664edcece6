/** @file What some ms do to a leaky membrane, and its reset as plain data: shared by the step, its adjoint and the fast engine. */
import type {LeakyTwin} from "../twin.ts";
import type {Leaky} from "./leaky.ts";
import type {Stretch} from "./leaky-tape.ts";

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
