import {describe, expect, it} from "vitest";
import {kept, plain} from "../../lib/show/numbers.ts";

describe("numbers", () => {
  it("keeps nine digits, and leaves a gap where a number is not finite", () => {
    expect(plain(Float64Array.of(1 / 3, NaN, Infinity, -0, 1e-300))).toEqual([0.333333333, null, null, 0, 1e-300]);
  });
  it("keeps every point up to 4,000, and above that the extremes of every run", () => {
    expect(kept(new Float64Array(4000))).toHaveLength(4000);
    const wave = Float64Array.from({length: 100_000}, (_, i) => Math.sin(i / 7));
    wave[54_321] = 9;
    wave[77_777] = -9;
    const indices = kept(wave);
    expect(indices.length).toBeLessThanOrEqual(4000);
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    for (const i of [0, 54_321, 77_777, 99_999]) expect(indices).toContain(i);
  });
});
