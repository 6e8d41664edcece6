import {describe, expect, it} from "vitest";
import {correlations, meanCorrelation} from "../../../lib/spikes/statistics/correlations.ts";
import {normal} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";

describe("correlations", () => {
  it("are those of a mixture of independent numbers", () => {
    const [a, b] = ["a", "b"].map((name) => normal(split(generator(1), name), 4000)) as [Float64Array, Float64Array];
    const found = correlations(Array.from(a, (x, k) => [x, 3 * x + 1, -x, b[k]!, 0.6 * x + 0.8 * b[k]!, 7]));
    expect([...found[0]!.slice(0, 3)]).toEqual([1, expect.closeTo(1, 12), expect.closeTo(-1, 12)]);
    expect(found[0]![3]).toBeCloseTo(0, 1);
    expect(found[0]![4]).toBeCloseTo(0.6, 1);
    expect(found[0]![5]).toBeNaN();
  });
  it("have a mean over pairs, without those that never vary", () => {
    expect(meanCorrelation([[1, 2, 5], [2, 4, 5], [3, 6, 5]])).toBeCloseTo(1, 12);
    expect(() => correlations([[1, 2]])).toThrow("correlations: samples must be at least two, got 1");
    expect(() => correlations([[1, 2], [1]])).toThrow("correlations: samples must be of one length, got 2 and 1");
  });
});
