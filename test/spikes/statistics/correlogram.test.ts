import {describe, expect, it} from "vitest";
import {rate} from "../../../lib/coding/rate.ts";
import {autocorrelation, crossCorrelogram} from "../../../lib/spikes/statistics/correlogram.ts";
import {randomTrain} from "../trains.ts";

describe("correlogram", () => {
  it("counts pairs by lag: by hand", () => {
    const {lags, counts} = crossCorrelogram([0, 10], [2, 12, 13], {bin: 1, maxLag: 3});
    expect([...lags]).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect([...counts]).toEqual([0, 0, 0, 0, 0, 2, 1]);
  });
  it("equals the count over all pairs", () => {
    for (let seed = 0; seed < 10; seed++) {
      const a = randomTrain(seed, 30), b = randomTrain(seed + 20, 30), {lags, counts} = crossCorrelogram(a, b, {bin: 2.5, maxLag: 20});
      lags.forEach((lag, k) => expect(counts[k]).toBe(a.flatMap((s) => b.filter((t) => t - s >= lag - 1.25 && t - s < lag + 1.25)).length));
    }
  });
  it("of a train with itself leaves out each spike's pair with itself, and shows its period", () => {
    const {lags, counts} = autocorrelation([0, 10, 20, 30], {bin: 1, maxLag: 12});
    expect([...lags].filter((_, k) => counts[k]! > 0)).toEqual([-10, 10]);
    expect(counts[12]).toBe(0);
  });
  it("of independent Poisson trains is flat at nₐ n_b bin / T", () => {
    const [a, b] = [1, 2].map((seed) => rate({duration: 100_000, maxRateHz: 50}).encode([1], {seed}).times), {counts} = crossCorrelogram(a!, b!, {bin: 5, maxLag: 50});
    const flat = (a!.length * b!.length * 5) / 100_000;
    for (const count of counts) expect(Math.abs(count - flat)).toBeLessThan(4.5 * Math.sqrt(flat) * 1.3);
  });
  it("refuses bins and lags that are none", () => {
    expect(() => crossCorrelogram([], [], {bin: 0, maxLag: 1})).toThrow("crossCorrelogram: bin must be positive (ms), got 0");
    expect(() => crossCorrelogram([], [], {bin: 1, maxLag: -1})).toThrow("crossCorrelogram: maxLag must be at least 0 (ms), got -1");
  });
});
