/** @file Reading a generator one draw at a time: words, uniform, normal, exponential and Poisson numbers. */
import type {Generator} from "./generator.ts";
import {log} from "./log.ts";
import {philox} from "./philox.ts";
import {poisson} from "./poisson.ts";

/** A place in a generator's sequence; every draw moves it on. */
export interface Stream {
  /** 32 random bits. */
  word(): number;
  /** A number in `[0, 1)` with 53 random bits. */
  uniform(): number;
  /** A whole number from 0 to `below - 1`, each equally likely (`below` at most 2³²). */
  integer(below: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Mean 1. */
  exponential(): number;
  /** A count of mean `mean`. */
  poisson(mean: number): number;
}

/** A stream at the first draw of a generator. The bits agree on every machine, those of the normal numbers too. */
export function stream({key}: Generator): Stream {
  const word = words(key[0], key[1]);
  const uniform = (): number => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  // 1 - u lies in (0, 1], so the logarithm is finite.
  const exponential = (): number => -log(1 - uniform());
  return {word, uniform, exponential, normal: polar(uniform), integer: (below) => integer(word, below), poisson: (mean) => poisson({uniform, exponential}, mean)};
}

function words(k0: number, k1: number): () => number {
  const block = new Uint32Array(4);
  let low = 0, high = 0, next = 4;
  return () => {
    if (next === 4) {
      philox(low, high, 0, 0, k0, k1, block);
      low = (low + 1) >>> 0;
      if (low === 0) high = (high + 1) >>> 0;
      next = 0;
    }
    return block[next++]!;
  };
}

/** Drops the words of the last, incomplete run of `below`, so that no value is favoured. */
function integer(word: () => number, below: number): number {
  if (!(Number.isInteger(below) && below >= 1 && below <= 4294967296)) {
    throw new RangeError(`integer: below must be a whole number from 1 to 2^32, got ${below}`);
  }
  const limit = 4294967296 - (4294967296 % below);
  for (;;) {
    const drawn = word();
    if (drawn < limit) return drawn % below;
  }
}

/** Marsaglia's polar method (SIAM Review 6:260, 1964): a point in the disc gives two normal numbers. */
function polar(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1, y = 2 * uniform() - 1, square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}
