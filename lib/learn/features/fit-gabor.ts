/** @file Fitting a Gabor function to a filter by least squares. */
import {bandwidth, gabor, turnedAt} from "./gabor.ts";
import type {Gabor} from "./gabor.ts";
import {descend} from "./least-squares.ts";
import {solved} from "./linear.ts";
import type {Tensor} from "../../tensor/tensor.ts";

export interface GaborFit extends Gabor {
  /** The part of the filter's variance that the fit explains, 0 to 1. */
  readonly r2: number;
  /** The same, less what nine free constants explain of anything: `1 - (1 - r2) (n - 1) / (n - 9)`; below 0 for noise. */
  readonly adjusted: number;
  /** octaves */
  readonly bandwidth: number;
  readonly fitted: Tensor;
}

/** Constants of a fit: centre row and column, angle (radians), logarithms of wavelength, across and along. */
type Constants = Float64Array;

const CONSTANTS = 9, ANGLES = 12, STARTS = 4;

/**
 * The Gabor function nearest to a filter `[rows, columns]`. Amplitude, phase and offset are linear and solved for exactly at every
 * trial; the other six constants descend by Levenberg and Marquardt from the best of a grid of angles and wavelengths.
 *
 * @throws RangeError if the filter is no field of at least ten numbers, or one is not finite.
 */
export function fitGabor({shape, data}: {readonly shape: readonly number[]; readonly data: ArrayLike<number>}): GaborFit {
  const [rows, columns] = shape.slice(-2) as [number, number], z = Float64Array.from(data);
  if (shape.length < 2 || z.length !== rows * columns || z.length <= CONSTANTS) throw new RangeError(`fitGabor: a filter must be a field of more than ${CONSTANTS} numbers, got [${shape.join(", ")}]`);
  if (!z.every(Number.isFinite)) throw new RangeError("fitGabor: every number of a filter must be finite");
  const size = Math.max(rows, columns), mean = z.reduce((a, b) => a + b, 0) / z.length, variance = z.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const trial = (q: Constants): Trial => solve(inside(q, rows, columns), rows, columns, z);
  const miss = (q: Constants): Float64Array => trial(q).residual;
  const best = starts(z, rows, columns, size, trial).map((q) => descend(q, miss, 60)).sort((a, b) => a.square - b.square)[0]!;
  const q = inside(best.at, rows, columns), {linear: [even, odd, offset], residual} = trial(q);
  const found: Gabor = {
    angle: (((q[2]! * 180) / Math.PI) % 180 + 180) % 180, wavelength: Math.exp(q[3]!), phase: Math.atan2(-odd!, even!) + 0,
    centre: [q[0]!, q[1]!], across: Math.exp(q[4]!), along: Math.exp(q[5]!), amplitude: Math.hypot(even!, odd!), offset: offset!
  };
  const r2 = variance > 0 ? 1 - residual.reduce((sum, each) => sum + each * each, 0) / variance : 0;
  const turned = {...found, ...upright(q[2]!, found)};
  return {...turned, r2, adjusted: 1 - ((1 - r2) * (z.length - 1)) / (z.length - CONSTANTS), bandwidth: bandwidth(found), fitted: gabor(turned, [rows, columns])};
}

/** Turning the stripes by half a circle turns the wave around: its phase changes sign. */
function upright(radians: number, {angle, phase}: Gabor): Pick<Gabor, "angle" | "phase"> {
  const turns = Math.round((radians * 180) / Math.PI - angle) / 180;
  return {angle, phase: Math.abs(turns) % 2 === 1 ? -phase : phase};
}

interface Trial {
  /** Of the cosine, the sine and 1. */
  readonly linear: readonly number[];
  readonly residual: Float64Array;
}

function solve(q: Constants, rows: number, columns: number, z: Float64Array): Trial {
  const n = z.length, angle = (q[2]! * 180) / Math.PI, [wave, across, along] = [Math.exp(q[3]!), Math.exp(q[4]!), Math.exp(q[5]!)];
  const even = new Float64Array(n), odd = new Float64Array(n), one = new Float64Array(n).fill(1);
  for (let r = 0, p = 0; r < rows; r++) {
    for (let s = 0; s < columns; s++, p++) {
      const [u, v] = turnedAt(r - (rows - 1) / 2 - q[0]!, s - (columns - 1) / 2 - q[1]!, angle);
      const height = Math.exp(-(u * u) / (2 * across * across) - (v * v) / (2 * along * along)), turn = (2 * Math.PI * u) / wave;
      even[p] = height * Math.cos(turn);
      odd[p] = height * Math.sin(turn);
    }
  }
  const basis = [even, odd, one], linear = solved(basis, z);
  return {linear, residual: z.map((each, p) => each - linear.reduce((sum, a, k) => sum + a * basis[k]![p]!, 0))};
}

/** Constants that describe a wave that can be seen in this field: no finer than its pixels, no wider than twice its size. */
function inside(q: Constants, rows: number, columns: number): Constants {
  const size = Math.max(rows, columns), held = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  return Float64Array.of(
    held(q[0]!, -rows / 2, rows / 2), held(q[1]!, -columns / 2, columns / 2), q[2]!,
    held(q[3]!, Math.log(2.5), Math.log(2 * size)), held(q[4]!, Math.log(0.6), Math.log(size)), held(q[5]!, Math.log(0.6), Math.log(size)));
}

/** The best few of a grid of angles and wavelengths, the Gaussian around the filter's middle of weight. */
function starts(z: Float64Array, rows: number, columns: number, size: number, trial: (q: Constants) => Trial): Constants[] {
  let [weight, down, right] = [0, 0, 0];
  z.forEach((each, p) => {
    weight += each * each;
    down += each * each * (Math.floor(p / columns) - (rows - 1) / 2);
    right += each * each * ((p % columns) - (columns - 1) / 2);
  });
  const grid = Array.from({length: ANGLES}, (_, k) => (k * Math.PI) / ANGLES).flatMap((angle) => [0.5, 0.8, 1.3].map((part) =>
    Float64Array.of(weight > 0 ? down / weight : 0, weight > 0 ? right / weight : 0, angle, Math.log(part * size), Math.log(size / 4), Math.log(size / 4))));
  const square = (q: Constants): number => trial(q).residual.reduce((sum, each) => sum + each * each, 0);
  return grid.map((q) => ({q, miss: square(q)})).sort((a, b) => a.miss - b.miss).slice(0, STARTS).map(({q}) => q);
}
