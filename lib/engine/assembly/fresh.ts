/** @file What is new in the errors of leaky units, where it is little: listed, and the gradient of weights from it and the faded input. */
import {madd} from "./shared/madd.ts";
import {lanesOf, ones} from "./shared/masks.ts";
import {first, second, slope} from "./shared/surrogate.ts";

/** Pairs of `channel · size` and `gain e σ'` of each place, those that are not 0, as `pullback` takes them. */
@inline function listed(form: i32, a: f32, b: f32, by: f32, u: usize, error: usize, places: i32, channels: i32, threshold: f32, gain: f32, size: i32, starts: usize, list: usize): void {
  const p = f32x4.splat(first(form, a)), q = f32x4.splat(second(form, a, b)), th = f32x4.splat(threshold), times = f32x4.splat(by), g = f32x4.splat(gain), none = f32x4.splat(0), one = ones();
  let at = list;
  for (let place = 0; place < places; place++, starts += 4) {
    store<usize>(starts, at);
    const begin = at;
    for (let c = 0, offset = 0; c < channels; c += 4, u += 16, error += 16, offset += size << 2) {
      const s = f32x4.mul(times, slope(form, f32x4.sub(v128.load(u), th), one, p, q, none, none, none)), f = f32x4.mul(g, f32x4.mul(v128.load(error), s));
      const found = i32x4.bitmask(f32x4.ne(f, none));
      if (found == 0) continue;
      store<i32>(at, offset);
      store<f32>(at, f32x4.extract_lane(f, 0), 4);
      at += (found & 1) << 3;
      store<i32>(at, offset + size);
      store<f32>(at, f32x4.extract_lane(f, 1), 4);
      at += (found & 2) << 2;
      store<i32>(at, offset + (size << 1));
      store<f32>(at, f32x4.extract_lane(f, 2), 4);
      at += (found & 4) << 1;
      store<i32>(at, offset + 3 * size);
      store<f32>(at, f32x4.extract_lane(f, 3), 4);
      at += found & 8;
    }
    store<u64>(at, 0);
    at += (at - begin) & 8;
  }
  store<usize>(starts, at);
}

/** Triangle (form 2) or boxcar (3): surrogates that end. */
export function freshErrors(form: i32, a: f32, b: f32, by: f32, u: usize, error: usize, places: i32, channels: i32, threshold: f32, gain: f32, size: i32, starts: usize, list: usize): void {
  if (form == 2) listed(2, a, b, by, u, error, places, channels, threshold, gain, size, starts, list);
  else listed(3, a, b, by, u, error, places, channels, threshold, gain, size, starts, list);
}

/** `trace = decay · before + [bit]`, 32 units a word. */
export function traceBits(bits: usize, words: i32, before: usize, trace: usize, decay: f32): void {
  const one = ones(), d = f32x4.splat(decay);
  for (let k = 0; k < words; k++, bits += 4) {
    for (let j = 0, word = load<i32>(bits); j < 8; j++, before += 16, trace += 16, word >>= 4) {
      v128.store(trace, f32x4.add(f32x4.mul(d, v128.load(before)), v128.and(lanesOf(word), one)));
    }
  }
}

/** `sums[channel] += weight · amount` over all pairs. */
export function sumPairs(k: usize, end: usize, size: i32, weight: f32, sums: usize): void {
  for (; k < end; k += 8) {
    const at = sums + ((load<u32>(k) / (size as u32)) << 2);
    store<f32>(at, load<f32>(at) + weight * load<f32>(k, 4));
  }
}

/** `w[offset] += amount · x` for the pairs of one place, `n` vectors. */
@inline function spread(n: i32, k: usize, end: usize, w: usize, x: usize): void {
  const x0 = v128.load(x);
  let x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
  if (n > 1) x1 = v128.load(x, 16);
  if (n > 2) x2 = v128.load(x, 32);
  if (n > 3) x3 = v128.load(x, 48);
  if (n > 4) x4 = v128.load(x, 64);
  if (n > 5) x5 = v128.load(x, 80);
  if (n > 6) x6 = v128.load(x, 96);
  if (n > 7) x7 = v128.load(x, 112);
  for (; k < end; k += 8) {
    const at = w + load<usize>(k), e = v128.load32_splat(k, 4);
    v128.store(at, madd(e, x0, v128.load(at)));
    if (n > 1) v128.store(at, madd(e, x1, v128.load(at, 16)), 16);
    if (n > 2) v128.store(at, madd(e, x2, v128.load(at, 32)), 32);
    if (n > 3) v128.store(at, madd(e, x3, v128.load(at, 48)), 48);
    if (n > 4) v128.store(at, madd(e, x4, v128.load(at, 64)), 64);
    if (n > 5) v128.store(at, madd(e, x5, v128.load(at, 80)), 80);
    if (n > 6) v128.store(at, madd(e, x6, v128.load(at, 96)), 96);
    if (n > 7) v128.store(at, madd(e, x7, v128.load(at, 112)), 112);
  }
}

/** `dw[row][channel out][column][channel in] += Σ amount · x` over the pairs of all places, `x` the patch that each sees. The adjoint of `pullback` in its weights. */
export function weightGradientOfPairs(starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outRows: i32, outColumns: i32, outChannels: i32, dw: usize, x: usize): void {
  const place = channels << 2, size = fieldColumns * place;
  for (let a = 0; a < fieldRows; a++, dw += outChannels * size) {
    for (let r = 0; r < outRows; r++) {
      const from = r * strideRows - above + a;
      if (from < 0 || from >= rows) continue;
      let at = starts + ((r * outColumns) << 2);
      for (let s = 0; s < outColumns; s++, at += 4) {
        const first = load<usize>(at), end = load<usize>(at, 4), left = s * strideColumns - before;
        if (first == end) continue;
        const begin = max(left, 0), stop = min(left + fieldColumns, columns);
        let source = x + (from * columns + begin) * place, weights = dw + (begin - left) * place, vectors = ((stop - begin) * channels) >> 2;
        for (; vectors >= 8; vectors -= 8, source += 128, weights += 128) spread(8, first, end, weights, source);
        if (vectors == 7) spread(7, first, end, weights, source);
        else if (vectors == 6) spread(6, first, end, weights, source);
        else if (vectors == 5) spread(5, first, end, weights, source);
        else if (vectors == 4) spread(4, first, end, weights, source);
        else if (vectors == 3) spread(3, first, end, weights, source);
        else if (vectors == 2) spread(2, first, end, weights, source);
        else if (vectors == 1) spread(1, first, end, weights, source);
      }
    }
  }
}
