/** @file The gather where the rows of a patch hold few events each: their ranges are first put together, place by place, so that no short loop remains. */

/**
 * For each place of output rows `from ≤ r < to` the events of its patch, as `(row · columns + column) · channels + channel` within the patch, in the
 * order of the plain gather, so that sums have the same bits. `places` gets where each begins in `list`, and the end.
 */
export function patchEvents(starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, from: i32, to: i32, places: usize, list: usize): void {
  let at = list;
  const run = fieldColumns * channels;
  for (let r = from; r < to; r++) {
    const top = r * strideRows - above, first = max(0, -top), last = min(fieldRows, rows - top);
    for (let s = 0; s < outColumns; s++, places += 4) {
      const left = s * strideColumns - before, begin = max(left, 0) << 2, end = max(0, min(left + fieldColumns, columns)) << 2;
      store<usize>(places, at);
      let base = first * run - left * channels, row = starts + (((top + first) * columns) << 2);
      for (let a = first; a < last; a++, base += run, row += columns << 2) {
        let k = load<usize>(row + begin), target = at;
        const stop = load<usize>(row + end), shift = i32x4.splat(base);
        // What is copied too far is written over by the next range.
        v128.store(target, i32x4.add(v128.load(k), shift));
        v128.store(target, i32x4.add(v128.load(k, 16), shift), 16);
        at = max(at, at + stop - k);
        for (k += 32, target += 32; k < stop; k += 16, target += 16) v128.store(target, i32x4.add(v128.load(k), shift));
      }
    }
  }
  store<usize>(places, at);
}

@inline function gatherList(n: i32, places: usize, count: i32, weights: usize, bias: usize, out: usize, pitch: usize): void {
  const width = n << 4;
  let k = load<usize>(places);
  for (let p = 0; p < count; p++, out += pitch) {
    places += 4;
    const stop = load<usize>(places);
    let a0 = v128.load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    if (n > 1) a1 = v128.load(bias, 16);
    if (n > 2) a2 = v128.load(bias, 32);
    if (n > 3) a3 = v128.load(bias, 48);
    if (n > 4) { a4 = v128.load(bias, 64); a5 = v128.load(bias, 80); a6 = v128.load(bias, 96); a7 = v128.load(bias, 112); }
    for (; k < stop; k += 4) {
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
    v128.store(out, a0);
    if (n > 1) v128.store(out, a1, 16);
    if (n > 2) v128.store(out, a2, 32);
    if (n > 3) v128.store(out, a3, 48);
    if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96); v128.store(out, a7, 112); }
  }
}

/** A block of `n` vectors of output channels at `count` places whose events are listed. */
export function gatherListed(n: i32, places: usize, count: i32, weights: usize, bias: usize, out: usize, pitch: usize): void {
  if (n == 8) gatherList(8, places, count, weights, bias, out, pitch);
  else if (n == 4) gatherList(4, places, count, weights, bias, out, pitch);
  else if (n == 3) gatherList(3, places, count, weights, bias, out, pitch);
  else if (n == 2) gatherList(2, places, count, weights, bias, out, pitch);
  else gatherList(1, places, count, weights, bias, out, pitch);
}
