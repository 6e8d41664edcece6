/** @file The exponential from sums and products alone, so that its bits agree on every machine. */
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;
const view = new DataView(new ArrayBuffer(8));

/**
 * `eˣ`, within 1 unit in the last place: `x = k ln 2 + r` with |r| ≤ 0.347, and the Taylor series of `eʳ`
 * (its fifteenth term is below 10⁻¹⁷).
 *
 * Math.exp may differ in the last bit between engines; this does not.
 */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  if (!(Math.abs(x) > 2 ** -54)) return 1 + x;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 0;
  for (let n = 14; n >= 2; n--) sum = (r / n) * (1 + sum);
  const value = 1 + (r + r * sum);
  return k < -1021 ? value * power(k + 60) * power(-60) : k > 1023 ? value * 2 * power(k - 1) : value * power(k);
}

/** `2ᵏ` for -1022 ≤ k ≤ 1023, by its bits. */
function power(k: number): number {
  view.setUint32(4, 0);
  view.setUint32(0, (k + 1023) * 1048576);
  return view.getFloat64(0);
}
