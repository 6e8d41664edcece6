/** @file Coins of many units at once: the words of Philox 4×32-10, four keys abreast, against the chances of their units. */

/** The lower and the upper half of each lane's product with a constant. */
@inline function low(a: v128, b: v128): v128 { return v128.shuffle<i32>(a, b, 0, 2, 4, 6); }
@inline function high(a: v128, b: v128): v128 { return v128.shuffle<i32>(a, b, 1, 3, 5, 7); }

/**
 * Keys of the streams of units `first …`: the first two words of the block of counter `[unit, 0, 0, 1]` under the key `[k0, k1]`.
 * Written as two rows of `count` words; `count` is a multiple of 4.
 */
export function keys(first: i32, count: i32, k0: i32, k1: i32, to: usize): void {
  const m0 = i32x4.splat(0xd2511f53), m1 = i32x4.splat(0xcd9e8d57), row = <usize>count << 2;
  for (let i = 0; i < count; i += 4, to += 16) {
    let c0 = i32x4.add(i32x4.splat(first + i), i32x4(0, 1, 2, 3)), c1 = i32x4.splat(0), c2 = c1, c3 = i32x4.splat(1), a = k0, b = k1;
    for (let round = 0; round < 10; round++, a += 0x9e3779b9, b += 0xbb67ae85) {
      const p = i64x2.extmul_low_i32x4_u(c0, m0), q = i64x2.extmul_high_i32x4_u(c0, m0), r = i64x2.extmul_low_i32x4_u(c2, m1), s = i64x2.extmul_high_i32x4_u(c2, m1);
      c0 = v128.xor(v128.xor(high(r, s), c1), i32x4.splat(a));
      c1 = low(r, s);
      c2 = v128.xor(v128.xor(high(p, q), c3), i32x4.splat(b));
      c3 = low(p, q);
    }
    v128.store(to, c0);
    v128.store(to + row, c1);
  }
}

/** Whether the number of 53 bits in two words lies below a limit of 27 and 26 bits: 1 or 0 in each lane's lowest byte. */
@inline function below(w0: v128, w1: v128, top: v128, rest: v128): v128 {
  const a = i32x4.shr_u(w0, 5), b = i32x4.shr_u(w1, 6);
  return v128.and(v128.or(i32x4.lt_s(a, top), v128.and(i32x4.eq(a, top), i32x4.lt_s(b, rest))), i32x4.splat(1));
}

/** The lowest bytes of four lanes. */
@inline function bytes(x: v128): i32 { return i32x4.extract_lane(i8x16.swizzle(x, i8x16(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 0); }

/**
 * Two steps a block, from block `block`: byte `[step, unit]` is 1 where the unit's number of 53 bits is below its limit.
 * `keys` and `limits` are two rows of `count` words each; four units whose limits are all 0 stay silent unasked.
 */
export function coins(keys: usize, limits: usize, count: i32, block: i32, blocks: i32, to: usize): void {
  const m0 = i32x4.splat(0xd2511f53), m1 = i32x4.splat(0xcd9e8d57), row = <usize>count << 2;
  for (let i = 0; i < count; i += 4, keys += 16, limits += 16, to += 4) {
    const top = v128.load(limits), rest = v128.load(limits + row), k0 = v128.load(keys), k1 = v128.load(keys + row);
    let at = to;
    if (!v128.any_true(v128.or(top, rest))) {
      for (let k = 0; k < blocks << 1; k++, at += count) store<i32>(at, 0);
      continue;
    }
    for (let k = block; k < block + blocks; k++, at += <usize>count << 1) {
      let c0 = i32x4.splat(k), c1 = i32x4.splat(0), c2 = c1, c3 = c1, a = k0, b = k1;
      for (let round = 0; round < 10; round++) {
        const p = i64x2.extmul_low_i32x4_u(c0, m0), q = i64x2.extmul_high_i32x4_u(c0, m0), r = i64x2.extmul_low_i32x4_u(c2, m1), s = i64x2.extmul_high_i32x4_u(c2, m1);
        c0 = v128.xor(v128.xor(high(r, s), c1), a);
        c1 = low(r, s);
        c2 = v128.xor(v128.xor(high(p, q), c3), b);
        c3 = low(p, q);
        a = i32x4.add(a, i32x4.splat(0x9e3779b9));
        b = i32x4.add(b, i32x4.splat(0xbb67ae85));
      }
      store<i32>(at, bytes(below(c0, c1, top, rest)));
      store<i32>(at + count, bytes(below(c2, c3, top, rest)));
    }
  }
}
