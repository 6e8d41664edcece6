import {describe, expect, it} from "vitest";
import {rate} from "../../../lib/coding/rate.ts";
import {cv, cv2, intervals} from "../../../lib/spikes/statistics/intervals.ts";

describe("intervals", () => {
  const times = [1, 3, 4, 8];
  it("are the gaps between neighbours; their cv and cv2 by hand", () => {
    expect([...intervals(times)]).toEqual([2, 1, 4]);
    expect(cv(times)).toBeCloseTo(Math.sqrt(14 / 9) / (7 / 3), 12);
    expect(cv2(times)).toBeCloseTo((2 / 3 + 6 / 5) / 2, 12);
  });
  it("do not vary for a clock, and vary by 1 for a Poisson process, by 1 - rτ with a refractory period τ", () => {
    const train = (refractory: number) => rate({duration: 400_000, maxRateHz: 100, refractory}).encode([1], {seed: 3}).times;
    expect(cv([5, 10, 15, 20])).toBe(0);
    expect(cv2([5, 10, 15, 20])).toBe(0);
    expect(cv(train(0))).toBeCloseTo(1, 1.5);
    expect(cv2(train(0))).toBeCloseTo(1, 1.5);
    expect(cv(train(4))).toBeCloseTo(0.6, 1.5);
  });
  it("vary less by cv2 than by cv where only the rate drifts", () => {
    const drifting = Array.from({length: 200}, (_, i) => i ** 1.7);
    expect(cv(drifting)).toBeGreaterThan(0.3);
    expect(cv2(drifting)).toBeLessThan(0.05);
  });
  it("say nothing about fewer than three spikes", () => {
    expect(cv([1, 2])).toBeNaN();
    expect(cv2([])).toBeNaN();
    expect(intervals([]).length).toBe(0);
  });
});
