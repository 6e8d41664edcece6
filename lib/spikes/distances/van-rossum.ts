/** @file The van Rossum distance: trains as sums of exponentials, compared as curves. */

/**
 * `√(1/τ ∫ (f - g)² dt)`, where each spike adds `e^(-(t - tᵢ)/τ)` from its time on; a spike against none is `√½` apart.
 *
 * The integral is a sum over pairs, `½ ΣΣ e^(-|tᵢ - tⱼ|/τ)` with sign; running sums give it in one pass over both trains.
 *
 * @param tau ms
 * @see van Rossum, Neural Computation 13:751 (2001); Houghton & Kreuz, Network 23:48 (2012), for the running sums.
 */
export function vanRossum(a: ArrayLike<number>, b: ArrayLike<number>, {tau}: {readonly tau: number}): number {
  if (!(tau > 0)) throw new RangeError(`vanRossum: tau must be positive (ms), got ${tau}`);
  // trace: f - g just before a spike. Its square's integral up to the next spike is τ/2 (start² - end²).
  let i = 0, j = 0, trace = 0, before = 0, square = 0;
  while (i < a.length || j < b.length) {
    const ofA = j >= b.length || (i < a.length && a[i]! <= b[j]!), time = ofA ? a[i++]! : b[j++]!;
    const decayed = trace * Math.exp((before - time) / tau);
    square += (trace * trace - decayed * decayed) / 2;
    trace = decayed + (ofA ? 1 : -1);
    before = time;
  }
  return Math.sqrt(square + (trace * trace) / 2);
}
