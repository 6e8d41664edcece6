/** @file Surrogates that are the derivative of a squashing function: long or Gaussian tails. */
import {erfc} from "../../tensor/erf.ts";
import {positive} from "../../model/door.ts";
import type {Surrogate} from "../../model/surrogate.ts";

export interface SlopeOptions {
  /** How fast the bell falls, per unit of membrane. */
  readonly slope?: number;
}

/**
 * The fast sigmoid: `1 / (1 + slope |u|)²`. Height 1, area `2 / slope`; soft spike `1/2 + u / (1 + slope |u|)`.
 *
 * @throws RangeError if the slope is not positive.
 * @see Zenke and Ganguli, Neural Computation 30 (2018), 1514–1541.
 */
export function fastSigmoid({slope = 25}: SlopeOptions = {}): Surrogate {
  return rational("fastSigmoid", slope);
}

/**
 * SuperSpike's own form, `1 / (1 + beta |u|)²`: the fast sigmoid with the slope called beta. Height 1, area `2 / beta`.
 *
 * @throws RangeError if beta is not positive.
 * @see Zenke and Ganguli, Neural Computation 30 (2018), equation 5.
 */
export function superSpike({beta = 10}: {readonly beta?: number} = {}): Surrogate {
  const {derivative, soft, form} = rational("superSpike", beta);
  return {kind: "superSpike", settings: {beta}, derivative, soft: soft!, form};
}

function rational(who: string, slope: number): Surrogate {
  positive(who, who === "superSpike" ? "beta" : "slope", slope, "per unit of membrane");
  return {
    kind: who,
    settings: {slope},
    form: {name: "fastSigmoid", numbers: [slope]},
    derivative: (u) => 1 / (1 + slope * Math.abs(u)) ** 2,
    soft: (u) => 0.5 + u / (1 + slope * Math.abs(u))
  };
}

/**
 * The logistic sigmoid's derivative: `slope σ (1 - σ)`, `σ = 1 / (1 + e^(-slope u))`. Height `slope / 4`, area 1; soft spike `σ`.
 *
 * @throws RangeError if the slope is not positive.
 */
export function sigmoid({slope = 4}: SlopeOptions = {}): Surrogate {
  positive("sigmoid", "slope", slope, "per unit of membrane");
  const soft = (u: number): number => 1 / (1 + Math.exp(-slope * u));
  return {
    kind: "sigmoid",
    settings: {slope},
    form: {name: "sigmoid", numbers: [slope]},
    derivative(u) {
      const e = Math.exp(-slope * Math.abs(u));
      return (slope * e) / (1 + e) ** 2;
    },
    soft
  };
}

/**
 * The arctangent's derivative: `(slope / 2) / (1 + (π slope u / 2)²)`. Height `slope / 2`, area 1; soft spike
 * `atan(π slope u / 2) / π + 1/2`.
 *
 * @throws RangeError if the slope is not positive.
 * @see Fang et al., ICCV 2021, 2661–2671.
 */
export function arctan({slope = 2}: SlopeOptions = {}): Surrogate {
  positive("arctan", "slope", slope, "per unit of membrane");
  const scale = (Math.PI * slope) / 2;
  return {
    kind: "arctan",
    settings: {slope},
    form: {name: "arctan", numbers: [slope]},
    derivative: (u) => slope / 2 / (1 + (scale * u) ** 2),
    soft: (u) => Math.atan(scale * u) / Math.PI + 0.5
  };
}

export interface GaussianOptions {
  /** Standard deviation, in units of membrane. */
  readonly deviation?: number;
}

/**
 * The normal density `e^(-u² / 2 deviation²) / (deviation √2π)`. Height `0.399 / deviation`, area 1; soft spike its distribution.
 *
 * @throws RangeError if the deviation is not positive.
 */
export function gaussian({deviation = 0.4}: GaussianOptions = {}): Surrogate {
  positive("gaussian", "deviation", deviation, "membrane");
  return {
    kind: "gaussian",
    settings: {deviation},
    form: {name: "gaussian", numbers: [deviation]},
    derivative: (u) => density(u, deviation),
    soft: (u) => distribution(u, deviation)
  };
}

export interface MultiGaussianOptions extends GaussianOptions {
  /** Weight of the two negative lobes. */
  readonly lobe?: number;
  /** Their width, in deviations of the middle one. */
  readonly width?: number;
}

/**
 * A normal density between two broad negative lobes: `(1 + lobe) N(u; 0, d) - lobe N(u; d, width d) - lobe N(u; -d, width d)`.
 * Area `1 - lobe`; the slope may be negative, so that a membrane far from threshold is drawn towards it.
 *
 * @throws RangeError if a number is not positive.
 * @see Yin, Corradi and Bohté, Nature Machine Intelligence 3 (2021), 905–913.
 */
export function multiGaussian({deviation = 0.5, lobe = 0.15, width = 6}: MultiGaussianOptions = {}): Surrogate {
  for (const [name, value] of Object.entries({deviation, lobe, width})) positive("multiGaussian", name, value, "membrane, share, deviations");
  const sum = (of: (u: number, deviation: number) => number, u: number): number =>
    (1 + lobe) * of(u, deviation) - lobe * (of(u - deviation, width * deviation) + of(u + deviation, width * deviation));
  return {
    kind: "multiGaussian",
    settings: {deviation, lobe, width},
    form: {name: "multiGaussian", numbers: [deviation, lobe, width]},
    derivative: (u) => sum(density, u),
    soft: (u) => sum(distribution, u) + lobe / 2
  };
}

const density = (u: number, deviation: number): number => Math.exp(-0.5 * (u / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));
const distribution = (u: number, deviation: number): number => 0.5 * erfc(-u / (deviation * Math.SQRT2));
