/** @file The gather from tables (the method of the four Russians): of every 4 input channels all 16 sums of weights are made once, and looked up. */

/** Bits to numbers of 4 bits each, 32 bytes from 16; as many as fill `count` of them. */
export function nibblesOf(bits: usize, count: i32, nibbles: usize): void {
  const low = i8x16.splat(15);
  for (let k = 0; k < count; k += 32, bits += 16, nibbles += 32) {
    const all = v128.load(bits), even = v128.and(all, low), odd = i8x16.shr_u(all, 4);
    v128.store(nibbles, i8x16.shuffle(even, odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(nibbles, i8x16.shuffle(even, odd, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
  }
}

/** Of singles, or of whole numbers of 16 bits. */
@inline function sum(short: bool, a: v128, b: v128): v128 {
  return short ? i16x8.add(a, b) : f32x4.add(a, b);
}

@inline function sums(short: bool, weights: usize, groups: i32, width: i32, tables: usize): void {
  for (let g = 0; g < groups; g++, weights += width << 2, tables += width << 4) {
    for (let c = 0; c < width; c += 16) {
      const to = tables + c, from = weights + c;
      v128.store(to, f32x4.splat(0));
      for (let bit = 0; bit < 4; bit++) {
        const w = v128.load(from + bit * width), half = 1 << bit;
        for (let k = 0; k < half; k++) v128.store(to + (half + k) * width, sum(short, v128.load(to + k * width), w));
      }
    }
  }
}

/** For each of `groups` groups of 4 rows of `width` bytes of weights the 16 sums: entry `k` adds, lowest first, those whose bits are set in `k`. */
export function tablesOf(weights: usize, groups: i32, width: i32, tables: usize): void {
  sums(false, weights, groups, width, tables);
}

export function tablesOfShorts(weights: usize, groups: i32, width: i32, tables: usize): void {
  sums(true, weights, groups, width, tables);
}

/** `out = start + Σ` of what `count` groups from `k` on find in the tables from `base` on. */
@inline function found(n: i32, short: bool, k: usize, count: i32, base: usize, start: usize, out: usize): void {
  const width = n << 4, table = n << 8;
  let a0 = v128.load(start), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  if (n > 1) a1 = v128.load(start, 16);
  if (n > 2) a2 = v128.load(start, 32);
  if (n > 3) a3 = v128.load(start, 48);
  if (n > 4) { a4 = v128.load(start, 64); a5 = v128.load(start, 80); a6 = v128.load(start, 96); a7 = v128.load(start, 112); }
  for (const stop = k + count; k < stop; k++, base += table) {
    const at = base + (load<u8>(k) as usize) * width;
    a0 = sum(short, a0, v128.load(at));
    if (n > 1) a1 = sum(short, a1, v128.load(at, 16));
    if (n > 2) a2 = sum(short, a2, v128.load(at, 32));
    if (n > 3) a3 = sum(short, a3, v128.load(at, 48));
    if (n > 4) { a4 = sum(short, a4, v128.load(at, 64)); a5 = sum(short, a5, v128.load(at, 80)); a6 = sum(short, a6, v128.load(at, 96)); a7 = sum(short, a7, v128.load(at, 112)); }
  }
  v128.store(out, a0);
  if (n > 1) v128.store(out, a1, 16);
  if (n > 2) v128.store(out, a2, 32);
  if (n > 3) v128.store(out, a3, 48);
  if (n > 4) { v128.store(out, a4, 64); v128.store(out, a5, 80); v128.store(out, a6, 96); v128.store(out, a7, 112); }
}

/** One row of the field after the other over all places: its tables (for 32 channels and a field of 3 × 3 48 of 147 KB) then stay in the first cache or near it. */
@inline function gatherTable(n: i32, short: bool, nibbles: usize, rows: i32, columns: i32, groups: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, tables: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize): void {
  const table = n << 8, run = fieldColumns * groups * table, line = outColumns * pitch;
  for (let a = 0; a < fieldRows; a++, tables += run) {
    for (let r = from, row = out, y = from * strideRows - above + a; r < to; r++, row += line, y += strideRows) {
      const there = y >= 0 && y < rows;
      if (!there && a > 0) continue;
      for (let s = 0, place = row; s < outColumns; s++, place += pitch) {
        const left = s * strideColumns - before, begin = min(max(left, 0), columns), count = there ? (min(max(left + fieldColumns, 0), columns) - begin) * groups : 0;
        found(n, short, nibbles + (y * columns + begin) * groups, count, tables + (begin - left) * groups * table, a == 0 ? bias : place, place);
      }
    }
  }
}

/** Output rows `from ≤ r < to` of a block of `n` = 8, 4, 3, 2 or 1 vectors of channels; `groups` of 4 channels has each place of the input. */
export function gatherTables(n: i32, nibbles: usize, rows: i32, columns: i32, groups: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, tables: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize): void {
  if (n == 8) gatherTable(8, false, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 4) gatherTable(4, false, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 3) gatherTable(3, false, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 2) gatherTable(2, false, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else gatherTable(1, false, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
}

/** The same in vectors of 8 channels. */
export function gatherTablesOfShorts(n: i32, nibbles: usize, rows: i32, columns: i32, groups: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32,
    above: i32, before: i32, outColumns: i32, tables: usize, bias: usize, from: i32, to: i32, out: usize, pitch: usize): void {
  if (n == 8) gatherTable(8, true, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 4) gatherTable(4, true, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 3) gatherTable(3, true, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else if (n == 2) gatherTable(2, true, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
  else gatherTable(1, true, nibbles, rows, columns, groups, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outColumns, tables, bias, from, to, out, pitch);
}
