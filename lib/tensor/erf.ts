/** @file The tail of the normal distribution: the complementary error function. */

/**
 * `erfc x = 2/√π ∫ₓ^∞ e^(-t²) dt`, to about 14 digits: Taylor's series below 2, a continued fraction above.
 *
 * @see Abramowitz & Stegun, 7.1.6 and 7.1.14.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  return x < 2 ? 1 - series(x) : fraction(x);
}

/** `erf x = 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!`: no cancellation. */
function series(x: number): number {
  let term = x, sum = x;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** `erfc x = e^(-x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …))))`, from the innermost term out. */
function fraction(x: number): number {
  let tail = x;
  for (let n = 120; n >= 1; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}

/** The standard normal distribution function, `Φ(x)`. */
export const normalCdf = (x: number): number => erfc(-x / Math.SQRT2) / 2;
