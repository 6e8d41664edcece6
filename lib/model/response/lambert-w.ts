/** @file Lambert's W: the w that solves w e^w = z. */

/**
 * The real solutions of `w e^w = z`: branch 0 (`w ≥ -1`, for `z ≥ -1/e`) and branch -1 (`w ≤ -1`, for `-1/e ≤ z < 0`).
 *
 * Newton's iteration on `w + ln(w / z)`, started from the branch-point series or from the logarithm. Near `z = -1/e`
 * the problem itself loses half the digits: `w` is then as good as `z` allows.
 *
 * @throws RangeError if there is no real solution on that branch.
 * @see Corless et al., Advances in Computational Mathematics 5 (1996), 329–359.
 */
export function lambertW(z: number, branch: 0 | -1 = 0): number {
  const least = -Math.exp(-1);
  if (!(z >= least && (branch === 0 ? z < Infinity : z < 0))) {
    throw new RangeError(`lambertW: z must lie in ${branch === 0 ? "[-1/e, ∞)" : "[-1/e, 0)"} on branch ${branch}, got ${z}`);
  }
  if (z === 0) return 0;
  let w = guess(z, branch);
  for (let i = 0; i < 20 && w !== -1; i++) {
    const next = (w / (1 + w)) * (1 + Math.log(z / w));
    if (Math.abs(next - w) <= 2 * Number.EPSILON * Math.abs(next)) return next;
    w = next;
  }
  return w;
}

function guess(z: number, branch: 0 | -1): number {
  if (z < -0.25) {
    const p = (branch === 0 ? 1 : -1) * Math.sqrt(Math.max(0, 2 * (Math.E * z + 1)));
    return -1 + p - p ** 2 / 3 + (11 / 72) * p ** 3;
  }
  if (branch === -1) return Math.log(-z) - Math.log(-Math.log(-z));
  return z < 1 ? z / (1 + z) : Math.log1p(z);
}
