/** @file A spike's fall as a function of how much of a spike there was: what a reset is when it is differentiated. */
import type {Reset} from "./reset.ts";

/** `v ← v - s · of(v)`; `slope` is the derivative of `of`. */
export interface Fall {
  of(v: number): number;
  readonly slope: number;
  /** The membrane after the spike `s`; for `s = 1` that of `afterSpike`, to the bit. */
  after(v: number, s: number): number;
}

/** A reset to a value falls by `v - reset`, one by subtraction by the height of the threshold over rest. */
export function fallOf({reset, threshold, rest}: {readonly reset: Reset; readonly threshold: number; readonly rest: number}): Fall {
  if (typeof reset === "number") return {of: (v) => v - reset, slope: 1, after: (v, s) => (s === 1 ? reset : v - s * (v - reset))};
  const height = reset === "subtract" ? threshold - rest : 0;
  return {of: () => height, slope: 0, after: (v, s) => v - s * height};
}
