/** @file The gather and a pool in one: of the sums of a block of places, which are made one after the other, the largest is kept. */

/** The sums of a block's first place. */
@inline function first(n: i32, out: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(out, a0);
  if (n > 1) v128.store(out, a1, 16);
  if (n > 2) v128.store(out, a2, 32);
  if (n > 3) v128.store(out, a3, 48);
  if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96); v128.store(out, a7, 112); }
}

/** The larger of the kept and the new, of equals the kept; where `wins`, the member's number where the new is larger. Two vectors at once, so that V8 may join them. */
@inline function larger(wins: bool, kept: usize, winners: usize, member: v128, a: v128, b: v128): void {
  const first = v128.load(kept), second = v128.load(kept, 16);
  v128.store(kept, f32x4.pmax(first, a));
  v128.store(kept, f32x4.pmax(second, b), 16);
  if (!wins) return;
  const won = v128.load(winners), next = v128.load(winners, 16);
  v128.store(winners, v128.bitselect(member, won, f32x4.gt(a, first)));
  v128.store(winners, v128.bitselect(member, next, f32x4.gt(b, second)), 16);
}

@inline function largerOf(n: i32, wins: bool, kept: usize, winners: usize, m: v128, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  if (n > 1) larger(wins, kept, winners, m, a0, a1);
  if (n > 3) larger(wins, kept + 32, winners + 32, m, a2, a3);
  if (n > 4) {
    larger(wins, kept + 64, winners + 64, m, a4, a5);
    larger(wins, kept + 96, winners + 96, m, a6, a7);
  }
  if ((n & 1) == 0) return;
  const at = kept + ((n - 1) << 4), a = n == 3 ? a2 : a0, old = v128.load(at);
  v128.store(at, f32x4.pmax(old, a));
  if (!wins) return;
  const won = winners + ((n - 1) << 4);
  v128.store(won, v128.bitselect(m, v128.load(won), f32x4.gt(a, old)));
}

@inline function cleared(n: i32, winners: usize): void {
  const none = i32x4.splat(0);
  for (let k = 0; k < n << 4; k += 16) v128.store(winners + k, none);
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
          if (member == 0) {
            first(n, out, a0, a1, a2, a3, a4, a5, a6, a7);
            if (winners != 0) cleared(n, winners);
          } else if (winners != 0) largerOf(n, true, out, winners, i32x4.splat(member), a0, a1, a2, a3, a4, a5, a6, a7);
          else largerOf(n, false, out, out, i32x4.splat(0), a0, a1, a2, a3, a4, a5, a6, a7);
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
