/** @file Rows of weights added to blocks of sums, and the membranes that take them up: doubles, in the order in which they come. */

/** `sums[j] += w[j] · amount` for `j < size`, row after row. A row is the address of its weights, that of its sums, and its amount: 16 bytes. */
export function addRows(rows: usize, count: i32, size: i32): void {
  for (; count > 0; count--, rows += 16) {
    const x = v128.load64_splat(rows, 8);
    let from = load<usize>(rows), to = load<usize>(rows, 4), j = size;
    for (; j >= 4; j -= 4, from += 32, to += 32) {
      const a = f64x2.add(v128.load(to), f64x2.mul(v128.load(from), x)), b = f64x2.add(v128.load(to, 16), f64x2.mul(v128.load(from, 16), x));
      v128.store(to, a);
      v128.store(to, b, 16);
    }
    for (; j > 0; j--, from += 8, to += 8) store<f64>(to, load<f64>(to) + load<f64>(from) * load<f64>(rows, 8));
  }
}

/** A unit at threshold that has not fired yet: its number and what came in, 16 bytes. */
@inline function listed(at: i32, sums: usize, fired: usize, list: usize): usize {
  const first = fired + at;
  if (load<u8>(first) != 0) return list;
  store<u8>(first, 1);
  store<i32>(list, at);
  store<f64>(list, load<f64>(sums + (at << 3)), 8);
  return list + 16;
}

/** `u += jump · sum` for the units of these blocks, whose sums are 0 afterwards; lists those that come to threshold for the first time, and returns how many. */
export function integrateRows(blocks: usize, count: i32, size: i32, sums: usize, u: usize, jump: f64, threshold: f64, fired: usize, list: usize): i32 {
  const by = f64x2.splat(jump), th = f64x2.splat(threshold), begin = list;
  for (; count > 0; count--, blocks += 4) {
    let at = load<i32>(blocks) * size;
    const end = at + size;
    for (; at + 2 <= end; at += 2) {
      const sum = sums + (at << 3), membrane = u + (at << 3), now = f64x2.add(v128.load(membrane), f64x2.mul(by, v128.load(sum)));
      v128.store(membrane, now);
      const high = i64x2.bitmask(f64x2.ge(now, th));
      if (high != 0) {
        if ((high & 1) != 0) list = listed(at, sums, fired, list);
        if ((high & 2) != 0) list = listed(at + 1, sums, fired, list);
      }
      v128.store(sum, f64x2.splat(0));
    }
    if (at == end) continue;
    const now = load<f64>(u + (at << 3)) + jump * load<f64>(sums + (at << 3));
    store<f64>(u + (at << 3), now);
    if (now >= threshold) list = listed(at, sums, fired, list);
    store<f64>(sums + (at << 3), 0);
  }
  return ((list - begin) >> 4) as i32;
}
