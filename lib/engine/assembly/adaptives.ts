/** @file Leaky units whose threshold rises with each spike and sinks back, both ways. */
import {lanesOf} from "./shared/masks.ts";

@inline function sweep(rule: i32, x: usize, old: usize, u: usize, oldHeight: usize, height: usize, before: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32, sunk: f32, increment: f32): void {
  const d = f32x4.splat(decay), b = f32x4.splat(shift), g = f32x4.splat(gain), th = f32x4.splat(threshold), z = f32x4.splat(reset), sinks = f32x4.splat(sunk), rises = f32x4.splat(increment);
  for (let k = 0; k < words; k++, before += 4, bits += 4, mask += 4) {
    let last = load<i32>(before), found = 0;
    for (let j = 0; j < 32; j += 4, last >>= 4, x += 16, old += 16, u += 16, oldHeight += 16, height += 16) {
      const fired = lanesOf(last), stood = v128.load(oldHeight);
      let v = v128.load(old);
      if (rule == 1) v = f32x4.sub(v, v128.and(fired, f32x4.add(z, stood)));
      else if (rule == 2) v = v128.bitselect(z, v, fired);
      const h = f32x4.mul(f32x4.add(stood, v128.and(fired, rises)), sinks);
      const now = f32x4.add(f32x4.add(f32x4.mul(v, d), b), f32x4.mul(g, v128.load(x)));
      v128.store(u, now);
      v128.store(height, h);
      found |= i32x4.bitmask(f32x4.ge(now, f32x4.add(th, h))) << j;
    }
    store<i32>(bits, found & load<i32>(mask));
  }
}

/**
 * One step: `h ← sunk (h + increment s)`, `u ← decay settled(u) + shift + gain x`, a spike where `u ≥ threshold + h`. Rule 0 does not reset, 1 takes
 * `reset + h` away, 2 puts `reset` there. Old and new may be the same places.
 */
export function adaptive(rule: i32, x: usize, old: usize, u: usize, oldHeight: usize, height: usize, before: usize, bits: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32, sunk: f32, increment: f32): void {
  if (rule == 1) sweep(1, x, old, u, oldHeight, height, before, bits, mask, words, decay, shift, gain, threshold, reset, sunk, increment);
  else if (rule == 2) sweep(2, x, old, u, oldHeight, height, before, bits, mask, words, decay, shift, gain, threshold, reset, sunk, increment);
  else sweep(0, x, old, u, oldHeight, height, before, bits, mask, words, decay, shift, gain, threshold, reset, sunk, increment);
}

/** `out = u - h`: how far membranes stand, measured from the base of their threshold. */
export function aboveThresholds(u: usize, height: usize, count: i32, out: usize): void {
  for (let k = 0; k < count; k += 4, u += 16, height += 16, out += 16) v128.store(out, f32x4.sub(v128.load(u), v128.load(height)));
}

@inline function back(rule: i32, u: usize, height: usize, bits: usize, slope: usize, error: usize, carry: usize, rise: usize, x: usize, words: i32,
    decay: f32, gain: f32, reset: f32, sunk: f32, increment: f32, attached: i32, adds: i32): void {
  const d = f32x4.splat(decay), g = f32x4.splat(gain), z = f32x4.splat(reset), sinks = f32x4.splat(sunk), rises = f32x4.splat(increment), through = i32x4.splat(-attached);
  for (let k = 0; k < words; k++, bits += 4) {
    let word = load<i32>(bits);
    for (let j = 0; j < 8; j++, word >>= 4, u += 16, height += 16, slope += 16, error += 16, carry += 16, rise += 16, x += 16) {
      const fired = lanesOf(word), dv = v128.load(carry), da = v128.load(rise);
      let inner = f32x4.add(v128.load(error), f32x4.mul(rises, da));
      if (rule == 1) inner = f32x4.sub(inner, v128.and(through, f32x4.mul(dv, f32x4.add(z, v128.load(height)))));
      if (rule == 2) inner = f32x4.sub(inner, v128.and(through, f32x4.mul(dv, f32x4.sub(v128.load(u), z))));
      const own = f32x4.mul(inner, v128.load(slope)), du = f32x4.add(rule == 2 ? v128.andnot(dv, fired) : dv, own);
      let left = f32x4.sub(da, own);
      if (rule == 1) left = f32x4.sub(left, v128.and(fired, dv));
      v128.store(rise, f32x4.mul(left, sinks));
      v128.store(carry, f32x4.mul(d, du));
      const out = f32x4.mul(g, du);
      v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
    }
  }
}

/**
 * One step backwards. `carry` and `rise` hold the errors of the membrane after its reset and of the threshold's height after its rise, and get those
 * of the step before. `attached`: the error also flows through the spike that resets.
 */
export function adaptiveBack(rule: i32, u: usize, height: usize, bits: usize, slope: usize, error: usize, carry: usize, rise: usize, x: usize, words: i32,
    decay: f32, gain: f32, reset: f32, sunk: f32, increment: f32, attached: i32, adds: i32): void {
  if (rule == 1) back(1, u, height, bits, slope, error, carry, rise, x, words, decay, gain, reset, sunk, increment, attached, adds);
  else if (rule == 2) back(2, u, height, bits, slope, error, carry, rise, x, words, decay, gain, reset, sunk, increment, attached, adds);
  else back(0, u, height, bits, slope, error, carry, rise, x, words, decay, gain, reset, sunk, increment, attached, adds);
}
