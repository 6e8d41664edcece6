/** @file Philox 4×32-10: a counter and a key in, four random words out; nothing is remembered. */
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** The high 32 bits of a 32 × 32 bit product, in whole numbers that a double holds exactly. */
function high(a: number, b: number): number {
  const a1 = a >>> 16, a0 = a & 0xffff, b1 = b >>> 16, b0 = b & 0xffff;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carry = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + (middle >>> 16) + (carry >>> 16)) >>> 0;
}

/**
 * Writes the four words of the block that belongs to counter `[c0, c1, c2, c3]` and key `[k0, k1]` to `words`.
 *
 * Whole-number arithmetic only, so the bits agree on every machine.
 *
 * @see Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), section 3.3.
 */
export function philox(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, words: Uint32Array): void {
  for (let round = 0; round < 10; round++) {
    const high0 = high(MULTIPLIER_0, c0), low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = high(MULTIPLIER_1, c2), low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}
