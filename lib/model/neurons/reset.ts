/** @file What a spike does to a membrane, and how long it then rests: shared by all neurons that fire. */

/** After a spike the membrane goes to a value, loses one threshold's height, or is left alone. */
export type Reset = number | "subtract" | "none";

/** The membrane after a spike at `v`. `"subtract"` takes away the distance from rest to threshold. */
export function afterSpike(reset: Reset, v: number, threshold: number, rest: number): number {
  if (typeof reset === "number") return reset;
  return reset === "subtract" ? v - (threshold - rest) : v;
}

/** A reset in words, for `describe`. */
export function resetText(reset: Reset): string {
  if (typeof reset === "number") return `to ${reset}`;
  return reset === "subtract" ? "subtract threshold - rest" : "none";
}

/** Rounding of times: differences below this are the clock's, not the neuron's (ms). */
export const TICK = 1e-9;

/**
 * @throws RangeError if a reset is neither below the threshold, nor one of the words.
 */
export function checkedReset(who: string, reset: Reset, threshold: number): Reset {
  if (reset === "subtract" || reset === "none" || reset < threshold) return reset;
  throw new RangeError(`${who}: reset must lie below threshold ${threshold}, or be "subtract" or "none", got ${reset}`);
}
