import {describe, expect, it} from "vitest";
import {fisherInformation, population, tuningCurves} from "../../lib/coding/population.ts";

const cosines = {neurons: 10, tuning: "raised-cosine", width: 2, maxRateHz: 100, backgroundHz: 0} as const;

describe("population", () => {
  it("tiles [0, 1] evenly with raised cosines of two spacings: the total rate is twice the maximum everywhere", () => {
    const curves = tuningCurves(cosines);
    for (let x = 0; x <= 1; x += 0.01) expect(curves.centres.reduce((sum, _, j) => sum + curves.rate(j, x), 0)).toBeCloseTo(0.2, 12);
  });
  it("has the same Fisher information everywhere then: T r π² / (2 Δ²), Δ the spacing", () => {
    const curves = tuningCurves(cosines), closed = (500 * 0.1 * Math.PI ** 2) / (2 * (1 / 7) ** 2);
    for (let x = 0.005; x <= 1; x += 0.01) expect(fisherInformation(curves, x, 500)).toBeCloseTo(closed, 6);
  });
  it.each(["gaussian", "raised-cosine"] as const)("gives the slope of every %s tuning curve", (tuning) => {
    const curves = tuningCurves({...cosines, tuning, width: 1.5});
    for (let j = 0; j < 10; j++) for (const x of [0.03, 0.4, 0.77]) expect((curves.rate(j, x + 1e-6) - curves.rate(j, x - 1e-6)) / 2e-6).toBeCloseTo(curves.slope(j, x), 6);
  });
  it("adds the units as the first axis", () => {
    expect(population({neurons: 6}).encode({shape: [2, 3], data: new Float64Array(6)}, {dt: 1}).shape).toEqual([50, 6, 2, 3]);
  });
  it("refuses what cannot be", () => {
    expect(() => population({neurons: 3})).toThrow("population: neurons must be a whole number of at least 4, got 3");
    expect(() => population({backgroundHz: -1})).toThrow("population: backgroundHz must be at least 0 (Hz), got -1");
    expect(() => population({width: 0})).toThrow("population: width must be positive, got 0");
  });
});
