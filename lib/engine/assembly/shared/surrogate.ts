/** @file Surrogates: what stands for the slope of a spike at a membrane. */

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

/** The three constants of a form at each membrane, made before the loop: `a`, `b` and `c` are its numbers. */
@inline export function first(form: i32, a: f32): f32 {
  if (form == 1) return 1.5707963268 * a;
  if (form == 2 || form == 6 || form == 8) return 1 / a;
  if (form == 5 || form == 7) return -a;
  return a;
}

@inline export function second(form: i32, a: f32, b: f32): f32 {
  if (form == 1) return a * 0.5;
  if (form == 3) return 0.5 / a;
  if (form == 5) return a;
  if (form == 6) return 0.3989422804 / a;
  if (form == 8) return (0.3989422804 / a) * (1 + b);
  return b;
}

@inline function bell(x: v128, centre: v128, scale: v128, height: v128): v128 {
  const z = f32x4.mul(f32x4.sub(x, centre), scale);
  return f32x4.mul(exponential(f32x4.mul(f32x4.mul(z, z), f32x4.splat(-0.5))), height);
}

/**
 * Form 0 fast sigmoid, 1 arctangent, 2 triangle, 3 boxcar, 4 straight through, 5 sigmoid, 6 normal density, 7 two-sided exponential, 8 density with lobes
 * at `± a` that are `1 / wide` times as narrow and `lobe` high. `p` and `q` are the form's constants.
 */
@inline export function slope(form: i32, x: v128, one: v128, p: v128, q: v128, centre: v128, wide: v128, lobe: v128): v128 {
  const height = f32x4.abs(x);
  if (form == 0) {
    const d = f32x4.add(one, f32x4.mul(p, height));
    return f32x4.div(one, f32x4.mul(d, d));
  }
  if (form == 1) {
    const z = f32x4.mul(p, x);
    return f32x4.div(q, f32x4.add(one, f32x4.mul(z, z)));
  }
  if (form == 2) return f32x4.mul(q, f32x4.pmax(f32x4.splat(0), f32x4.sub(one, f32x4.mul(height, p))));
  if (form == 3) return v128.and(q, f32x4.lt(height, p));
  if (form == 4) return one;
  if (form == 5) {
    const e = exponential(f32x4.mul(p, height)), d = f32x4.add(one, e);
    return f32x4.div(f32x4.mul(q, e), f32x4.mul(d, d));
  }
  if (form == 6) return bell(x, f32x4.splat(0), p, q);
  if (form == 7) return f32x4.mul(q, exponential(f32x4.mul(p, height)));
  return f32x4.sub(bell(x, f32x4.splat(0), p, q), f32x4.add(bell(x, centre, wide, lobe), bell(x, f32x4.neg(centre), wide, lobe)));
}
