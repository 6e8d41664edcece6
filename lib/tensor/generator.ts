/** @file A seeded generator is a value: the same one always gives the same numbers, and its parts are independent. */
import {philox} from "./philox.ts";

/** Names one endless sequence of random words. A value: drawing from it changes nothing. */
export interface Generator {
  readonly key: readonly [number, number];
}

const WORD = 2 ** 32;
/** Marks, in the last counter word, what a block is for; a stream's own blocks carry 0. */
const NUMBERED = 1;
const NAMED = 2;

/**
 * The generator of a seed.
 *
 * @throws RangeError if the seed is not a whole number from 0 to 2⁵³ - 1.
 */
export function generator(seed: number): Generator {
  const whole = checked("generator", "seed", seed);
  return {key: [whole % WORD, Math.floor(whole / WORD)]};
}

/**
 * An independent generator for one part of the work (a unit, a layer, an image), by number or by name.
 *
 * It depends on the parent and the label alone, so parts may be drawn in any order, or left out, and none changes.
 *
 * @throws RangeError if a number is not whole and from 0 to 2⁵³ - 1.
 */
export function split(parent: Generator, label: number | string): Generator {
  if (typeof label === "string") return named(parent, label);
  const whole = checked("split", "label", label);
  return child(parent, whole % WORD, Math.floor(whole / WORD), 0, NUMBERED);
}

/** Absorbs a name four bytes' worth at a time (two UTF-16 units a word), the length first, so that no two names chain alike. */
function named(parent: Generator, name: string): Generator {
  let state = child(parent, name.length, 0, 0, NAMED);
  for (let i = 0; i < name.length; i += 4) {
    const pair = (j: number): number => ((name.charCodeAt(j) || 0) * 65536 + (name.charCodeAt(j + 1) || 0)) >>> 0;
    state = child(state, pair(i), pair(i + 2), i, NAMED);
  }
  return state;
}

function child({key}: Generator, c0: number, c1: number, c2: number, purpose: number): Generator {
  const words = new Uint32Array(4);
  philox(c0, c1, c2, purpose, key[0], key[1], words);
  return {key: [words[0]!, words[1]!]};
}

function checked(who: string, what: string, value: number): number {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`${who}: ${what} must be a whole number from 0 to 2^53 - 1, got ${value}`);
  }
  return value;
}
