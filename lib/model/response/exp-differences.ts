/** @file Divided differences of the exponential: the functions that stay exact where time constants meet. */

/** `(1 - e^-x) / x`, and 1 at `x = 0`: what a low-pass filter has let through, over what came. */
export const phi1 = (x: number): number => (x === 0 ? 1 : -Math.expm1(-x) / x);

/** `(1 - e^-x (1 + x)) / x²`, and ½ at `x = 0`: the alpha synapse's counterpart of `phi1`. */
export const phi2 = (x: number): number => expDifference3(0, -x, -x);

/**
 * The divided difference `exp[a, b] = (e^a - e^b) / (a - b)`, and `e^a` where they are equal.
 *
 * Factoring out the larger exponential leaves `phi1` of a positive number, so nothing overflows or cancels.
 */
export const expDifference = (a: number, b: number): number => Math.exp(Math.max(a, b)) * phi1(Math.abs(a - b));

/**
 * The second divided difference `exp[a, b, c] = (exp[a, b] - exp[b, c]) / (a - c)`, in any order of its arguments
 * and with any of them equal; `e^a / 2` where all three are.
 *
 * Relative error a few units in the last place: it divides by the widest gap only, and where that is below 1 it sums
 * the Taylor series instead.
 *
 * @see McCurdy, Ng and Parlett, Mathematics of Computation 43 (1984), 501–528.
 */
export function expDifference3(a: number, b: number, c: number): number {
  if (a < b) return expDifference3(b, a, c);
  if (b < c) return expDifference3(a, c, b);
  return Math.exp(a) * decayDifference(a - b, a - c);
}

/** `exp[0, -p, -q]` for `0 ≤ p ≤ q`. */
function decayDifference(p: number, q: number): number {
  if (q >= 1) return (phi1(p) - Math.exp(-p) * phi1(q - p)) / q;
  // Σ (-1)^k h_k(p, q) / (k + 2)!, h_k the complete homogeneous polynomial; below 1e-17 after 18 terms.
  let sum = 0, h = 1, power = 1, factorial = 2;
  for (let k = 0; k < 18; k++) {
    sum += (k % 2 ? -h : h) / factorial;
    power *= p;
    h = q * h + power;
    factorial *= k + 3;
  }
  return sum;
}
