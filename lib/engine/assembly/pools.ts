/** @file Pools: the largest of a block, the one with the largest sum so far, and the mean; and the error back through them. */

/**
 * Rows `from ≤ r < to` of pools. `judge` is what decides: the values themselves, or their sums so far. The first of equals wins; `winners` (if not 0)
 * gets which member of the block it was.
 */
export function poolLargest(x: usize, judge: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, outColumns: i32, from: i32, to: i32, y: usize, winners: usize): void {
  const place = channels << 2, row = columns * place;
  for (let r = from; r < to; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = r * fieldRows * row + s * fieldColumns * place;
      if (fieldRows == 2 && fieldColumns == 2 && x == judge) {
        // The usual block, without loops: the same comparisons in the same order.
        const first = x + corner, second = first + row;
        for (let c = 0; c < place; c += 16, y += 16) {
          let best = v128.load(first + c), rival = v128.load(first + c + place), wins = f32x4.gt(rival, best), winner = v128.and(wins, i32x4.splat(1));
          best = v128.bitselect(rival, best, wins);
          rival = v128.load(second + c);
          wins = f32x4.gt(rival, best);
          best = v128.bitselect(rival, best, wins);
          winner = v128.bitselect(i32x4.splat(2), winner, wins);
          rival = v128.load(second + c + place);
          wins = f32x4.gt(rival, best);
          v128.store(y, v128.bitselect(rival, best, wins));
          if (winners != 0) { v128.store(winners, v128.bitselect(i32x4.splat(3), winner, wins)); winners += 16; }
        }
        continue;
      }
      for (let c = 0; c < place; c += 16, y += 16) {
        let best = v128.load(judge + corner + c), value = v128.load(x + corner + c), winner = i32x4.splat(0), member = 0;
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++, member++) {
            const at = corner + a * row + b * place + c, rival = v128.load(judge + at), wins = f32x4.gt(rival, best);
            best = v128.bitselect(rival, best, wins);
            value = v128.bitselect(v128.load(x + at), value, wins);
            winner = v128.bitselect(i32x4.splat(member), winner, wins);
          }
        }
        v128.store(y, value);
        if (winners != 0) { v128.store(winners, winner); winners += 16; }
      }
    }
  }
}

/** The mean of each block. */
export function poolMean(x: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32, outColumns: i32, from: i32, to: i32, y: usize, share: f32): void {
  const place = channels << 2, row = columns * place, part = f32x4.splat(share);
  for (let r = from; r < to; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = x + r * strideRows * row + s * strideColumns * place;
      for (let c = 0; c < place; c += 16, y += 16) {
        let sum = f32x4.splat(0);
        for (let a = 0; a < fieldRows; a++) for (let b = 0; b < fieldColumns; b++) sum = f32x4.add(sum, v128.load(corner + a * row + b * place + c));
        v128.store(y, f32x4.mul(sum, part));
      }
    }
  }
}
