/** @file The projection as a gather: at each output place, the rows of weights of the events that it sees are added in registers. */

/**
 * Output rows `from ≤ r < to` of `n` vectors of channels. Weights `[row][column][channel in][4 n]`: the events of one row of the patch are one
 * range of the list, and the address of their weights is the patch's minus where it stands, so there are no tests in the loop.
 */
@inline function gather(n: i32, valued: bool, starts: usize, apart: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outColumns: i32, weights: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize): void {
  const width = n << 4, run = fieldColumns * channels * width;
  for (let r = from; r < to; r++) {
    const top = r * strideRows - above, first = max(0, -top), last = min(fieldRows, rows - top);
    for (let s = 0; s < outColumns; s++, out += pitch) {
      const left = s * strideColumns - before, begin = max(left, 0) << 2, end = max(0, min(left + fieldColumns, columns)) << 2;
      let a0 = v128.load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
      if (n > 1) a1 = v128.load(bias, 16);
      if (n > 2) a2 = v128.load(bias, 32);
      if (n > 3) a3 = v128.load(bias, 48);
      if (n > 4) { a4 = v128.load(bias, 64); a5 = v128.load(bias, 80); a6 = v128.load(bias, 96); a7 = v128.load(bias, 112); }
      let w = weights + first * run - left * channels * width, row = starts + (((top + first) * columns) << 2);
      for (let a = first; a < last; a++, w += run, row += columns << 2) {
        const stop = load<usize>(row + end);
        for (let k = load<usize>(row + begin); k < stop; k += 4) {
          const at = w + load<i32>(k) * width;
          if (valued) {
            const x = v128.load32_splat(k + apart);
            a0 = f32x4.add(a0, f32x4.mul(x, v128.load(at)));
            if (n > 1) a1 = f32x4.add(a1, f32x4.mul(x, v128.load(at, 16)));
            if (n > 2) a2 = f32x4.add(a2, f32x4.mul(x, v128.load(at, 32)));
            if (n > 3) a3 = f32x4.add(a3, f32x4.mul(x, v128.load(at, 48)));
            if (n > 4) {
              a4 = f32x4.add(a4, f32x4.mul(x, v128.load(at, 64)));
              a5 = f32x4.add(a5, f32x4.mul(x, v128.load(at, 80)));
              a6 = f32x4.add(a6, f32x4.mul(x, v128.load(at, 96)));
              a7 = f32x4.add(a7, f32x4.mul(x, v128.load(at, 112)));
            }
          } else {
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
        }
      }
      v128.store(out, a0);
      if (n > 1) v128.store(out, a1, 16);
      if (n > 2) v128.store(out, a2, 32);
      if (n > 3) v128.store(out, a3, 48);
      if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96); v128.store(out, a7, 112); }
    }
  }
}

/** A block of `n` = 8, 4, 3, 2 or 1 vectors of output channels, from spikes. */
export function gatherSpikes(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, weights: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize): void {
  if (n == 8) gather(8, false, starts, 0, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 4) gather(4, false, starts, 0, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 3) gather(3, false, starts, 0, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 2) gather(2, false, starts, 0, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else gather(1, false, starts, 0, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
}

/** The same from events with amounts, which lie `apart` bytes behind them. */
export function gatherValues(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, weights: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize, apart: usize): void {
  if (n == 8) gather(8, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 4) gather(4, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 3) gather(3, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else if (n == 2) gather(2, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
  else gather(1, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, weights, bias, from, to, out, pitch);
}
