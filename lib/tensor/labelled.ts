/** @file Labelled images: what a data set is to those who learn from it. */
import {generator} from "./generator.ts";
import {shuffle} from "./draw.ts";
import {sizeOf} from "./shape.ts";
import type {Shape} from "./shape.ts";
import type {Tensor} from "./tensor.ts";

/** Images of one shape with a class each. */
export interface LabelledImages {
  readonly count: number;
  /** Of one image, e.g. `[1, 28, 28]`. */
  readonly shape: Shape;
  /** Grey values 0 to 255, image after image. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  /** Image `i` with values in `[0, 1]`. */
  image(i: number): Tensor;
  /** `count` of these images, chosen by the seed, none twice. */
  sample(count: number, options?: {readonly seed?: number}): LabelledImages;
}

/**
 * Labelled images over their bytes (not copied).
 *
 * @throws RangeError if pixels and labels are not as many as each other.
 */
export function labelledImages(shape: Shape, pixels: Uint8Array, labels: Uint8Array): LabelledImages {
  const size = sizeOf(shape), count = labels.length;
  if (pixels.length !== count * size) throw new RangeError(`labelledImages: ${count} labels need ${count * size} pixels, got ${pixels.length}`);
  return {count, shape, pixels, labels, image: (i) => ({shape, data: Float64Array.from(part(pixels, size, checked(i, count)), (grey) => grey / 255)}), sample};

  function sample(wanted: number, {seed = 0}: {readonly seed?: number} = {}): LabelledImages {
    if (!(Number.isInteger(wanted) && wanted >= 0 && wanted <= count)) throw new RangeError(`sample: count must be a whole number from 0 to ${count}, got ${wanted}`);
    const chosen = shuffle(generator(seed), Uint32Array.from({length: count}, (_, i) => i)).slice(0, wanted), picked = new Uint8Array(wanted * size);
    chosen.forEach((i, k) => picked.set(part(pixels, size, i), k * size));
    return labelledImages(shape, picked, Uint8Array.from(chosen, (i) => labels[i]!));
  }
}

const part = (pixels: Uint8Array, size: number, i: number): Uint8Array => pixels.subarray(i * size, (i + 1) * size);

function checked(i: number, count: number): number {
  if (!(Number.isInteger(i) && i >= 0 && i < count)) throw new RangeError(`image: index must be a whole number from 0 to ${count - 1}, got ${i}`);
  return i;
}
