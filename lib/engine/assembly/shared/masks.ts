/** @file Constants that lie in memory: as literals they would be made anew in every round of a loop. */

/** For each of 16 patterns of four bits: all ones where a bit is set. */
const MASKS: usize = memory.data<u32>([
  0, 0, 0, 0, 0xffffffff, 0, 0, 0, 0, 0xffffffff, 0, 0, 0xffffffff, 0xffffffff, 0, 0,
  0, 0, 0xffffffff, 0, 0xffffffff, 0, 0xffffffff, 0, 0, 0xffffffff, 0xffffffff, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0,
  0, 0, 0, 0xffffffff, 0xffffffff, 0, 0, 0xffffffff, 0, 0xffffffff, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0, 0xffffffff,
  0, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0, 0xffffffff, 0xffffffff, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff
], 16);

/** Lanes of the lowest four of `bits`. */
@inline export function lanesOf(bits: u32): v128 {
  return v128.load(MASKS + ((bits & 15) << 4));
}

const ONES: usize = memory.data<f32>([1, 1, 1, 1], 16);
const COUNTS: usize = memory.data<i32>([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], 16);

/** 1 in each lane; to be taken before a loop. */
@inline export function ones(): v128 {
  return v128.load(ONES);
}

/** The whole number `n`, 0 to 3, in each lane; to be taken before a loop. */
@inline export function counts(n: usize): v128 {
  return v128.load(COUNTS + (n << 4));
}

const COUNTING: usize = memory.data<i32>([0, 1, 2, 3], 16);

/** 0, 1, 2 and 3. */
@inline export function counting(): v128 {
  return v128.load(COUNTING);
}

/** For each of 16 patterns of four bits: the bytes of the lanes whose bit is set, one after the other. */
const FIRST: usize = memory.data<u8>([
  128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 128, 128, 128, 128, 128, 128, 128, 128,
  8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 128, 128, 128, 128,
  12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 128, 128, 128, 128,
  8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128,
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
], 16);

/** The lanes of `v` whose bit is set in `pattern`, moved together; 0 behind them. */
@inline export function together(v: v128, pattern: u32): v128 {
  return i8x16.swizzle(v, v128.load(FIRST + (pattern << 4)));
}
