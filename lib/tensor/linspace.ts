/** @file Evenly spaced numbers. */

/**
 * `count` numbers from `start` to `stop`, both included: `start + i (stop - start) / (count - 1)`.
 *
 * @throws RangeError if `count` is not a whole number of at least 2.
 */
export function linspace(start: number, stop: number, count: number): Float64Array {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`linspace: count must be a whole number of at least 2, got ${count}`);
  return Float64Array.from({length: count}, (_, i) => (i === count - 1 ? stop : start + (i * (stop - start)) / (count - 1)));
}
