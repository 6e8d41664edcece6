/** @file Surrogates: what stands for the slope of a spike, at every membrane. */

/** `eˣ` for `x ≤ 0`, to about 2 units in the last place: `x = k ln 2 + r`, a polynomial for `eʳ`, and `2ᵏ` by its bits. */
@inline function exponential(x: v128): v128 {
  const low = f32x4.max(x, f32x4.splat(-87)), k = f32x4.nearest(f32x4.mul(low, f32x4.splat(1.44269504)));
  const r = f32x4.sub(f32x4.sub(low, f32x4.mul(k, f32x4.splat(0.693359375))), f32x4.mul(k, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1 / 5040.0);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1 / 720.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1 / 120.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1 / 24.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1 / 6.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23));
}

@inline function bell(x: v128, centre: f32, deviation: f32): v128 {
  const z = f32x4.mul(f32x4.sub(x, f32x4.splat(centre)), f32x4.splat(1 / deviation));
  return f32x4.mul(exponential(f32x4.mul(f32x4.mul(z, z), f32x4.splat(-0.5))), f32x4.splat(0.3989422804 / deviation));
}

/** Form 0 fast sigmoid, 1 arctangent, 2 triangle, 3 boxcar, 4 straight through, 5 sigmoid, 6 normal density, 7 two-sided exponential, 8 density with lobes. */
@inline function slope(form: i32, x: v128, a: f32, b: f32, c: f32): v128 {
  const one = f32x4.splat(1), height = f32x4.abs(x);
  if (form == 0) {
    const d = f32x4.add(one, f32x4.mul(f32x4.splat(a), height));
    return f32x4.div(one, f32x4.mul(d, d));
  }
  if (form == 1) {
    const z = f32x4.mul(f32x4.splat(1.5707963268 * a), x);
    return f32x4.div(f32x4.splat(a * 0.5), f32x4.add(one, f32x4.mul(z, z)));
  }
  if (form == 2) return f32x4.mul(f32x4.splat(b), f32x4.max(f32x4.splat(0), f32x4.sub(one, f32x4.mul(height, f32x4.splat(1 / a)))));
  if (form == 3) return v128.and(f32x4.splat(0.5 / a), f32x4.lt(height, f32x4.splat(a)));
  if (form == 4) return one;
  if (form == 5) {
    const e = exponential(f32x4.mul(f32x4.splat(-a), height)), d = f32x4.add(one, e);
    return f32x4.div(f32x4.mul(f32x4.splat(a), e), f32x4.mul(d, d));
  }
  if (form == 6) return bell(x, 0, a);
  if (form == 7) return f32x4.mul(f32x4.splat(b), exponential(f32x4.mul(f32x4.splat(-a), height)));
  return f32x4.sub(f32x4.mul(bell(x, 0, a), f32x4.splat(1 + b)), f32x4.mul(f32x4.add(bell(x, a, c * a), bell(x, -a, c * a)), f32x4.splat(b)));
}

@inline function every(form: i32, u: usize, count: i32, threshold: f32, a: f32, b: f32, c: f32, by: f32, out: usize): void {
  const th = f32x4.splat(threshold), times = f32x4.splat(by);
  for (let k = 0; k < count; k += 4, u += 16, out += 16) v128.store(out, f32x4.mul(times, slope(form, f32x4.sub(v128.load(u), th), a, b, c)));
}

/** The slope at each of `count` membranes, a multiple of 4, `by` times. */
export function slopes(form: i32, u: usize, count: i32, threshold: f32, a: f32, b: f32, c: f32, by: f32, out: usize): void {
  if (form == 0) every(0, u, count, threshold, a, b, c, by, out);
  else if (form == 1) every(1, u, count, threshold, a, b, c, by, out);
  else if (form == 2) every(2, u, count, threshold, a, b, c, by, out);
  else if (form == 3) every(3, u, count, threshold, a, b, c, by, out);
  else if (form == 4) every(4, u, count, threshold, a, b, c, by, out);
  else if (form == 5) every(5, u, count, threshold, a, b, c, by, out);
  else if (form == 6) every(6, u, count, threshold, a, b, c, by, out);
  else if (form == 7) every(7, u, count, threshold, a, b, c, by, out);
  else every(8, u, count, threshold, a, b, c, by, out);
}
