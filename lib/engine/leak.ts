/** @file The leak outside the convolution: where a surrogate ends, most errors are old ones that leaked, and need not be pulled back again. */
import type {LeakyPass, Pass} from "./passes.ts";
import type {Slot} from "./slots.ts";
import type {Training} from "./training.ts";

/** What is new in the error of a step: `error[t] = decay · error[t + 1] + slot[t]`. */
export interface Fresh {
  readonly slot: Slot;
  readonly decay: number;
}

/** Surrogates that are 0 far from the threshold. */
const COMPACT: readonly string[] = ["triangle", "boxcar"];

/**
 * Whether the error `Wᵀ e[t]` that a projection pulls back may be formed as `decay · Wᵀ e[t + 1] + Wᵀ f[t]` from what is new, `f[t]`, alone: exact where the
 * population behind it forgets by one factor (nothing of its reset is in the error) and activity costs nothing on its own, worth it where the surrogate leaves most of `f[t]` 0.
 */
export function leaksOutside(pass: Pass | undefined, {surrogate, attached, costs}: Training): pass is LeakyPass {
  if (pass?.form !== "leaky" || costs.length > 0 || !COMPACT.includes(surrogate.name)) return false;
  return pass.reset === "none" || (pass.reset === "subtract" && !attached);
}
