/** @file The gather where the rows of a patch hold few events each: their ranges are first put together, place by place, so that no short loop remains. */

/**
 * Copies what lies from one start of the list to another, `width` bytes of starts further, and shifts it; gives how much. Without asking how much
 * there is it copies 8 events, or 16 where `many` are expected; what is copied too far is written over.
 */
@inline function copied(many: bool, row: usize, width: usize, base: i32, to: usize): usize {
  const k = load<usize>(row), size = load<usize>(row + width) - k, shift = i32x4.splat(base), least: usize = many ? 64 : 32;
  v128.store(to, i32x4.add(v128.load(k), shift));
  v128.store(to, i32x4.add(v128.load(k, 16), shift), 16);
  if (many) {
    v128.store(to, i32x4.add(v128.load(k, 32), shift), 32);
    v128.store(to, i32x4.add(v128.load(k, 48), shift), 48);
  }
  if (size > least) for (let done = least; done < size; done += 16) v128.store(to + done, i32x4.add(v128.load(k + done), shift));
  return size;
}

/** Bytes of starts from that of a row to that of a column, or to the nearest that there is. */
@inline function clamped(column: i32, columns: i32): i32 {
  return min(max(column, 0), columns) << 2;
}

@inline function patches(many: bool, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, from: i32, to: i32, places: usize, list: usize): void {
  let at = list;
  const run = fieldColumns * channels, below = columns << 2, step = strideColumns * channels;
  for (let r = from; r < to; r++) {
    const top = r * strideRows - above, first = max(0, -top), last = min(fieldRows, rows - top), corner = starts + (top + first) * below, bottom = corner + (last - first) * below;
    let base = first * run + before * channels, left = -before;
    if (last - first == 3) {
      // The usual field, without a loop.
      for (let s = 0; s < outColumns; s++, places += 4, left += strideColumns, base -= step) {
        const begin = clamped(left, columns), width = clamped(left + fieldColumns, columns) - begin, row = corner + begin;
        store<usize>(places, at);
        at += copied(many, row, width, base, at);
        at += copied(many, row + below, width, base + run, at);
        at += copied(many, row + (below << 1), width, base + (run << 1), at);
      }
      continue;
    }
    for (let s = 0; s < outColumns; s++, places += 4, left += strideColumns, base -= step) {
      const begin = clamped(left, columns), width = clamped(left + fieldColumns, columns) - begin;
      store<usize>(places, at);
      for (let row = corner + begin, shift = base; row < bottom; row += below, shift += run) at += copied(many, row, width, shift, at);
    }
  }
  store<usize>(places, at);
}

/**
 * For each place of output rows `from ≤ r < to` the events of its patch, as `(row · columns + column) · channels + channel` within the patch, in the
 * order of the plain gather, so that sums have the same bits. `places` gets where each begins in `list`, and the end.
 */
export function patchEvents(starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, from: i32, to: i32, places: usize, list: usize): void {
  const count = rows * columns, events = (load<i32>(starts + (count << 2)) - load<i32>(starts)) >> 2;
  if (events * fieldColumns > 5 * count) patches(true, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, from, to, places, list);
  else patches(false, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, from, to, places, list);
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
