/** @file The leak as chips do it, in whole numbers, and the time constant they get by it. */
import {positive} from "../door.ts";

/**
 * The time constant of `v ← v - (v >> shift)`, in steps: `-1 / ln(1 - 2^-shift)`.
 *
 * @throws RangeError if `shift` is not a whole number of at least 1.
 */
export function shiftLeak(shift: number): number {
  if (!(Number.isInteger(shift) && shift >= 1)) throw new RangeError(`shiftLeak: shift must be a whole number of at least 1 (bits), got ${shift}`);
  return -1 / Math.log1p(-(2 ** -shift));
}

/**
 * The decay word nearest to a time constant, `round((1 - e^(-1/τ)) 2^bits)`, and the time constant it really gives,
 * `-1 / ln(1 - decay 2^-bits)`: Loihi's leak at 12 bits. Both time constants in steps.
 *
 * @throws RangeError if `tau` is not positive, or so long that the word would be 0.
 */
export function decayLeak({tau, bits = 12}: {readonly tau: number; readonly bits?: number}): {readonly decay: number; readonly tau: number} {
  positive("decayLeak", "tau", tau, "steps");
  if (!(Number.isInteger(bits) && bits >= 1 && bits <= 30)) throw new RangeError(`decayLeak: bits must be a whole number from 1 to 30, got ${bits}`);
  const decay = Math.round(-Math.expm1(-1 / tau) * 2 ** bits);
  if (decay === 0) throw new RangeError(`decayLeak: tau must be short enough for ${bits} bits to hold its decay (steps), got ${tau}`);
  return {decay, tau: -1 / Math.log1p(-decay / 2 ** bits)};
}
