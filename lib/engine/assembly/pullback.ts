/** @file The error of the inputs of a projection. */
import {counting, together} from "./shared/masks.ts";
import {pulled} from "./shared/pull.ts";

/**
 * The errors of each place that are not 0, for `pullback`: pairs of `channel · size` (where its weights begin, bytes) and its amount. A place whose errors
 * are odd in number ends in a pair that adds 0. `starts` gets the address of each place's first pair, and the end.
 */
export function errorsOfPlaces(values: usize, places: i32, channels: i32, size: i32, starts: usize, list: usize): void {
  let at = list;
  const none = f32x4.splat(0), step = i32x4.splat(size << 2), begin = i32x4.mul(counting(), i32x4.splat(size));
  for (let p = 0; p < places; p++, starts += 4) {
    store<usize>(starts, at);
    const first = at;
    let offsets = begin;
    for (let c = 0; c < channels; c += 4, values += 16, offsets = i32x4.add(offsets, step)) {
      // Without a branch: those that are not 0 are moved together, four are written, and the place moves on behind them.
      const four = v128.load(values), found = i32x4.bitmask(f32x4.ne(four, none)), amounts = together(four, found), runs = together(offsets, found);
      v128.store(at, i8x16.shuffle(runs, amounts, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
      v128.store(at, i8x16.shuffle(runs, amounts, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
      at += (popcnt(found) as usize) << 3;
    }
    store<u64>(at, 0);
    at += (at - first) & 8;
  }
  store<usize>(starts, at);
}

/**
 * The error of the inputs, `x += Wᵀ e`, from the nonzero errors of each output place (`list` holds their channels). `x` must be 0 before.
 * Weights `[row][channel out][column][channel in]`: a row of the patch at a place is one run of memory, summed in registers.
 */
export function pullback(starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outRows: i32, outColumns: i32, outChannels: i32, w: usize, x: usize): void {
  const place = channels << 2, size = fieldColumns * place;
  for (let a = 0; a < fieldRows; a++, w += outChannels * size) {
    // Place after place below one another: what one has just written, the next does not read.
    for (let s = 0, column = starts; s < outColumns; s++, column += 4) {
      const left = s * strideColumns - before, begin = max(left, 0), vectors = ((min(left + fieldColumns, columns) - begin) * channels) >> 2, weights = w + (begin - left) * place;
      for (let r = 0, at = column; r < outRows; r++, at += outColumns << 2) {
        const to = r * strideRows - above + a;
        if (to < 0 || to >= rows) continue;
        const first = load<usize>(at), end = load<usize>(at, 4);
        if (first != end) pulled(vectors, first, end, weights, x + (to * columns + begin) * place);
      }
    }
  }
}
