/** @file Populations: the leaky membrane in its two orders of step, the integrator and the rectifier. */

/**
 * The membrane after its step, from the membrane `u` before its reset, which fired where it stood at `was`. What differs is known when it is compiled:
 * `late` resets after the decay, `value` puts `reset` there and does not take it away, `plain` has no shift and a gain of 1. Vectors of constants are
 * not written in loops: the machine would put them together anew each time.
 */
@inline function under(late: bool, value: bool, plain: bool, u: v128, x: v128, decay: v128, shift: v128, was: v128, reset: v128): v128 {
  const fired = f32x4.ge(u, was);
  if (!late) u = value ? v128.bitselect(reset, u, fired) : f32x4.sub(u, v128.and(fired, reset));
  u = f32x4.mul(u, decay);
  if (!plain) u = f32x4.add(u, shift);
  if (late) u = value ? v128.bitselect(reset, u, fired) : f32x4.sub(u, v128.and(fired, reset));
  return f32x4.add(u, x);
}

/** The same, where the input still has to be multiplied by its gain. */
@inline function moved(late: bool, value: bool, plain: bool, u: v128, x: v128, decay: v128, shift: v128, gain: v128, was: v128, reset: v128): v128 {
  return under(late, value, plain, u, plain ? x : f32x4.mul(gain, x), decay, shift, was, reset);
}

/** Which of 16 units fire, as bits: those whose lanes are all ones. */
@inline function fires(a: v128, b: v128, c: v128, d: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

/** The spikes of 16 units whose membranes move from `old` to `u`; two vectors are read before two are written, so that V8 may join them. */
@inline function swept(late: bool, value: bool, plain: bool, x: usize, old: usize, u: usize, d: v128, h: v128, g: v128, th: v128, w: v128, z: v128): i32 {
  const u0 = moved(late, value, plain, v128.load(old), v128.load(x), d, h, g, w, z);
  const u1 = moved(late, value, plain, v128.load(old, 16), v128.load(x, 16), d, h, g, w, z);
  v128.store(u, u0);
  v128.store(u, u1, 16);
  const u2 = moved(late, value, plain, v128.load(old, 32), v128.load(x, 32), d, h, g, w, z);
  const u3 = moved(late, value, plain, v128.load(old, 48), v128.load(x, 48), d, h, g, w, z);
  v128.store(u, u2, 32);
  v128.store(u, u3, 48);
  return fires(f32x4.ge(u0, th), f32x4.ge(u1, th), f32x4.ge(u2, th), f32x4.ge(u3, th));
}

/** Units in words of 32; `mask` marks those that exist. */
@inline function sweep(late: bool, value: bool, plain: bool, x: usize, old: usize, pitch: usize, u: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, was: f32, reset: f32): void {
  const d = f32x4.splat(decay), h = f32x4.splat(shift), g = f32x4.splat(gain), th = f32x4.splat(threshold), w = f32x4.splat(was), z = f32x4.splat(reset);
  for (let k = words; k > 0; k--, x += 128, old += pitch, u += 128, bits += 4, mask += 4) {
    const low = swept(late, value, plain, x, old, u, d, h, g, th, w, z);
    store<i32>(bits, (low | (swept(late, value, plain, x + 64, old + 64, u + 64, d, h, g, th, w, z) << 16)) & load<i32>(mask));
  }
}

/**
 * One step of leaky units. `old` and `u` hold the membranes before their resets, of the step before and of this one; they may be the same. Every 32
 * of the old lie `pitch` bytes further, 0 where all begin alike. They fired where they stood at `was`. `code`: 1 for a late reset, 2 for one to a value, 4 for a shift or a gain.
 */
export function leaky(code: i32, x: usize, old: usize, pitch: usize, u: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, was: f32, reset: f32): void {
  if (code == 0) sweep(false, false, true, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 1) sweep(true, false, true, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 2) sweep(false, true, true, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 3) sweep(true, true, true, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 4) sweep(false, false, false, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 5) sweep(true, false, false, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else if (code == 6) sweep(false, true, false, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
  else sweep(true, true, false, x, old, pitch, u, bits, mask, words, decay, shift, gain, threshold, was, reset);
}

/** All steps of 32 units at once under an input that stays: their membranes never leave the registers. */
@inline function hold(late: bool, value: bool, plain: bool, keep: bool, x: usize, scaled: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, words: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  const d = f32x4.splat(decay), h = f32x4.splat(shift), th = f32x4.splat(threshold), z = f32x4.splat(reset);
  for (let k = 0; k < words; k++, x += 128, u += 128, bits += 4, mask += 4) {
    let from = x, at = u, to = bits, w = f32x4.splat(Infinity), u0 = f32x4.splat(start), u1 = u0, u2 = u0, u3 = u0, u4 = u0, u5 = u0, u6 = u0, u7 = u0;
    if (!plain) {
      for (let j = 0; j < 128; j += 16) v128.store(scaled + j, f32x4.mul(f32x4.splat(gain), v128.load(x + j)));
      from = scaled;
    }
    const real = load<i32>(mask);
    for (let t = 0; t < steps; t++, at += pitch, to += pitchBits) {
      u0 = under(late, value, plain, u0, v128.load(from), d, h, w, z);
      u1 = under(late, value, plain, u1, v128.load(from, 16), d, h, w, z);
      u2 = under(late, value, plain, u2, v128.load(from, 32), d, h, w, z);
      u3 = under(late, value, plain, u3, v128.load(from, 48), d, h, w, z);
      u4 = under(late, value, plain, u4, v128.load(from, 64), d, h, w, z);
      u5 = under(late, value, plain, u5, v128.load(from, 80), d, h, w, z);
      u6 = under(late, value, plain, u6, v128.load(from, 96), d, h, w, z);
      u7 = under(late, value, plain, u7, v128.load(from, 112), d, h, w, z);
      if (keep) {
        v128.store(at, u0); v128.store(at, u1, 16); v128.store(at, u2, 32); v128.store(at, u3, 48);
        v128.store(at, u4, 64); v128.store(at, u5, 80); v128.store(at, u6, 96); v128.store(at, u7, 112);
      }
      const low = fires(f32x4.ge(u0, th), f32x4.ge(u1, th), f32x4.ge(u2, th), f32x4.ge(u3, th)), high = fires(f32x4.ge(u4, th), f32x4.ge(u5, th), f32x4.ge(u6, th), f32x4.ge(u7, th));
      store<i32>(to, (low | (high << 16)) & real);
      w = th;
    }
  }
}

@inline function held(late: bool, value: bool, plain: bool, x: usize, scaled: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, words: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  if (pitch != 0) hold(late, value, plain, true, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else hold(late, value, plain, false, x, scaled, start, u, 0, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
}

/** `steps` steps of leaky units whose input stays. Membranes of every step are kept `pitch` bytes apart, or where `pitch` is 0 none. `scaled`: room for 128 bytes. */
export function leakyHeld(code: i32, x: usize, scaled: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, words: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  if (code == 0) held(false, false, true, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 1) held(true, false, true, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 2) held(false, true, true, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 3) held(true, true, true, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 4) held(false, false, false, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 5) held(true, false, false, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else if (code == 6) held(false, true, false, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
  else held(true, true, false, x, scaled, start, u, pitch, bits, pitchBits, mask, words, steps, decay, shift, gain, threshold, reset);
}
/** `u ← decay · old + x`, a multiple of 4 units. */
export function integrate(x: usize, old: usize, u: usize, count: i32, decay: f32): void {
  const d = f32x4.splat(decay);
  for (let k = 0; k < count; k += 4, x += 16, old += 16, u += 16) v128.store(u, f32x4.add(f32x4.mul(v128.load(old), d), v128.load(x)));
}

/** `max(0, x)`. */
export function rectify(x: usize, count: i32, y: usize): void {
  const none = f32x4.splat(0);
  for (let k = 0; k < count; k += 4, x += 16, y += 16) {
    const value = v128.load(x);
    v128.store(y, v128.and(value, f32x4.gt(value, none)));
  }
}
