/** @file Errors carried back through leaky units: what stands for the slope of a spike at every membrane, and the leak. */
import {lanesOf, ones} from "./shared/masks.ts";
import {first, second, slope} from "./shared/surrogate.ts";

@inline function every(form: i32, u: usize, count: i32, threshold: f32, a: f32, b: f32, c: f32, out: usize): void {
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), centre = f32x4.splat(a), wide = f32x4.splat(1 / (c * a)), lobe = f32x4.splat((0.3989422804 / (c * a)) * b);
  const th = f32x4.splat(threshold), one = ones();
  for (let k = 0; k < count; k += 4, u += 16, out += 16) v128.store(out, slope(form, f32x4.sub(v128.load(u), th), one, p, q, centre, wide, lobe));
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
@inline function back(form: i32, merely: bool, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  const th = f32x4.splat(threshold), times = f32x4.splat(by), d = f32x4.splat(decay), g = f32x4.splat(gain);
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), centre = f32x4.splat(a), wide = f32x4.splat(1 / (c * a)), lobe = f32x4.splat((0.3989422804 / (c * a)) * b);
  const one = ones(), rising = f32x4.splat(q1), none = f32x4.splat(q0), forgets = i32x4.splat(-value);
  for (let k = 0; k < words; k++, bits += 4) {
    let fired = merely ? 0 : load<i32>(bits);
    for (let j = 0; j < 8; j++, u += 16, error += 16, carry += 16, x += 16, fired >>= 4) {
      const membrane = v128.load(u), s = f32x4.mul(times, slope(form, f32x4.sub(membrane, th), one, p, q, centre, wide, lobe)), own = f32x4.mul(v128.load(error), s);
      let kept = d;
      if (!merely) {
        const lost = v128.and(lanesOf(fired), forgets);
        kept = f32x4.sub(v128.andnot(d, lost), f32x4.mul(f32x4.add(f32x4.mul(rising, membrane), none), s));
      }
      const sum = f32x4.add(own, f32x4.mul(v128.load(carry), kept)), out = f32x4.mul(g, sum);
      v128.store(carry, sum);
      v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
    }
  }
}

@inline function each(form: i32, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  if (q1 == 0 && q0 == 0 && value == 0) back(form, true, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, 0, 0, 0, adds);
  else back(form, false, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
}

/**
 * One step of leaky units backwards. `carry` holds `a[t+1]` and gets `a[t]`; `x` gets `gain a[t]`, added where `adds`. The surrogate is `by` times that of its form.
 */
export function leakyBack(form: i32, a: f32, b: f32, c: f32, by: f32, u: usize, bits: usize, error: usize, carry: usize, x: usize, words: i32,
    threshold: f32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  if (form == 0) each(0, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 1) each(1, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 2) each(2, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 3) each(3, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 4) each(4, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 5) each(5, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 6) each(6, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else if (form == 7) each(7, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
  else each(8, a, b, c, by, u, bits, error, carry, x, words, threshold, decay, gain, q1, q0, value, adds);
}

@inline function held(form: i32, a: f32, b: f32, c: f32, u: usize, error: usize, x: usize, words: i32, threshold: f32, scale: f32): void {
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), centre = f32x4.splat(a), wide = f32x4.splat(1 / (c * a)), lobe = f32x4.splat((0.3989422804 / (c * a)) * b);
  const th = f32x4.splat(threshold), times = f32x4.splat(scale), one = ones();
  for (let k = words << 3; k > 0; k--, u += 16, error += 16, x += 16) {
    const s = slope(form, f32x4.sub(v128.load(u), th), one, p, q, centre, wide, lobe);
    v128.store(x, f32x4.add(v128.load(x), f32x4.mul(times, f32x4.mul(v128.load(error), s))));
  }
}

/** One step of leaky units that merely forget, under an input that stays: `x += scale e[t] σ'`, where `scale` holds how often the input of earlier steps is still felt. */
export function leakyHeldBack(form: i32, a: f32, b: f32, c: f32, u: usize, error: usize, x: usize, words: i32, threshold: f32, scale: f32): void {
  if (form == 0) held(0, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 1) held(1, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 2) held(2, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 3) held(3, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 4) held(4, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 5) held(5, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 6) held(6, a, b, c, u, error, x, words, threshold, scale);
  else if (form == 7) held(7, a, b, c, u, error, x, words, threshold, scale);
  else held(8, a, b, c, u, error, x, words, threshold, scale);
}
