/** @file Population code: many units with overlapping preferences share one value. */
import {stream} from "../tensor/stream.ts";
import {generator, split} from "../tensor/generator.ts";
import {sizeOf} from "../tensor/shape.ts";
import {checkedValues, fieldCode, positive} from "./code.ts";
import type {Code} from "./code.ts";
import {mostLikely} from "./likelihood.ts";
import {poissonTrain} from "./rate.ts";

export interface PopulationOptions {
  /** Units for each value. */
  readonly neurons?: number;
  readonly tuning?: "gaussian" | "raised-cosine";
  /** In units of the spacing of the preferred values: standard deviation, or half the support of the cosine. */
  readonly width?: number;
  /** ms */
  readonly duration?: number;
  /** The rate at the preferred value, Hz. */
  readonly maxRateHz?: number;
  /** The rate far from it, Hz. */
  readonly backgroundHz?: number;
}

/** How the rate of each unit, spikes per ms, depends on the value. */
export interface Tuning {
  readonly centres: readonly number[];
  rate(unit: number, value: number): number;
  slope(unit: number, value: number): number;
}

/**
 * Population code: unit `j` fires Poisson spikes at `background + maxRate · shape((x - c_j) / width)`, with the preferred
 * values `c_j` evenly from one spacing below 0 to one above 1. Read back by maximum likelihood.
 *
 * The field gains a leading axis, `[neurons, ...field]`. The deviation is that of the Cramér-Rao bound, `1/√I(x)`, which
 * maximum likelihood attains as spikes become many.
 *
 * @see Dayan & Abbott, Theoretical Neuroscience (2001), sections 3.3 and 3.4.
 */
export function population({neurons = 8, tuning = "gaussian", width = tuning === "gaussian" ? 1 : 2, duration = 50, maxRateHz = 200, backgroundHz = 1}: PopulationOptions = {}): Code {
  positive("population", "duration must be positive (ms)", duration);
  const curves = tuningCurves({neurons, tuning, width, maxRateHz, backgroundHz});
  const decode = mostLikely(curves, duration);
  return fieldCode({
    name: `population (${tuning})`,
    duration,
    count: (x) => curves.centres.reduce((sum, _, j) => sum + curves.rate(j, x), 0) * duration,
    error: {kind: "deviation", at: (x) => 1 / Math.sqrt(fisherInformation(curves, x, duration))},
    trains: (values, {seed = 0}) => {
      const {shape, data} = checkedValues("population", values), source = generator(seed);
      const draws = (i: number, j: number) => stream(split(split(source, i), j));
      return {field: [neurons, ...shape], trains: curves.centres.flatMap((_, j) => Array.from(data, (x, i) => poissonTrain(curves.rate(j, x), duration, draws(i, j))))};
    },
    values: (trains, field) => {
      const shape = field.slice(1), size = sizeOf(shape);
      return {shape, data: Float64Array.from({length: size}, (_, i) => decode(curves.centres.map((_c, j) => trains[j * size + i]!.length)))};
    }
  });
}

export function tuningCurves({neurons, tuning, width, maxRateHz, backgroundHz}: Required<Omit<PopulationOptions, "duration">>): Tuning {
  if (!(Number.isInteger(neurons) && neurons >= 4)) throw new RangeError(`population: neurons must be a whole number of at least 4, got ${neurons}`);
  if (!(backgroundHz >= 0)) throw new RangeError(`population: backgroundHz must be at least 0 (Hz), got ${backgroundHz}`);
  const peak = positive("population", "maxRateHz must be positive (Hz)", maxRateHz) / 1000, floor = backgroundHz / 1000;
  const spacing = 1 / (neurons - 3), scale = positive("population", "width must be positive", width) * spacing;
  const centres = Array.from({length: neurons}, (_, j) => (j - 1) * spacing), bump = tuning === "gaussian" ? gaussian : raisedCosine;
  return {
    centres,
    rate: (j, x) => floor + peak * bump.height((x - centres[j]!) / scale),
    slope: (j, x) => (peak * bump.slope((x - centres[j]!) / scale)) / scale
  };
}

const gaussian = {height: (z: number) => Math.exp((-z * z) / 2), slope: (z: number) => -z * Math.exp((-z * z) / 2)};
const raisedCosine = {
  height: (z: number) => (Math.abs(z) < 1 ? (1 + Math.cos(Math.PI * z)) / 2 : 0),
  slope: (z: number) => (Math.abs(z) < 1 ? (-Math.PI * Math.sin(Math.PI * z)) / 2 : 0)
};

/** `I(x) = T Σ f_j'(x)² / f_j(x)`: what Poisson counts over `duration` tell about the value at best. */
export function fisherInformation({centres, rate, slope}: Tuning, value: number, duration: number): number {
  return centres.reduce((sum, _, j) => (slope(j, value) === 0 ? sum : sum + slope(j, value) ** 2 / rate(j, value)), 0) * duration;
}
