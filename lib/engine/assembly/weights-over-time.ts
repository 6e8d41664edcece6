/** @file The gradient of weights from spikes of all steps together: the error of every step is still there, so each row of the gradient is loaded and stored once for all spikes of a unit. */

/**
 * The steps at which each unit fired, unit by unit: `list` gets `step · pitch` of each spike, `starts` the address where each unit begins, and the end.
 * `next` is room for as many numbers as there are units, and 32 more.
 */
export function spikesOfUnits(bits: usize, pitchBits: usize, steps: i32, units: i32, pitch: usize, next: usize, starts: usize, list: usize): void {
  const words = (units + 31) >> 5;
  memory.fill(next, 0, words << 7);
  for (let t = 0; t < steps; t++) {
    let at = bits + t * pitchBits;
    for (let k = 0; k < words; k++, at += 4) {
      for (let word = load<u32>(at); word != 0; word &= word - 1) {
        const counter = next + (k << 7) + (ctz(word) << 2);
        store<i32>(counter, load<i32>(counter) + 4);
      }
    }
  }
  let place = list;
  for (let k = 0; k < units; k++) {
    const size = load<i32>(next + (k << 2));
    store<usize>(starts + (k << 2), place);
    store<usize>(next + (k << 2), place);
    place += size;
  }
  store<usize>(starts + (units << 2), place);
  for (let t = 0, offset: usize = 0; t < steps; t++, offset += pitch) {
    let at = bits + t * pitchBits;
    for (let k = 0; k < words; k++, at += 4) {
      for (let word = load<u32>(at); word != 0; word &= word - 1) {
        const counter = next + (k << 7) + (ctz(word) << 2), to = load<usize>(counter);
        store<usize>(to, offset);
        store<usize>(counter, to + 4);
      }
    }
  }
}

/** `dw[tap][channel] += Σ error[step][place]` over the steps at which the unit fired. Errors of step 0 lie at `error`. */
@inline function overTime(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, pitch: usize, dw: usize): void {
  const width = n << 4, tap = channels * width;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const reach = x + before, depth = y + above;
      const s0 = min(reach / strideColumns, outColumns - 1), r0 = min(depth / strideRows, outRows - 1);
      for (let c = 0; c < channels; c++, starts += 4) {
        const first = load<usize>(starts), end = load<usize>(starts, 4);
        if (first == end) continue;
        for (let r = r0, a = depth - r0 * strideRows; r >= 0 && a < fieldRows; r--, a += strideRows) {
          let e = error + (r * outColumns + s0) * pitch, b = reach - s0 * strideColumns;
          for (let s = s0; s >= 0 && b < fieldColumns; s--, b += strideColumns, e -= pitch) {
            const at = dw + (a * fieldColumns + b) * tap + c * width;
            let a0 = v128.load(at), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
            if (n > 1) a1 = v128.load(at, 16);
            if (n > 2) a2 = v128.load(at, 32);
            if (n > 3) a3 = v128.load(at, 48);
            if (n > 4) { a4 = v128.load(at, 64); a5 = v128.load(at, 80); a6 = v128.load(at, 96); a7 = v128.load(at, 112); }
            for (let k = first; k < end; k += 4) {
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
            v128.store(at, a0);
            if (n > 1) v128.store(at, a1, 16);
            if (n > 2) v128.store(at, a2, 32);
            if (n > 3) v128.store(at, a3, 48);
            if (n > 4) { v128.store(at, a4, 64); v128.store(at, a5, 80); v128.store(at, a6, 96); v128.store(at, a7, 112); }
          }
        }
      }
    }
  }
}

/** One block of `n` vectors of output channels, for all steps. */
export function weightGradientOverTime(n: i32, starts: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, pitch: usize, dw: usize): void {
  if (n == 8) overTime(8, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 4) overTime(4, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 3) overTime(3, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 2) overTime(2, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else overTime(1, starts, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
}
