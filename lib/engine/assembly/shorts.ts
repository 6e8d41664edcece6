/** @file Whole numbers of 16 bits: the gather of spikes with a pool, and the leaky step. Sums of weights never overflow, by their scale; membranes saturate. */

@inline function put(n: i32, out: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(out, a0);
  if (n > 1) v128.store(out, a1, 16);
  if (n > 2) v128.store(out, a2, 32);
  if (n > 3) v128.store(out, a3, 48);
  if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96);
    v128.store(out, a7, 112); }
}

@inline function larger(n: i32, out: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(out, i16x8.max_s(v128.load(out), a0));
  if (n > 1) v128.store(out, i16x8.max_s(v128.load(out, 16), a1), 16);
  if (n > 2) v128.store(out, i16x8.max_s(v128.load(out, 32), a2), 32);
  if (n > 3) v128.store(out, i16x8.max_s(v128.load(out, 48), a3), 48);
  if (n > 4) { v128.store(out, i16x8.max_s(v128.load(out, 64), a4), 64); v128.store(out, i16x8.max_s(v128.load(out, 80), a5), 80); v128.store(out, i16x8.max_s(v128.load(out, 96), a6), 96);
    v128.store(out, i16x8.max_s(v128.load(out, 112), a7), 112); }
}

/** As `gatherPool`, in vectors of 8 channels. Where fewer are left in the last, the next place writes over them. */
@inline function gather(n: i32, places: usize, across: usize, fieldRows: i32, fieldColumns: i32, rows: i32, columns: i32, weights: usize, bias: usize, out: usize, pitch: usize): void {
  const width = n << 4;
  for (let r = 0; r < rows; r++, places += fieldRows * across) {
    for (let s = 0, corner = places; s < columns; s++, corner += fieldColumns << 2, out += pitch) {
      for (let a = 0, member = 0, line = corner; a < fieldRows; a++, line += across) {
        for (let b = 0, place = line; b < fieldColumns; b++, member++, place += 4) {
          const stop = load<usize>(place, 4);
          let a0 = v128.load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
          if (n > 1) a1 = v128.load(bias, 16);
          if (n > 2) a2 = v128.load(bias, 32);
          if (n > 3) a3 = v128.load(bias, 48);
          if (n > 4) { a4 = v128.load(bias, 64); a5 = v128.load(bias, 80); a6 = v128.load(bias, 96); a7 = v128.load(bias, 112); }
          for (let k = load<usize>(place); k < stop; k += 4) {
            const at = weights + load<i32>(k) * width;
            a0 = i16x8.add(a0, v128.load(at));
            if (n > 1) a1 = i16x8.add(a1, v128.load(at, 16));
            if (n > 2) a2 = i16x8.add(a2, v128.load(at, 32));
            if (n > 3) a3 = i16x8.add(a3, v128.load(at, 48));
            if (n > 4) { a4 = i16x8.add(a4, v128.load(at, 64)); a5 = i16x8.add(a5, v128.load(at, 80)); a6 = i16x8.add(a6, v128.load(at, 96));
              a7 = i16x8.add(a7, v128.load(at, 112)); }
          }
          if (member == 0) put(n, out, a0, a1, a2, a3, a4, a5, a6, a7);
          else larger(n, out, a0, a1, a2, a3, a4, a5, a6, a7);
        }
      }
    }
  }
}

/** Rows of a block of `n` = 8, 4, 3, 2 or 1 vectors of 8 output channels, of each field of places the largest; a field of one place is no pool. */
export function gatherShorts(n: i32, places: usize, across: usize, fieldRows: i32, fieldColumns: i32, rows: i32, columns: i32, weights: usize, bias: usize, out: usize, pitch: usize): void {
  if (n == 8) gather(8, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch);
  else if (n == 4) gather(4, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch);
  else if (n == 3) gather(3, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch);
  else if (n == 2) gather(2, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch);
  else gather(1, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch);
}

/** The membranes of 8 units; `decay` in 2⁻¹⁵, rounded to the nearest. They fire above `under`, the whole number below their threshold. */
@inline function moved(late: bool, value: bool, perfect: bool, u: v128, x: v128, decay: v128, shift: v128, was: v128, reset: v128): v128 {
  const fired = i16x8.gt_s(u, was);
  if (!late) u = value ? v128.bitselect(reset, u, fired) : i16x8.sub_sat_s(u, v128.and(fired, reset));
  if (!perfect) u = i16x8.q15mulr_sat_s(u, decay);
  u = i16x8.add_sat_s(u, shift);
  if (late) u = value ? v128.bitselect(reset, u, fired) : i16x8.sub_sat_s(u, v128.and(fired, reset));
  return i16x8.add_sat_s(u, x);
}

@inline function sweep(late: bool, value: bool, perfect: bool, x: usize, old: usize, pitch: usize, u: usize, bits: usize, mask: usize, words: i32, decay: i32, shift: i32, under: i32, was: i32, reset: i32): void {
  const d = i16x8.splat(decay as i16), h = i16x8.splat(shift as i16), th = i16x8.splat(under as i16), w = i16x8.splat(was as i16), z = i16x8.splat(reset as i16);
  for (let k = words; k > 0; k--, x += 64, old += pitch, u += 64, bits += 4, mask += 4) {
    const u0 = moved(late, value, perfect, v128.load(old), v128.load(x), d, h, w, z), u1 = moved(late, value, perfect, v128.load(old, 16), v128.load(x, 16), d, h, w, z);
    v128.store(u, u0);
    v128.store(u, u1, 16);
    const low = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(u0, th), i16x8.gt_s(u1, th)));
    const u2 = moved(late, value, perfect, v128.load(old, 32), v128.load(x, 32), d, h, w, z), u3 = moved(late, value, perfect, v128.load(old, 48), v128.load(x, 48), d, h, w, z);
    v128.store(u, u2, 32);
    v128.store(u, u3, 48);
    store<i32>(bits, (low | (i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(u2, th), i16x8.gt_s(u3, th))) << 16)) & load<i32>(mask));
  }
}

/** One step of leaky units, as `leaky`. `code`: 1 for a late reset, 2 for one to a value, 4 for no leak. */
export function leakyShorts(code: i32, x: usize, old: usize, pitch: usize, u: usize, bits: usize, mask: usize, words: i32, decay: i32, shift: i32, under: i32, was: i32, reset: i32): void {
  if (code == 0) sweep(false, false, false, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 1) sweep(true, false, false, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 2) sweep(false, true, false, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 3) sweep(true, true, false, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 4) sweep(false, false, true, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 5) sweep(true, false, true, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else if (code == 6) sweep(false, true, true, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
  else sweep(true, true, true, x, old, pitch, u, bits, mask, words, decay, shift, under, was, reset);
}
