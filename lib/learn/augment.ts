/** @file Augmentations: an image as it might also have been, drawn anew each time it is learned from. */
import {split} from "../tensor/generator.ts";
import type {Generator} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import {tensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";

/** Gives another image of the same shape; the draws belong to this image in this epoch. */
export type Augmentation = (image: Tensor, draws: Generator) => Tensor;

export interface ShiftOptions {
  /** The farthest along each dimension of space, pixels. */
  readonly most?: number;
}

/**
 * Moves an image `[channels, ...space]` by a whole number of pixels from `-most` to `most` along each dimension of space, each equally likely; what
 * comes in is 0.
 *
 * @throws RangeError if `most` is no whole number of at least 0.
 */
export function shift({most = 1}: ShiftOptions = {}): Augmentation {
  if (!(Number.isInteger(most) && most >= 0)) throw new RangeError(`augment.shift: most must be a whole number of at least 0 (pixels), got ${most}`);
  return ({shape, data}, draws) => {
    const own = stream(split(draws, "shift")), moved = tensor(shape), by = shape.map((_, d) => (d === 0 ? 0 : own.integer(2 * most + 1) - most)), place = shape.map(() => 0);
    for (let i = 0; i < data.length; i++) {
      let at = 0, inside = true;
      for (let d = 0; d < shape.length; d++) {
        const to = place[d]! + by[d]!;
        inside &&= to >= 0 && to < shape[d]!;
        at = at * shape[d]! + to;
      }
      if (inside) moved.data[at] = data[i]!;
      for (let d = shape.length - 1; d >= 0 && ++place[d]! === shape[d]; d--) place[d] = 0;
    }
    return moved;
  };
}
