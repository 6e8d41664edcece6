/** @file When two numbers count as the same. */

/** How far a fresh number may lie from the stored one. */
export interface Tolerance {
  /** |a − b| ≤ relative · max(|a|, |b|). */
  readonly relative: number;
  /** |a − b| ≤ absolute: what is left of zero after rounding has no leading digits to compare. */
  readonly absolute: number;
}

/**
 * 1e-9 relative by default. A sum of a million terms taken in another order moves by about 1e6 · 2⁻⁵³ ≈ 1e-10, and
 * mathematical functions differ in their last bit between machines; a changed step, seed or equation moves far more.
 * The absolute floor is a thousandth of that, in whatever unit is printed.
 */
export function tolerance(relative = 1e-9): Tolerance {
  if (!(relative >= 0 && relative < 1)) throw new RangeError(`compare: tolerance must be a number in [0, 1), got ${relative}`);
  return {relative, absolute: relative / 1000};
}

export function sameNumber(a: number, b: number, {relative, absolute}: Tolerance): boolean {
  if (Object.is(a, b) || a === b) return true;
  const apart = Math.abs(a - b);
  return Number.isFinite(apart) && (apart <= absolute || apart <= relative * Math.max(Math.abs(a), Math.abs(b)));
}

/** |a − b| over the larger; 1 and more mean nothing in common. */
export function relativeDifference(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const largest = Math.max(Math.abs(a), Math.abs(b));
  return Number.isFinite(largest) ? Math.abs(a - b) / largest : Infinity;
}
