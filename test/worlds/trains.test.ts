import {describe, expect, it} from "vitest";
import {trains} from "../../lib/worlds/trains.ts";

describe("trains", () => {
  it("have the asked rates, and the asked correlation in their group only", () => {
    const steps = 60000, {data} = trains({groups: [{size: 3, rateHz: 100, correlation: 0.4}, {size: 2, rateHz: 50}], steps, seed: 1});
    const column = (i: number): number[] => Array.from({length: steps}, (_, t) => data[t * 5 + i]!);
    const rate = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / steps;
    const correlation = (a: readonly number[], b: readonly number[]): number => {
      const [p, q] = [rate(a), rate(b)];
      return a.reduce((sum, x, t) => sum + (x - p) * (b[t]! - q), 0) / steps / Math.sqrt(p * (1 - p) * q * (1 - q));
    };
    for (const i of [0, 1, 2]) expect(rate(column(i))).toBeCloseTo(0.1, 2);
    for (const i of [3, 4]) expect(rate(column(i))).toBeCloseTo(0.05, 2);
    for (const [i, j] of [[0, 1], [0, 2], [1, 2]] as const) expect(correlation(column(i), column(j))).toBeCloseTo(0.4, 1);
    for (const [i, j] of [[0, 3], [1, 4], [3, 4]] as const) expect(Math.abs(correlation(column(i), column(j)))).toBeLessThan(0.02);
    expect(Math.abs(correlation(column(0).slice(1), column(1).slice(0, -1)))).toBeLessThan(0.02);
  });
  it("refuse what no train can have", () => {
    expect(() => trains({groups: [{size: 1, rateHz: 2000}], steps: 1, seed: 1})).toThrow("trains: rateHz must lie from 0 to 1000 (Hz; once a step), got 2000");
    expect(() => trains({groups: [{size: 1, rateHz: 20, correlation: 2}], steps: 1, seed: 1})).toThrow("trains: correlation must lie from 0 to 1, got 2");
  });
});
