/** @file The error of the inputs of a projection. */
import {madd} from "./shared/madd.ts";

/**
 * The errors of each place that are not 0, for `pullback`: pairs of `channel · size` (where its weights begin, bytes) and its amount. A place whose errors
 * are odd in number ends in a pair that adds 0. `starts` gets the address of each place's first pair, and the end.
 */
export function errorsOfPlaces(values: usize, places: i32, channels: i32, size: i32, starts: usize, list: usize): void {
  let at = list;
  for (let p = 0; p < places; p++, starts += 4) {
    store<usize>(starts, at);
    const first = at;
    for (let c = 0, offset = 0; c < channels; c += 4, values += 16) {
      // Without a branch for each: all four are written, and the place moves on behind those that are not 0.
      const found = i32x4.bitmask(f32x4.ne(v128.load(values), f32x4.splat(0)));
      store<i32>(at, offset);
      store<f32>(at, load<f32>(values), 4);
      at += (found & 1) << 3;
      offset += size;
      store<i32>(at, offset);
      store<f32>(at, load<f32>(values, 4), 4);
      at += (found & 2) << 2;
      offset += size;
      store<i32>(at, offset);
      store<f32>(at, load<f32>(values, 8), 4);
      at += (found & 4) << 1;
      offset += size;
      store<i32>(at, offset);
      store<f32>(at, load<f32>(values, 12), 4);
      at += found & 8;
      offset += size;
    }
    store<u64>(at, 0);
    at += (at - first) & 8;
  }
  store<usize>(starts, at);
}

/** `x[0 … 4n) += Σ amount · w[offset]` over the pairs of one place, two at a time. */
@inline function pull(n: i32, k: usize, end: usize, w: usize, x: usize): void {
  let a0 = v128.load(x), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  if (n > 1) a1 = v128.load(x, 16);
  if (n > 2) a2 = v128.load(x, 32);
  if (n > 3) a3 = v128.load(x, 48);
  if (n > 4) a4 = v128.load(x, 64);
  if (n > 5) a5 = v128.load(x, 80);
  if (n > 6) a6 = v128.load(x, 96);
  if (n > 7) a7 = v128.load(x, 112);
  for (; k < end; k += 16) {
    let at = w + load<usize>(k), e = v128.load32_splat(k, 4);
    a0 = madd(e, v128.load(at), a0);
    if (n > 1) a1 = madd(e, v128.load(at, 16), a1);
    if (n > 2) a2 = madd(e, v128.load(at, 32), a2);
    if (n > 3) a3 = madd(e, v128.load(at, 48), a3);
    if (n > 4) a4 = madd(e, v128.load(at, 64), a4);
    if (n > 5) a5 = madd(e, v128.load(at, 80), a5);
    if (n > 6) a6 = madd(e, v128.load(at, 96), a6);
    if (n > 7) a7 = madd(e, v128.load(at, 112), a7);
    at = w + load<usize>(k, 8);
    e = v128.load32_splat(k, 12);
    a0 = madd(e, v128.load(at), a0);
    if (n > 1) a1 = madd(e, v128.load(at, 16), a1);
    if (n > 2) a2 = madd(e, v128.load(at, 32), a2);
    if (n > 3) a3 = madd(e, v128.load(at, 48), a3);
    if (n > 4) a4 = madd(e, v128.load(at, 64), a4);
    if (n > 5) a5 = madd(e, v128.load(at, 80), a5);
    if (n > 6) a6 = madd(e, v128.load(at, 96), a6);
    if (n > 7) a7 = madd(e, v128.load(at, 112), a7);
  }
  v128.store(x, a0);
  if (n > 1) v128.store(x, a1, 16);
  if (n > 2) v128.store(x, a2, 32);
  if (n > 3) v128.store(x, a3, 48);
  if (n > 4) v128.store(x, a4, 64);
  if (n > 5) v128.store(x, a5, 80);
  if (n > 6) v128.store(x, a6, 96);
  if (n > 7) v128.store(x, a7, 112);
}

/**
 * The error of the inputs, `x += Wᵀ e`, from the nonzero errors of each output place (`list` holds their channels). `x` must be 0 before.
 * Weights `[row][channel out][column][channel in]`: a row of the patch at a place is one run of memory, summed in registers.
 */
export function pullback(starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outRows: i32, outColumns: i32, outChannels: i32, w: usize, x: usize): void {
  const place = channels << 2, size = fieldColumns * place;
  for (let a = 0; a < fieldRows; a++, w += outChannels * size) {
    for (let r = 0; r < outRows; r++) {
      const to = r * strideRows - above + a;
      if (to < 0 || to >= rows) continue;
      let at = starts + ((r * outColumns) << 2);
      for (let s = 0; s < outColumns; s++, at += 4) {
        const first = load<usize>(at), end = load<usize>(at, 4), left = s * strideColumns - before;
        if (first == end) continue;
        const begin = max(left, 0), stop = min(left + fieldColumns, columns);
        let target = x + (to * columns + begin) * place, weights = w + (begin - left) * place, vectors = ((stop - begin) * channels) >> 2;
        for (; vectors >= 8; vectors -= 8, target += 128, weights += 128) pull(8, first, end, weights, target);
        if (vectors == 7) pull(7, first, end, weights, target);
        else if (vectors == 6) pull(6, first, end, weights, target);
        else if (vectors == 5) pull(5, first, end, weights, target);
        else if (vectors == 4) pull(4, first, end, weights, target);
        else if (vectors == 3) pull(3, first, end, weights, target);
        else if (vectors == 2) pull(2, first, end, weights, target);
        else if (vectors == 1) pull(1, first, end, weights, target);
      }
    }
  }
}
