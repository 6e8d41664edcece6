/** @file Errors carried back through leaky units: surrogates, what stands for the slope of a spike at every membrane, and the leak. */

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
@inline function first(form: i32, a: f32): f32 {
  if (form == 1) return 1.5707963268 * a;
  if (form == 2 || form == 6 || form == 8) return 1 / a;
  if (form == 5 || form == 7) return -a;
  return a;
}

@inline function second(form: i32, a: f32, b: f32): f32 {
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
@inline function slope(form: i32, x: v128, p: v128, q: v128, centre: v128, wide: v128, lobe: v128): v128 {
  const one = f32x4.splat(1), height = f32x4.abs(x);
  if (form == 0) {
    const d = f32x4.add(one, f32x4.mul(p, height));
    return f32x4.div(one, f32x4.mul(d, d));
  }
  if (form == 1) {
    const z = f32x4.mul(p, x);
    return f32x4.div(q, f32x4.add(one, f32x4.mul(z, z)));
  }
  if (form == 2) return f32x4.mul(q, f32x4.max(f32x4.splat(0), f32x4.sub(one, f32x4.mul(height, p))));
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

@inline function every(form: i32, u: usize, count: i32, threshold: f32, a: f32, b: f32, c: f32, out: usize): void {
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), centre = f32x4.splat(a), wide = f32x4.splat(1 / (c * a)), lobe = f32x4.splat((0.3989422804 / (c * a)) * b);
  const th = f32x4.splat(threshold);
  for (let k = 0; k < count; k += 4, u += 16, out += 16) v128.store(out, slope(form, f32x4.sub(v128.load(u), th), p, q, centre, wide, lobe));
}

/** The slope at each of `count` membranes, a multiple of 4. */
export function slopes(form: i32, u: usize, count: i32, threshold: f32, a: f32, b: f32, c: f32, out: usize): void {
  if (form == 0) every(0, u, count, threshold, a, b, c, out);
  else if (form == 1) every(1, u, count, threshold, a, b, c, out);
  else if (form == 2) every(2, u, count, threshold, a, b, c, out);
  else if (form == 3) every(3, u, count, threshold, a, b, c, out);
  else if (form == 4) every(4, u, count, threshold, a, b, c, out);
  else if (form == 5) every(5, u, count, threshold, a, b, c, out);
  else if (form == 6) every(6, u, count, threshold, a, b, c, out);
  else if (form == 7) every(7, u, count, threshold, a, b, c, out);
  else every(8, u, count, threshold, a, b, c, out);
}

/**
 * One step of leaky units backwards, `σ'` the surrogate at `u - threshold`: `a[t] = e[t] σ' + a[t+1] (p - q σ')`, where `p` is the decay (0 where a unit fired
 * and its reset is to a value) and `q = q1 u + q0` what an attached reset takes: both only where the unit does not merely forget (`merely`).
 */
@inline function back(form: i32, merely: bool, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, fresh: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  const th = f32x4.splat(threshold), times = f32x4.splat(by), d = f32x4.splat(decay), g = f32x4.splat(gain);
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), centre = f32x4.splat(a), wide = f32x4.splat(1 / (c * a)), lobe = f32x4.splat((0.3989422804 / (c * a)) * b);
  const lanes = i32x4(1, 2, 4, 8), one = f32x4.splat(q1), none = f32x4.splat(q0), forgets = i32x4.splat(-value);
  for (let k = 0; k < words; k++, bits += 4) {
    let fired = merely ? 0 : load<i32>(bits);
    for (let j = 0; j < 8; j++, u += 16, error += 16, carry += 16, x += 16, fired >>= 4) {
      const membrane = v128.load(u), s = f32x4.mul(times, slope(form, f32x4.sub(membrane, th), p, q, centre, wide, lobe)), own = f32x4.mul(v128.load(error), s);
      let kept = d;
      if (!merely) {
        const lost = v128.and(i32x4.eq(v128.and(i32x4.splat(fired), lanes), lanes), forgets);
        kept = f32x4.sub(v128.andnot(d, lost), f32x4.mul(f32x4.add(f32x4.mul(one, membrane), none), s));
      }
      const sum = f32x4.add(own, f32x4.mul(v128.load(carry), kept)), out = f32x4.mul(g, sum);
      v128.store(carry, sum);
      v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
      if (fresh != 0) {
        v128.store(fresh, f32x4.mul(g, own));
        fresh += 16;
      }
    }
  }
}

@inline function each(form: i32, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, fresh: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  if (q1 == 0 && q0 == 0 && value == 0) back(form, true, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, 0, 0, 0, adds);
  else back(form, false, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
}

/**
 * One step of leaky units backwards. `carry` holds `a[t+1]` and gets `a[t]`; `x` gets `gain a[t]`, added where `adds`; `fresh` (if not 0) gets what is
 * new in it, `gain e[t] σ'`. The surrogate is `by` times that of its form.
 */
export function leakyBack(form: i32, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, fresh: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  if (form == 0) each(0, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 1) each(1, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 2) each(2, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 3) each(3, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 4) each(4, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 5) each(5, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 6) each(6, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 7) each(7, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
  else each(8, a, b, c, by, u, bits, error, carry, x, fresh, words, threshold, decay, gain, q1, q0, value, adds);
}
