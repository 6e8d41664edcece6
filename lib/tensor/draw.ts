/** @file Arrays of random numbers, and shuffles: pure functions of a generator. */
import type {Generator} from "./generator.ts";
import {stream} from "./stream.ts";

export interface UniformOptions {
  readonly from?: number;
  readonly to?: number;
}

export interface NormalOptions {
  readonly mean?: number;
  readonly deviation?: number;
}

/** `count` numbers spread evenly over `[from, to)`. */
export function uniform(source: Generator, count: number, {from = 0, to = 1}: UniformOptions = {}): Float64Array {
  const draws = stream(source);
  return filled(count, () => from + (to - from) * draws.uniform());
}

/** `count` numbers of the normal distribution. */
export function normal(source: Generator, count: number, {mean = 0, deviation = 1}: NormalOptions = {}): Float64Array {
  const draws = stream(source);
  return filled(count, () => mean + deviation * draws.normal());
}

/** A shuffled copy, every order equally likely (Fisher and Yates). */
export function shuffle<Item>(source: Generator, items: ArrayLike<Item>): Item[] {
  const draws = stream(source);
  const shuffled = Array.from(items);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = draws.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

function filled(count: number, draw: () => number): Float64Array {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`draw: count must be a whole number of at least 0, got ${count}`);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = draw();
  return numbers;
}
