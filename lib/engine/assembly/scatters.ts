/** @file Convolutions whose taps lie apart or whose channels fall into groups: each event adds its weights, tap by tap, to the outputs of its group. */

/** `to[0 … count) += by · from`, or without `by` where not `valued`. */
@inline function addRow(valued: bool, by: f32, from: usize, count: i32, to: usize): void {
  let left = count;
  for (; left >= 4; left -= 4, from += 16, to += 16) {
    const row = valued ? f32x4.mul(f32x4.splat(by), v128.load(from)) : v128.load(from);
    v128.store(to, f32x4.add(v128.load(to), row));
  }
  for (; left > 0; left--, from += 4, to += 4) store<f32>(to, load<f32>(to) + (valued ? by * load<f32>(from) : load<f32>(from)));
}

/**
 * Visits for each event and each tap the output place that it reaches. Forwards: `out += amount · w`. `learns`: `w += amount · out`, `out` being the
 * errors and `w` the gradient. Weights `[tap][channel in][group's outputs]`; `offsets` has for each channel the bytes to its group's outputs.
 */
@inline function each(learns: bool, valued: bool, starts: usize, apart: usize, rows: i32, columns: i32, padded: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    dilationRows: i32, dilationColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, pitch: usize, offsets: usize, share: i32, w: usize, out: usize): void {
  const width = share << 2, tap = channels * width;
  for (let r = 0; r < rows; r++) {
    for (let s = 0; s < columns; s++, starts += 4) {
      const first = load<usize>(starts), end = load<usize>(starts, 4), base = s * padded;
      if (first == end) continue;
      for (let a = 0, depth = r + above; a < fieldRows && depth >= 0; a++, depth -= dilationRows) {
        const row = depth / strideRows;
        if (row >= outRows || row * strideRows != depth) continue;
        for (let b = 0, reach = s + before; b < fieldColumns && reach >= 0; b++, reach -= dilationColumns) {
          const column = reach / strideColumns;
          if (column >= outColumns || column * strideColumns != reach) continue;
          const place = out + (row * outColumns + column) * pitch, weights = w + (a * fieldColumns + b) * tap;
          for (let k = first; k < end; k += 4) {
            const c = load<i32>(k) - base, own = weights + c * width, group = place + load<i32>(offsets + (c << 2)), by = valued ? load<f32>(k + apart) : 1;
            if (learns) addRow(valued, by, group, share, own);
            else addRow(valued, by, own, share, group);
          }
        }
      }
    }
  }
}

/** The outputs of a step, which must hold their biases before. `share`: outputs of a group. */
export function scatter(valued: i32, starts: usize, apart: usize, rows: i32, columns: i32, padded: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    dilationRows: i32, dilationColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, pitch: usize, offsets: usize, share: i32, w: usize, out: usize): void {
  if (valued) each(false, true, starts, apart, rows, columns, padded, channels, fieldRows, fieldColumns, strideRows, strideColumns, dilationRows, dilationColumns, above, before, outRows, outColumns, pitch, offsets, share, w, out);
  else each(false, false, starts, apart, rows, columns, padded, channels, fieldRows, fieldColumns, strideRows, strideColumns, dilationRows, dilationColumns, above, before, outRows, outColumns, pitch, offsets, share, w, out);
}

/** Adds to the gradient of the weights. */
export function scatterGradient(valued: i32, starts: usize, apart: usize, rows: i32, columns: i32, padded: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    dilationRows: i32, dilationColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, pitch: usize, offsets: usize, share: i32, dw: usize, error: usize): void {
  if (valued) each(true, true, starts, apart, rows, columns, padded, channels, fieldRows, fieldColumns, strideRows, strideColumns, dilationRows, dilationColumns, above, before, outRows, outColumns, pitch, offsets, share, dw, error);
  else each(true, false, starts, apart, rows, columns, padded, channels, fieldRows, fieldColumns, strideRows, strideColumns, dilationRows, dilationColumns, above, before, outRows, outColumns, pitch, offsets, share, dw, error);
}

/**
 * The error of the inputs, `x += Wᵀ e`, from the nonzero errors of each output place (`starts` and its list hold their channels, their amounts `apart`
 * bytes behind). Weights `[tap][channel out][group's inputs]`; `offsets` has for each output the bytes to its group's inputs, `share` of them.
 */
export function scatterBack(starts: usize, apart: usize, outRows: i32, outColumns: i32, outChannels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    dilationRows: i32, dilationColumns: i32, above: i32, before: i32, rows: i32, columns: i32, pitch: usize, offsets: usize, share: i32, w: usize, x: usize): void {
  const width = share << 2, tap = outChannels * width;
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++, starts += 4) {
      const first = load<usize>(starts), end = load<usize>(starts, 4);
      if (first == end) continue;
      for (let a = 0, row = r * strideRows - above; a < fieldRows && row < rows; a++, row += dilationRows) {
        if (row < 0) continue;
        for (let b = 0, column = s * strideColumns - before; b < fieldColumns && column < columns; b++, column += dilationColumns) {
          if (column < 0) continue;
          const place = x + (row * columns + column) * pitch, weights = w + (a * fieldColumns + b) * tap;
          for (let k = first; k < end; k += 4) {
            const o = load<i32>(k);
            addRow(true, load<f32>(k + apart), weights + o * width, share, place + load<i32>(offsets + (o << 2)));
          }
        }
      }
    }
  }
}

/** The same row of `channels` numbers at each place. */
export function fillPlaces(row: usize, channels: i32, places: i32, to: usize): void {
  const size = (channels as usize) << 2;
  for (let p = 0; p < places; p++, to += size) memory.copy(to, row, size);
}
