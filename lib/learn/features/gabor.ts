/** @file Gabor functions: a wave under a Gaussian, which is what simple cells of visual cortex look like. */
import {tensor} from "../../tensor/tensor.ts";
import type {Tensor} from "../../tensor/tensor.ts";

export interface Gabor {
  /** Direction of the stripes, degrees in `[0, 180)`: 0 lie, 90 stand. */
  readonly angle: number;
  /** pixels */
  readonly wavelength: number;
  /** radians; 0 is an even (bar) and ±π/2 an odd (edge) filter */
  readonly phase: number;
  /** Of the Gaussian, from the middle of the field, pixels down and to the right. */
  readonly centre: readonly [number, number];
  /** Standard deviations of the Gaussian across and along the stripes, pixels. */
  readonly across: number;
  readonly along: number;
  readonly amplitude: number;
  readonly offset: number;
}

/** A place relative to the middle, turned: `u` across the stripes, `v` along them. */
export function turnedAt(r: number, s: number, angle: number): [number, number] {
  const [cosine, sine] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [r * cosine - s * sine, r * sine + s * cosine];
}

/** `offset + amplitude · exp(-u² / 2 across² - v² / 2 along²) · cos(2π u / wavelength + phase)` on `[rows, columns]`. */
export function gabor({angle, wavelength, phase, centre, across, along, amplitude, offset}: Gabor, [rows, columns]: readonly [number, number]): Tensor {
  const field = tensor([rows, columns]);
  for (let r = 0, p = 0; r < rows; r++) {
    for (let s = 0; s < columns; s++, p++) {
      const [u, v] = turnedAt(r - (rows - 1) / 2 - centre[0], s - (columns - 1) / 2 - centre[1], angle);
      field.data[p] = offset + amplitude * Math.exp(-(u * u) / (2 * across * across) - (v * v) / (2 * along * along)) * Math.cos((2 * Math.PI * u) / wavelength + phase);
    }
  }
  return field;
}

/**
 * Bandwidth in octaves: the ratio of the frequencies at which the response falls to half,
 * `log₂((σ/λ π + √(ln 2 / 2)) / (σ/λ π - √(ln 2 / 2)))`; `Infinity` where the lower one is below 0.
 */
export function bandwidth({across, wavelength}: Pick<Gabor, "across" | "wavelength">): number {
  const size = (across / wavelength) * Math.PI, half = Math.sqrt(Math.LN2 / 2);
  return size > half ? Math.log2((size + half) / (size - half)) : Infinity;
}
