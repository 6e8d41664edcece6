import {describe, expect, it} from "vitest";
import {mostLikely} from "../../lib/coding/likelihood.ts";
import {tuningCurves} from "../../lib/coding/population.ts";

describe("mostLikely", () => {
  // With Gaussian curves that sum to a constant, the most likely value is the counts' centre of mass (Dayan & Abbott, 3.3).
  it("is the centre of mass of the preferred values where Gaussian curves tile the line", () => {
    const curves = tuningCurves({neurons: 20, tuning: "gaussian", width: 1, maxRateHz: 100, backgroundHz: 0});
    const counts = curves.centres.map((c) => Math.round(12 * Math.exp(-(((c - 0.47) / 0.1) ** 2))));
    const mass = counts.reduce((a, b) => a + b, 0), centre = counts.reduce((sum, n, j) => sum + n * curves.centres[j]!, 0) / mass;
    expect(mostLikely(curves, 100)(counts)).toBeCloseTo(centre, 4);
  });
  it("is where the expected counts came from", () => {
    const curves = tuningCurves({neurons: 9, tuning: "raised-cosine", width: 2, maxRateHz: 100, backgroundHz: 1}), decode = mostLikely(curves, 1000);
    for (const x of [0.1, 0.5, 0.83]) expect(decode(curves.centres.map((_, j) => curves.rate(j, x) * 1000))).toBeCloseTo(x, 3);
  });
});
