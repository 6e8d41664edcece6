/** @file Surrogates with corners: triangle, boxcar, exponential. */
import {positive} from "../../model/door.ts";
import type {Surrogate} from "../../model/surrogate.ts";

export interface TriangleOptions {
  /** Half of the base, in units of membrane. */
  readonly width?: number;
  /** At threshold; `1 / width` (area 1) unless given. Bellec's dampened triangle is `{width: 1, height: 0.3}`. */
  readonly height?: number;
}

/**
 * The triangle `height · max(0, 1 - |u| / width)`: 0 beyond its base, so that most units drop out of the way back. Area
 * `height · width`, 1 unless the height is given.
 *
 * @throws RangeError if a number is not positive.
 * @see Bellec et al., NeurIPS 2018, section 2.
 */
export function triangle({width = 1, height = 1 / width}: TriangleOptions = {}): Surrogate {
  positive("triangle", "width", width, "membrane");
  positive("triangle", "height", height, "per unit of membrane");
  return {
    kind: "triangle",
    settings: {width, height},
    form: {name: "triangle", numbers: [width, height]},
    derivative: (u) => height * Math.max(0, 1 - Math.abs(u) / width),
    soft(u) {
      const r = Math.min(1, Math.abs(u) / width);
      return 0.5 + Math.sign(u) * height * width * (r - (r * r) / 2);
    }
  };
}

export interface BoxcarOptions {
  /** Half of the base, in units of membrane. */
  readonly width?: number;
}

/**
 * The boxcar: `1 / (2 width)` where `|u| < width`, else 0. Area 1; the soft spike is a ramp.
 *
 * @throws RangeError if the width is not positive.
 * @see Wu et al., Frontiers in Neuroscience 12:331 (2018), h₁.
 */
export function boxcar({width = 0.5}: BoxcarOptions = {}): Surrogate {
  positive("boxcar", "width", width, "membrane");
  return {
    kind: "boxcar",
    settings: {width},
    form: {name: "boxcar", numbers: [width]},
    derivative: (u) => (Math.abs(u) < width ? 0.5 / width : 0),
    soft: (u) => 0.5 + Math.max(-width, Math.min(width, u)) / (2 * width)
  };
}

export interface ExponentialOptions {
  /** How fast it falls, per unit of membrane. */
  readonly slope?: number;
  /** At threshold; `slope / 2` (area 1) unless given. */
  readonly height?: number;
}

/**
 * The two-sided exponential `height · e^(-slope |u|)`. Area `2 height / slope`, 1 unless the height is given.
 *
 * @throws RangeError if a number is not positive.
 */
export function exponential({slope = 5, height = slope / 2}: ExponentialOptions = {}): Surrogate {
  positive("exponential", "slope", slope, "per unit of membrane");
  positive("exponential", "height", height, "per unit of membrane");
  return {
    kind: "exponential",
    settings: {slope, height},
    form: {name: "exponential", numbers: [slope, height]},
    derivative: (u) => height * Math.exp(-slope * Math.abs(u)),
    soft: (u) => 0.5 - (Math.sign(u) * height * Math.expm1(-slope * Math.abs(u))) / slope
  };
}

export interface SlayerOptions {
  /** The distance over which the chance of a changed spike falls by e, in units of membrane. */
  readonly tau?: number;
  /** `scale / tau` at threshold. */
  readonly scale?: number;
}

/**
 * SLAYER's density of a changed spike, `(scale / tau) e^(-|u| / tau)`: an exponential of area `2 scale`.
 *
 * @throws RangeError if a number is not positive.
 * @see Shrestha and Orchard, NeurIPS 2018, equation 14.
 */
export function slayer({tau = 0.2, scale = 1}: SlayerOptions = {}): Surrogate {
  positive("slayer", "tau", tau, "membrane");
  positive("slayer", "scale", scale, "1");
  return {...exponential({slope: 1 / tau, height: scale / tau}), kind: "slayer", settings: {tau, scale}};
}
