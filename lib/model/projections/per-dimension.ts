/** @file Options that are one number for all dimensions of space, or one for each. */

/** One number for every dimension, or a list with one each. */
export type Sizes = number | readonly number[];

/**
 * One number for each of `dims` dimensions.
 *
 * @throws RangeError if there are too few or too many, or one is not a whole number of at least `least`.
 */
export function perDimension(who: string, value: Sizes, dims: number, least: number): number[] {
  const sizes = typeof value === "number" ? new Array<number>(dims).fill(value) : [...value];
  if (sizes.length !== dims) throw new RangeError(`${who} must be one number or one for each of ${dims} dimensions, got [${sizes.join(", ")}]`);
  if (!sizes.every((size) => Number.isInteger(size) && size >= least)) {
    throw new RangeError(`${who} must be whole and at least ${least}, got [${sizes.join(", ")}]`);
  }
  return sizes;
}
