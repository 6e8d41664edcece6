/** @file The gradient of weights from spikes of all steps together: the error of every step is still there, so each row of the gradient stays in registers for all spikes of a row of units. */

/**
 * The spikes of all steps, unit by unit in an order of their own: `list` gets `step · pitch + shift` of each, `starts` the address where each unit begins, and
 * the end. `order` holds for each unit its rank (times 4) and its shift; `next` is room for a number of each unit.
 */
export function spikesOfUnits(bits: usize, pitchBits: usize, steps: i32, units: i32, order: usize, pitch: usize, next: usize, starts: usize, list: usize): void {
  memory.fill(next, 0, units << 2);
  for (let t = 0; t < steps; t++) visited(true, bits + t * pitchBits, units, order, next, 0);
  for (let k = 0; k < units; k++) {
    const size = load<i32>(next + (k << 2));
    store<usize>(starts + (k << 2), list);
    store<usize>(next + (k << 2), list);
    list += size;
  }
  store<usize>(starts + (units << 2), list);
  for (let t = 0; t < steps; t++) visited(false, bits + t * pitchBits, units, order, next, t * pitch);
}

/** Each spike of one step: counted, 4 bytes a spike, or written where the next of its unit stands. */
@inline function visited(counts: bool, bits: usize, units: i32, order: usize, next: usize, offset: usize): void {
  for (let k = 0; k < units; k += 32, bits += 4, order += 256) {
    for (let word = load<u32>(bits); word != 0; word &= word - 1) {
      const entry = order + (ctz(word) << 3), counter = next + load<usize>(entry), at = load<usize>(counter);
      if (!counts) store<usize>(at, offset + load<usize>(entry, 4));
      store<usize>(counter, at + 4);
    }
  }
}

/** `dw += Σ error[spike]` over the spikes of adjacent units. */
@inline function summed(n: i32, k: usize, end: usize, e: usize, dw: usize): void {
  if (k == end) return;
  let a0 = v128.load(dw), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  if (n > 1) a1 = v128.load(dw, 16);
  if (n > 2) a2 = v128.load(dw, 32);
  if (n > 3) a3 = v128.load(dw, 48);
  if (n > 4) { a4 = v128.load(dw, 64); a5 = v128.load(dw, 80); a6 = v128.load(dw, 96); a7 = v128.load(dw, 112); }
  for (; k < end; k += 4) {
    const from = e + load<usize>(k);
    a0 = f32x4.add(a0, v128.load(from));
    if (n > 1) a1 = f32x4.add(a1, v128.load(from, 16));
    if (n > 2) a2 = f32x4.add(a2, v128.load(from, 32));
    if (n > 3) a3 = f32x4.add(a3, v128.load(from, 48));
    if (n > 4) {
      a4 = f32x4.add(a4, v128.load(from, 64));
      a5 = f32x4.add(a5, v128.load(from, 80));
      a6 = f32x4.add(a6, v128.load(from, 96));
      a7 = f32x4.add(a7, v128.load(from, 112));
    }
  }
  v128.store(dw, a0);
  if (n > 1) v128.store(dw, a1, 16);
  if (n > 2) v128.store(dw, a2, 32);
  if (n > 3) v128.store(dw, a3, 48);
  if (n > 4) { v128.store(dw, a4, 64); v128.store(dw, a5, 80); v128.store(dw, a6, 96); v128.store(dw, a7, 112); }
}

/** One row of places after the other, whose errors of all steps then stay near; in it each tap, and for it the units that the row of places sees through it. */
@inline function overTime(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, place: usize, dw: usize): void {
  const width = n << 4;
  for (let r = 0; r < outRows; r++, error += outColumns * place) {
    const top = r * strideRows - above;
    for (let a = max(0, -top); a < min(fieldRows, rows - top); a++) {
      const line = starts + (((top + a) * channels * columns) << 2);
      let to = dw + a * fieldColumns * channels * width;
      for (let b = 0; b < fieldColumns; b++) {
        // Places s see column s · stride + shift.
        const shift = b - before, s0 = max(0, (strideColumns - 1 - shift) / strideColumns), s1 = min(outColumns, shift >= columns ? 0 : (columns - 1 - shift) / strideColumns + 1);
        for (let c = 0, unit = line; c < channels; c++, unit += columns << 2, to += width) {
          if (strideColumns == 1) {
            if (s0 < s1) summed(n, load<usize>(unit + ((s0 + shift) << 2)), load<usize>(unit + ((s1 + shift) << 2)), error - shift * place, to);
            continue;
          }
          for (let s = s0; s < s1; s++) {
            const x = s * strideColumns + shift, at = unit + (x << 2);
            summed(n, load<usize>(at), load<usize>(at, 4), error + (s - x) * place, to);
          }
        }
      }
    }
  }
}

/** `dw[tap][channel] += Σ error[step][place]` over the steps at which the units fired, for one block of `n` vectors of output channels. Errors of step 0 lie at `error`, `place` bytes from one place to the next. */
export function weightGradientOverTime(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, place: usize, dw: usize): void {
  if (n == 8) overTime(8, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, place, dw);
  else if (n == 4) overTime(4, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, place, dw);
  else if (n == 3) overTime(3, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, place, dw);
  else if (n == 2) overTime(2, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, place, dw);
  else overTime(1, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, place, dw);
}
