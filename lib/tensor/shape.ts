/** @file Shapes: how many numbers a field holds, and the check at the door. */

/** Sizes, outermost first, e.g. `[channels, rows, columns]`. */
export type Shape = readonly number[];

/** The number of places in a shape: the product of its sizes, 1 for `[]`. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/**
 * The shape itself, once it is known to be one.
 *
 * @throws RangeError if a size is not a whole number of at least 1.
 */
export function checkedShape(who: string, shape: Shape): Shape {
  if (!shape.every((size) => Number.isInteger(size) && size >= 1)) {
    throw new RangeError(`${who}: every size of a shape must be a whole number of at least 1, got [${shape.join(", ")}]`);
  }
  return Object.freeze([...shape]);
}

/** `[1, 28, 28]` as it reads in a message. */
export const written = (shape: Shape): string => `[${shape.join(", ")}]`;
