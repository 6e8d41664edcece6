/** @file Receptive fields of a layer, and how many orientations they cover. */
import {tensor} from "../../tensor/tensor.ts";
import type {Tensor} from "../../tensor/tensor.ts";
import type {GaborFit} from "./fit-gabor.ts";

/**
 * The filters of a convolution over contrasts: for weights `[maps, 2, rows, columns]` on minus off of each map, for one channel its
 * weights as they stand; each `[rows, columns]`.
 *
 * @throws RangeError for weights of another form.
 */
export function receptiveFields({shape, data}: Tensor): Tensor[] {
  const [maps, channels, ...space] = shape as [number, number, ...number[]];
  if (space.length !== 2 || channels < 1 || channels > 2) throw new RangeError(`receptiveFields: weights must have shape [maps, 1 or 2 (on and off), rows, columns], got [${shape.join(", ")}]`);
  const size = space[0]! * space[1]!;
  return Array.from({length: maps}, (_, map) => {
    const on = data.subarray(map * channels * size, map * channels * size + size), off = channels === 2 ? data.subarray((map * 2 + 1) * size, (map * 2 + 2) * size) : undefined;
    return tensor(space, on.map((w, k) => w - (off?.[k] ?? 0)));
  });
}

export interface CoverageOptions {
  /** Equal parts of the half circle. */
  readonly bins?: number;
  /** Fits whose adjusted R² is lower do not count. */
  readonly least?: number;
}

/** The part of all orientations for which there is a fitted filter, 0 to 1. */
export function orientationCoverage(fits: readonly Pick<GaborFit, "angle" | "adjusted">[], {bins = 8, least = 0.5}: CoverageOptions = {}): number {
  if (!(Number.isInteger(bins) && bins >= 1)) throw new RangeError(`orientationCoverage: bins must be a whole number of at least 1, got ${bins}`);
  // The bins lie around 0°, 180° / bins, …, so that lying and standing filters fall into the middle of one.
  const hit = new Set(fits.filter(({adjusted}) => adjusted >= least).map(({angle}) => Math.round((angle * bins) / 180) % bins));
  return hit.size / bins;
}
