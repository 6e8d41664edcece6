/** @file The gather and a pool in one: of the sums of a block of places, which are made one after the other, the largest is kept. */

/** The sums of a block's first place. */
@inline function first(n: i32, out: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(out, a0);
  if (n > 1) v128.store(out, a1, 16);
  if (n > 2) v128.store(out, a2, 32);
  if (n > 3) v128.store(out, a3, 48);
  if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96); v128.store(out, a7, 112); }
}

/** The larger of the kept and the new; of equals the kept. */
@inline function larger(n: i32, out: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(out, f32x4.pmax(v128.load(out), a0));
  if (n > 1) v128.store(out, f32x4.pmax(v128.load(out, 16), a1), 16);
  if (n > 2) v128.store(out, f32x4.pmax(v128.load(out, 32), a2), 32);
  if (n > 3) v128.store(out, f32x4.pmax(v128.load(out, 48), a3), 48);
  if (n > 4) { v128.store(out, f32x4.pmax(v128.load(out, 64), a4), 64); v128.store(out, f32x4.pmax(v128.load(out, 80), a5), 80); v128.store(out, f32x4.pmax(v128.load(out, 96), a6), 96); v128.store(out, f32x4.pmax(v128.load(out, 112), a7), 112); }
}

/** Puts the member's number where it is larger than the kept. */
@inline function marked(kept: usize, winners: usize, a: v128, member: v128): void {
  v128.store(winners, v128.bitselect(member, v128.load(winners), f32x4.gt(a, v128.load(kept))));
}

@inline function winning(n: i32, member: i32, kept: usize, winners: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  const m = i32x4.splat(member);
  if (member == 0) {
    for (let k = 0; k < n << 4; k += 16) v128.store(winners + k, m);
    return;
  }
  marked(kept, winners, a0, m);
  if (n > 1) marked(kept + 16, winners + 16, a1, m);
  if (n > 2) marked(kept + 32, winners + 32, a2, m);
  if (n > 3) marked(kept + 48, winners + 48, a3, m);
  if (n > 4) { marked(kept + 64, winners + 64, a4, m); marked(kept + 80, winners + 80, a5, m); marked(kept + 96, winners + 96, a6, m); marked(kept + 112, winners + 112, a7, m); }
}

/** `places` of one row of the gather lie `across` bytes behind those of the row before. */
@inline function gatherPool(n: i32, places: usize, across: usize, fieldRows: i32, fieldColumns: i32, rows: i32, columns: i32, weights: usize, bias: usize, out: usize, pitch: usize, winners: usize, step: usize): void {
  const width = n << 4;
  for (let r = 0; r < rows; r++, places += fieldRows * across) {
    for (let s = 0, corner = places; s < columns; s++, corner += fieldColumns << 2, out += pitch, winners += step) {
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
            a0 = f32x4.add(a0, v128.load(at));
            if (n > 1) a1 = f32x4.add(a1, v128.load(at, 16));
            if (n > 2) a2 = f32x4.add(a2, v128.load(at, 32));
            if (n > 3) a3 = f32x4.add(a3, v128.load(at, 48));
            if (n > 4) {
              a4 = f32x4.add(a4, v128.load(at, 64));
              a5 = f32x4.add(a5, v128.load(at, 80));
              a6 = f32x4.add(a6, v128.load(at, 96));
              a7 = f32x4.add(a7, v128.load(at, 112));
            }
          }
          if (winners != 0) winning(n, member, out, winners, a0, a1, a2, a3, a4, a5, a6, a7);
          if (member == 0) first(n, out, a0, a1, a2, a3, a4, a5, a6, a7);
          else larger(n, out, a0, a1, a2, a3, a4, a5, a6, a7);
        }
      }
    }
  }
}

/**
 * Pooled rows of a block of `n` = 8, 4, 3, 2 or 1 vectors of output channels, from places whose events are listed. `winners` (if not 0) gets which
 * member of its block was the largest; the first of equals.
 */
export function gatherPooled(n: i32, places: usize, across: usize, fieldRows: i32, fieldColumns: i32, rows: i32, columns: i32, weights: usize, bias: usize, out: usize, pitch: usize, winners: usize): void {
  const step = winners != 0 ? pitch : 0;
  if (n == 8) gatherPool(8, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch, winners, step);
  else if (n == 4) gatherPool(4, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch, winners, step);
  else if (n == 3) gatherPool(3, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch, winners, step);
  else if (n == 2) gatherPool(2, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch, winners, step);
  else gatherPool(1, places, across, fieldRows, fieldColumns, rows, columns, weights, bias, out, pitch, winners, step);
}
