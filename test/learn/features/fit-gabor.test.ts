import {describe, expect, it} from "vitest";
import {orientationCoverage, receptiveFields} from "../../../lib/learn/features/coverage.ts";
import {fitGabor} from "../../../lib/learn/features/fit-gabor.ts";
import {bandwidth, gabor} from "../../../lib/learn/features/gabor.ts";
import type {Gabor} from "../../../lib/learn/features/gabor.ts";
import {normal} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";
import {stream} from "../../../lib/tensor/stream.ts";
import {tensor} from "../../../lib/tensor/tensor.ts";
import {grating} from "../../../lib/worlds/stimuli.ts";

function drawn(seed: number): Gabor {
  const {uniform} = stream(generator(seed));
  return {
    angle: 180 * uniform(), wavelength: 4 + 5 * uniform(), phase: Math.PI * (2 * uniform() - 1), centre: [uniform() - 0.5, uniform() - 0.5],
    across: 1.3 + uniform(), along: 1.5 + 1.5 * uniform(), amplitude: 0.5 + uniform(), offset: uniform() - 0.5
  };
}

/** The distance of two orientations, degrees. */
const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 180 - Math.abs(a - b));

describe("fitGabor", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("finds a Gabor function again (seed %i)", (seed) => {
    const hidden = drawn(seed), fit = fitGabor(gabor(hidden, [13, 13]));
    expect(fit.r2).toBeGreaterThan(0.9999);
    expect(apart(fit.angle, hidden.angle)).toBeLessThan(0.5);
    expect(fit.wavelength / hidden.wavelength).toBeCloseTo(1, 1);
    const field = gabor(hidden, [13, 13]).data;
    fit.fitted.data.forEach((each, p) => expect(Math.abs(each - field[p]!)).toBeLessThan(0.02));
  });
  it("finds no Gabor function in noise", () => {
    const fits = Array.from({length: 12}, (_, k) => fitGabor(tensor([7, 7], normal(split(generator(1), k), 49))));
    for (const {adjusted} of fits) expect(adjusted).toBeLessThan(0.5);
    expect(orientationCoverage(fits)).toBe(0);
  });
  it("names directions as gratings do", () => {
    for (const angle of [0, 30, 90, 150]) expect(apart(fitGabor(grating({size: 11, angle, wavelength: 6})).angle, angle)).toBeLessThan(1);
  });
  it("has the bandwidth at which the response of its wave falls to half", () => {
    const cell = {across: 2, wavelength: 6}, octaves = bandwidth(cell);
    // The Fourier transform of the envelope is exp(-(2π across (f - f₀))² / 2): half at a distance of √(2 ln 2) / (2π across).
    const half = Math.sqrt(2 * Math.LN2) / (2 * Math.PI * 2);
    expect(octaves).toBeCloseTo(Math.log2((1 / 6 + half) / (1 / 6 - half)), 12);
    expect(bandwidth({across: 0.5, wavelength: 20})).toBe(Infinity);
  });
  it("refuses what is no field of numbers", () => {
    expect(() => fitGabor({shape: [3, 3], data: new Float64Array(9)})).toThrow("fitGabor: a filter must be a field of more than 9 numbers, got [3, 3]");
    expect(() => fitGabor({shape: [4, 4], data: new Float64Array(16).fill(NaN)})).toThrow("fitGabor: every number of a filter must be finite");
  });
});

describe("receptiveFields", () => {
  it("are on minus off", () => {
    const [field] = receptiveFields(tensor([1, 2, 1, 2], [0.9, 0.1, 0.2, 0.7]));
    expect([...field!.data]).toEqual([0.9 - 0.2, 0.1 - 0.7]);
    expect(() => receptiveFields(tensor([1, 3, 1, 2]))).toThrow("receptiveFields: weights must have shape [maps, 1 or 2 (on and off), rows, columns], got [1, 3, 1, 2]");
  });
});

describe("orientationCoverage", () => {
  it("counts the parts of the half circle that hold a good fit", () => {
    const fits = [0, 179, 44, 90, 91].map((angle) => ({angle, adjusted: 0.9}));
    expect(orientationCoverage(fits, {bins: 4})).toBe(0.75);
    expect(orientationCoverage([...fits, {angle: 135, adjusted: 0.2}], {bins: 4})).toBe(0.75);
  });
});
