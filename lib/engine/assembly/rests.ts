/** @file Leaky units that rest after a spike, both ways. */
import {lanesOf} from "./shared/masks.ts";

@inline function sweep(rule: i32, x: usize, old: usize, u: usize, wait: usize, before: usize, bits: usize, held: usize, released: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32, steps: i32, lastDecay: f32, lastShift: f32, lastGain: f32): void {
  const d = f32x4.splat(decay), b = f32x4.splat(shift), g = f32x4.splat(gain), th = f32x4.splat(threshold), z = f32x4.splat(reset), none = i32x4.splat(0), all = i32x4.splat(-1);
  const ld = f32x4.splat(lastDecay), lb = f32x4.splat(lastShift), lg = f32x4.splat(lastGain), rest = i32x4.splat(steps);
  for (let k = 0; k < words; k++, before += 4, bits += 4, mask += 4, held += 4, released += 4) {
    let last = load<i32>(before), found = 0, stays = 0, ends = 0;
    for (let j = 0; j < 32; j += 4, last >>= 4, x += 16, old += 16, u += 16, wait += 16) {
      const fired = lanesOf(last), left = i32x4.max_s(i32x4.add(v128.load(wait), all), all), still = i32x4.gt_s(left, none), part = i32x4.eq(left, none);
      let v = v128.load(old);
      if (rule == 1) v = f32x4.sub(v, v128.and(fired, z));
      else if (rule == 2) v = v128.bitselect(z, v, fired);
      const moved = f32x4.add(f32x4.add(f32x4.mul(v, v128.bitselect(ld, d, part)), v128.bitselect(lb, b, part)), f32x4.mul(v128.bitselect(lg, g, part), v128.load(x)));
      const now = v128.bitselect(v, moved, still), spike = v128.andnot(f32x4.ge(now, th), still);
      v128.store(u, now);
      v128.store(wait, v128.bitselect(rest, left, spike));
      found |= i32x4.bitmask(spike) << j;
      stays |= i32x4.bitmask(still) << j;
      ends |= i32x4.bitmask(part) << j;
    }
    store<i32>(bits, found & load<i32>(mask));
    store<i32>(held, stays);
    store<i32>(released, ends);
  }
}

/**
 * One step of leaky units of which a spike holds the membrane until `steps` steps later, when the last numbers stand for the part of the step that is
 * free. `wait` counts: more than 0 after it falls by 1 is held, 0 is partly free; -1 before the first step. Rules as of `leaky`.
 */
export function resting(rule: i32, x: usize, old: usize, u: usize, wait: usize, before: usize, bits: usize, held: usize, released: usize, mask: usize, words: i32,
    decay: f32, shift: f32, gain: f32, threshold: f32, reset: f32, steps: i32, lastDecay: f32, lastShift: f32, lastGain: f32): void {
  if (rule == 1) sweep(1, x, old, u, wait, before, bits, held, released, mask, words, decay, shift, gain, threshold, reset, steps, lastDecay, lastShift, lastGain);
  else if (rule == 2) sweep(2, x, old, u, wait, before, bits, held, released, mask, words, decay, shift, gain, threshold, reset, steps, lastDecay, lastShift, lastGain);
  else sweep(0, x, old, u, wait, before, bits, held, released, mask, words, decay, shift, gain, threshold, reset, steps, lastDecay, lastShift, lastGain);
}

/**
 * One step backwards. `carry` holds the error of the membrane after its reset and gets that of the step before; a held membrane passes it on. When a unit
 * rests is taken as given.
 */
export function restingBack(rule: i32, u: usize, bits: usize, held: usize, released: usize, slope: usize, error: usize, carry: usize, x: usize, words: i32,
    decay: f32, gain: f32, reset: f32, lastDecay: f32, lastGain: f32, attached: i32, adds: i32): void {
  const d = f32x4.splat(decay), g = f32x4.splat(gain), z = f32x4.splat(reset), ld = f32x4.splat(lastDecay), lg = f32x4.splat(lastGain), through = i32x4.splat(-attached);
  for (let k = 0; k < words; k++, bits += 4, held += 4, released += 4) {
    let word = load<i32>(bits), stays = load<i32>(held), ends = load<i32>(released);
    for (let j = 0; j < 8; j++, word >>= 4, stays >>= 4, ends >>= 4, u += 16, slope += 16, error += 16, carry += 16, x += 16) {
      const fired = lanesOf(word), still = lanesOf(stays), part = lanesOf(ends), dv = v128.load(carry);
      let inner = v128.load(error);
      if (rule == 1) inner = f32x4.sub(inner, v128.and(through, f32x4.mul(dv, z)));
      if (rule == 2) inner = f32x4.sub(inner, v128.and(through, f32x4.mul(dv, f32x4.sub(v128.load(u), z))));
      const du = f32x4.add(rule == 2 ? v128.andnot(dv, fired) : dv, f32x4.mul(inner, v128.load(slope)));
      v128.store(carry, v128.bitselect(dv, f32x4.mul(v128.bitselect(ld, d, part), du), still));
      const out = v128.andnot(f32x4.mul(v128.bitselect(lg, g, part), du), still);
      v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
    }
  }
}
