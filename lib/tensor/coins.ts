/** @file Coins of many units: each unit's own stream against its own chance, in WebAssembly. */
import type {Generator} from "./generator.ts";
import {twins} from "./twins.ts";
import type {Twins} from "./twins.ts";

/** Units and steps that are tossed at once; steps are even, since a block of the generator holds two numbers. */
const UNITS = 1024, STEPS = 512;
/** Rows of words: two for the keys, two for the limits; then the bytes of the coins. */
const KEYS = 0, LIMITS = 8 * UNITS, TOSSED = 16 * UNITS, SIZE = TOSSED + STEPS * UNITS;

let mint: Twins | undefined;

/**
 * Writes `to[t · units + i] = 1` where number `t` of `stream(split(source, i)).uniform` is below `chances[i]`, else 0, for `t < steps`:
 * to the bit what the streams give one by one, many times faster. Units whose chance is 0 cost next to nothing.
 *
 * Chances lie from 0 to 1; at 1 and above the coin always falls on 1.
 */
export function coins(source: Generator, chances: Float64Array, steps: number, to: Uint8Array): void {
  const units = chances.length, [k0, k1] = source.key;
  for (let first = 0; first < units; first += UNITS) {
    const count = Math.min(UNITS, units - first), padded = (count + 3) & ~3, {keys, coins: toss, memory} = (mint ??= twins(SIZE));
    if (!limit(chances.subarray(first, first + count), new Uint32Array(memory.buffer, LIMITS, 2 * padded))) continue;
    keys(first, padded, k0 | 0, k1 | 0, KEYS);
    for (let t = 0; t < steps; t += STEPS) {
      const now = Math.min(STEPS, steps - t);
      toss(KEYS, LIMITS, padded, t / 2, (now + 1) >> 1, TOSSED);
      for (let k = 0; k < now; k++) to.set(new Uint8Array(memory.buffer, TOSSED + k * padded, count), (t + k) * units + first);
    }
  }
}

/**
 * A number of 53 bits, `n 2⁻⁵³`, is below `p` exactly where `n < ⌈2⁵³ p⌉`: that limit in 27 and 26 bits. Says whether any is above 0.
 */
function limit(chances: Float64Array, rows: Uint32Array): boolean {
  const row = rows.length / 2;
  let any = false;
  rows.fill(0);
  for (let i = 0; i < chances.length; i++) {
    const whole = Math.ceil(Math.min(1, chances[i]!) * 2 ** 53), top = Math.floor(whole / 2 ** 26);
    rows[i] = top;
    rows[row + i] = whole - top * 2 ** 26;
    any ||= whole > 0;
  }
  return any;
}
