/** @file Numbers with a shape. */
import {checkedShape, sizeOf, written} from "./shape.ts";
import type {Shape} from "./shape.ts";

/** Row-major numbers, e.g. an image `[1, 28, 28]` in `[0, 1]`. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/**
 * A tensor, zero unless `data` is given (copied).
 *
 * @throws RangeError if the data has another size than the shape.
 */
export function tensor(shape: Shape, data?: ArrayLike<number>): Tensor {
  const whole = checkedShape("tensor", shape), size = sizeOf(whole);
  if (data && data.length !== size) throw new RangeError(`tensor: data must hold ${size} numbers for shape ${written(whole)}, got ${data.length}`);
  return {shape: whole, data: data ? Float64Array.from(data) : new Float64Array(size)};
}

/** Values as a tensor: a plain list of `n` numbers has shape `[n]`. */
export const asTensor = (values: Tensor | ArrayLike<number>): Tensor => ("shape" in values ? values : tensor([values.length], values));
