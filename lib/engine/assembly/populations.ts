/** @file Populations: the leaky membrane in its two orders of step, the integrator and the rectifier. */

/** The membrane after its spike: rule 0 leaves it, 1 takes `reset` away, 2 puts `reset` there. */
@inline function settled(rule: i32, u: v128, fired: v128, reset: v128): v128 {
  if (rule == 1) return f32x4.sub(u, v128.and(fired, reset));
  if (rule == 2) return v128.bitselect(reset, u, fired);
  return u;
}

/** `u ← decay · settled(u) + shift + x`, or with the reset between decay and input (`late`). */
@inline function advanced(late: bool, rule: i32, u: v128, fired: v128, x: v128, decay: v128, shift: v128, reset: v128): v128 {
  if (late) return f32x4.add(settled(rule, f32x4.add(f32x4.mul(u, decay), shift), fired, reset), x);
  return f32x4.add(f32x4.add(f32x4.mul(settled(rule, u, fired, reset), decay), shift), x);
}

/** Which of 16 units fire, as bits: those whose lanes are all ones. */
@inline function fires(a: v128, b: v128, c: v128, d: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

/** Units in halves of 16. `before` are the spikes of the step before; `mask` marks the units that exist. */
@inline function sweep(late: bool, rule: i32, x: usize, old: usize, u: usize, before: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  const l0 = i32x4(1, 2, 4, 8), l1 = i32x4(16, 32, 64, 128), l2 = i32x4(256, 512, 1024, 2048), l3 = i32x4(4096, 8192, 16384, 32768);
  const d = f32x4.splat(decay), b = f32x4.splat(shift), g = f32x4.splat(gain), th = f32x4.splat(threshold), z = f32x4.splat(reset);
  for (let k = words << 1; k > 0; k--, x += 64, old += 64, u += 64, before += 2, bits += 2, mask += 2) {
    const fired = i32x4.splat(load<u16>(before) as i32);
    const u0 = advanced(late, rule, v128.load(old), i32x4.eq(v128.and(fired, l0), l0), f32x4.mul(g, v128.load(x)), d, b, z);
    const u1 = advanced(late, rule, v128.load(old, 16), i32x4.eq(v128.and(fired, l1), l1), f32x4.mul(g, v128.load(x, 16)), d, b, z);
    const u2 = advanced(late, rule, v128.load(old, 32), i32x4.eq(v128.and(fired, l2), l2), f32x4.mul(g, v128.load(x, 32)), d, b, z);
    const u3 = advanced(late, rule, v128.load(old, 48), i32x4.eq(v128.and(fired, l3), l3), f32x4.mul(g, v128.load(x, 48)), d, b, z);
    v128.store(u, u0); v128.store(u, u1, 16); v128.store(u, u2, 32); v128.store(u, u3, 48);
    store<u16>(bits, (fires(f32x4.ge(u0, th), f32x4.ge(u1, th), f32x4.ge(u2, th), f32x4.ge(u3, th)) & (load<u16>(mask) as i32)) as u16);
  }
}

/** One step of leaky units. `old` and `u` hold the membranes before their resets, of the step before and of this one; they may be the same. */
export function leaky(late: i32, rule: i32, x: usize, old: usize, u: usize, before: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  if (late) {
    if (rule == 1) sweep(true, 1, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
    else if (rule == 2) sweep(true, 2, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
    else sweep(true, 0, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
  } else if (rule == 1) sweep(false, 1, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
  else if (rule == 2) sweep(false, 2, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
  else sweep(false, 0, x, old, u, before, bits, mask, words, decay, shift, gain, threshold, reset);
}

/** All steps of 16 units at once under an input that stays: their membranes never leave the registers. */
@inline function hold(late: bool, rule: i32, keep: bool, x: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, halves: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  const d = f32x4.splat(decay), b = f32x4.splat(shift), g = f32x4.splat(gain), th = f32x4.splat(threshold), z = f32x4.splat(reset);
  for (let k = 0; k < halves; k++, x += 64, u += 64, bits += 2, mask += 2) {
    const x0 = f32x4.mul(g, v128.load(x)), x1 = f32x4.mul(g, v128.load(x, 16)), x2 = f32x4.mul(g, v128.load(x, 32)), x3 = f32x4.mul(g, v128.load(x, 48)), real = load<u16>(mask) as i32;
    let u0 = f32x4.splat(start), u1 = u0, u2 = u0, u3 = u0, f0 = i32x4.splat(0), f1 = f0, f2 = f0, f3 = f0, at = u, to = bits;
    for (let t = 0; t < steps; t++, at += pitch, to += pitchBits) {
      u0 = advanced(late, rule, u0, f0, x0, d, b, z);
      u1 = advanced(late, rule, u1, f1, x1, d, b, z);
      u2 = advanced(late, rule, u2, f2, x2, d, b, z);
      u3 = advanced(late, rule, u3, f3, x3, d, b, z);
      f0 = f32x4.ge(u0, th); f1 = f32x4.ge(u1, th); f2 = f32x4.ge(u2, th); f3 = f32x4.ge(u3, th);
      if (keep) { v128.store(at, u0); v128.store(at, u1, 16); v128.store(at, u2, 32); v128.store(at, u3, 48); }
      store<u16>(to, (fires(f0, f1, f2, f3) & real) as u16);
    }
    if (!keep) { v128.store(u, u0); v128.store(u, u1, 16); v128.store(u, u2, 32); v128.store(u, u3, 48); }
  }
}

@inline function held(late: bool, rule: i32, x: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, halves: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  if (pitch != 0) hold(late, rule, true, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
  else hold(late, rule, false, x, start, u, 0, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
}

/** `steps` steps of leaky units whose input stays. Membranes of every step are kept `pitch` bytes apart, or where `pitch` is 0 the last alone. */
export function leakyHeld(late: i32, rule: i32, x: usize, start: f32, u: usize, pitch: usize, bits: usize, pitchBits: usize, mask: usize, words: i32, steps: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32): void {
  const halves = words << 1;
  if (late) {
    if (rule == 1) held(true, 1, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
    else if (rule == 2) held(true, 2, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
    else held(true, 0, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
  } else if (rule == 1) held(false, 1, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
  else if (rule == 2) held(false, 2, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
  else held(false, 0, x, start, u, pitch, bits, pitchBits, mask, halves, steps, decay, shift, gain, threshold, reset);
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
