import {describe, expect, it} from "vitest";
import {bestClip, expectedClipping, expectedError} from "../../lib/rewrite/best-clip.ts";
import {distribution, percentileOf, rankOf} from "../../lib/rewrite/distribution.ts";

const firing = (steps: number) => ({steps, reset: "subtract", start: "half", burst: false}) as const;
/** Exponentially distributed values as a density on fine, even cells. */
const cells = 400_000, reach = 25;
const values = Float64Array.from({length: cells}, (_, k) => ((k + 0.5) * reach) / cells), weights = values.map((x) => (Math.exp(-x) * reach) / cells);

describe("bestClip", () => {
  // The table of the exercise: minimise E(z - q(z))² for Exp(1), found there by another program.
  it.each([[4, 3.926, 98.03], [8, 5.04, 99.35], [16, 6.209, 99.8], [32, 7.414, 99.94]])("of exponential values in %i steps is %f, their %fth percentile", (steps, clip, percentile) => {
    const best = bestClip({values, weights, count: 1}, firing(steps));
    expect(best).toBeCloseTo(clip, 2);
    expect(100 * (1 - Math.exp(-best))).toBeCloseTo(percentile, 2);
  });
  it("is a minimum: no clip on a fine grid errs less", () => {
    const sample = Float64Array.from({length: 3000}, (_, k) => -Math.log(1 - (k + 0.5) / 3000)), given = {values: sample, count: 4000};
    const least = expectedError(given, bestClip(given, firing(6)), firing(6));
    for (let clip = 0.5; clip < 12; clip += 0.01) expect(least).toBeLessThanOrEqual(expectedError(given, clip, firing(6)) * (1 + 2e-3));
  });
  it("splits into the tail that is cut and the steps below: closed forms of the exponential", () => {
    // E[(a - λ)⁺] = e^-λ and E[((a - λ)⁺)²] = 2 e^-λ.
    const n = 200_000, sample = distribution(Float64Array.from({length: n}, (_, k) => -Math.log(1 - (k + 0.5) / n))), clip = 2;
    const {mean, square} = expectedClipping(sample, clip, firing(8));
    expect(mean).toBeCloseTo(-Math.exp(-clip), 3);
    expect(square).toBeCloseTo(2 * Math.exp(-clip), 2);
    expect(expectedClipping(sample, clip, {...firing(8), burst: true}).square).toBe(0);
  });
  it("needs a value above zero", () => {
    expect(() => bestClip({values: [], count: 5}, firing(4))).toThrow("some value must be above zero");
  });
});

describe("a distribution", () => {
  const seen = distribution(Float64Array.of(3, 0, 1, -1, 2, 0, 4, 0, 0, 5));
  it("has percentiles as the sorted list of all values has them", () => {
    // 0 0 0 0 0 1 2 3 4 5, interpolated between its ten places.
    for (const [percentile, value] of [[0, 0], [50, 0.5], [75, 2.75], [90, 4.1], [100, 5]] as const) expect(percentileOf(seen, percentile)).toBeCloseTo(value, 12);
    expect([...seen.values]).toEqual([1, 2, 3, 4, 5]);
  });
  it("knows the rank of a value", () => {
    expect([0, 0.5, 1, 4.5, 5].map((value) => rankOf(seen, value))).toEqual([50, 50, 60, 90, 100]);
  });
});
