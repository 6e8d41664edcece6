/** @file On and off contrasts: what a retina makes of a picture before it is sent as spikes. */
import {tensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {sizeOf} from "../tensor/shape.ts";
import {positive} from "./code.ts";

export interface ContrastsOptions {
  /** Standard deviation of the centre, pixels. */
  readonly centre?: number;
  /** Standard deviation of the surround, pixels; wider than the centre. */
  readonly surround?: number;
  /** Contrasts below this part of the largest are silent. */
  readonly threshold?: number;
}

/**
 * Difference of Gaussians, split by sign: `d = G(centre) ∗ x - G(surround) ∗ x`, on `max(0, d)`, off `max(0, -d)`, in parts of the
 * picture's largest `|d|`. Both Gaussians sum to 1 (over ±3 surround), so an even picture gives nothing; beyond its border it goes on
 * as at its border.
 *
 * Input `[channels, rows, columns]`, output `[2 · channels, rows, columns]` in `[0, 1]`: on, then off, of each channel.
 *
 * @throws RangeError if the picture is none, or the widths are not positive and in order.
 * @see Marr and Hildreth, Proc. R. Soc. B 207 (1980), 187.
 */
export function contrasts(image: Tensor, {centre = 1, surround = 2, threshold = 0}: ContrastsOptions = {}): Tensor {
  positive("contrasts", "centre must be positive (pixels)", centre);
  if (!(surround > centre && surround < Infinity)) throw new RangeError(`contrasts: surround must be wider than the centre, ${centre} pixels, got ${surround}`);
  if (!(threshold >= 0 && threshold < 1)) throw new RangeError(`contrasts: threshold must lie from 0 to below 1, got ${threshold}`);
  if (image.shape.length !== 3) throw new RangeError(`contrasts: a picture must have shape [channels, rows, columns], got [${image.shape.join(", ")}]`);
  const [channels, rows, columns] = image.shape as [number, number, number], places = rows * columns;
  const made = tensor([2 * channels, rows, columns]), reach = Math.ceil(3 * surround);
  for (let c = 0; c < channels; c++) {
    const x = image.data.subarray(c * places, (c + 1) * places);
    const inner = blurred(x, rows, columns, gaussian(centre, reach)), outer = blurred(x, rows, columns, gaussian(surround, reach));
    for (let p = 0; p < places; p++) {
      const d = inner[p]! - outer[p]!;
      made.data[(d > 0 ? 2 * c : 2 * c + 1) * places + p] = Math.abs(d);
    }
  }
  const largest = made.data.reduce((a, b) => Math.max(a, b), 0);
  // Below 1e-12 there is no contrast, only rounding.
  for (let i = 0; i < sizeOf(made.shape); i++) made.data[i] = largest > 1e-12 && made.data[i]! >= threshold * largest ? made.data[i]! / largest : 0;
  return made;
}

/** Gaussian weights at `-reach … reach`, of sum 1. */
function gaussian(deviation: number, reach: number): Float64Array {
  const weights = Float64Array.from({length: 2 * reach + 1}, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * deviation * deviation)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

/** Along rows, then along columns: the Gaussian is a product. Weight by weight, so that the inner loops ask for no border. */
function blurred(x: Float64Array, rows: number, columns: number, weights: Float64Array): Float64Array {
  const reach = (weights.length - 1) / 2, across = new Float64Array(rows * columns), both = new Float64Array(rows * columns), line = new Float64Array(columns + 2 * reach);
  for (let r = 0; r < rows; r++) {
    const row = r * columns;
    for (let i = 0; i < line.length; i++) line[i] = x[row + inside(i - reach, columns)]!;
    for (let k = 0; k < weights.length; k++) for (let s = 0; s < columns; s++) across[row + s]! += weights[k]! * line[s + k]!;
  }
  for (let r = 0; r < rows; r++) {
    const row = r * columns;
    for (let k = 0; k < weights.length; k++) {
      const from = inside(r + k - reach, rows) * columns;
      for (let s = 0; s < columns; s++) both[row + s]! += weights[k]! * across[from + s]!;
    }
  }
  return both;
}

const inside = (i: number, size: number): number => Math.min(size - 1, Math.max(0, i));
