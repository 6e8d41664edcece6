/** @file The natural logarithm from sums and products alone, so that its bits agree on every machine. */
const LN2_HIGH = 0.69314718036912381649; // 32 leading bits of ln 2: a whole number times it is exact.
const LN2_LOW = 1.90821492927058770002e-10;
const view = new DataView(new ArrayBuffer(8));

/**
 * `ln x`, within 1 unit in the last place: `x = 2ᵏ m` with `m` in `[√½, √2)`, and
 * `ln m = 2 artanh s`, `s = (m - 1)/(m + 1)`, as its Taylor series (|s| ≤ 0.172, so the twelfth term is below 10⁻¹⁷).
 *
 * `-Infinity` at 0, `NaN` below it. Math.log may differ in the last bit between engines; this does not.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * LN2_HIGH - 54 * LN2_LOW;
  view.setFloat64(0, x);
  let k = (view.getUint16(0) >>> 4) - 1023;
  view.setUint16(0, (view.getUint16(0) & 0x000f) | 0x3ff0);
  let m = view.getFloat64(0);
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  const f = m - 1, s = f / (2 + f), half = (f * f) / 2;
  // ln m = f - f²/2 + s (f²/2 + series): the large terms are exact or nearly so, the rest is small.
  return k * LN2_HIGH - (half - (s * (half + series(s * s)) + k * LN2_LOW) - f);
}

/** `2 (z/3 + z²/5 + z³/7 + …)`. */
function series(z: number): number {
  let sum = 0;
  for (let n = 11; n >= 1; n--) sum = z * (sum + 2 / (2 * n + 1));
  return sum;
}
