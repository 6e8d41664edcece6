import {describe, expect, it} from "vitest";
import {hiddenPattern} from "../../lib/worlds/hidden-pattern.ts";

describe("hiddenPattern", () => {
  const world = hiddenPattern({seed: 1, afferents: 60, jitter: 0, noiseHz: 0, share: 0.25}), duration = 60000, {spikes, onsets} = world.stretch(3, duration);
  const rate = (inside: boolean, from: number, to: number): number => {
    let count = 0, time = 0;
    for (let t = 0; t < duration; t++) {
      if (onsets.some((onset) => t >= onset && t < onset + 50) !== inside) continue;
      time++;
      for (let i = from; i < to; i++) count += spikes.data[t * 60 + i]!;
    }
    return (1000 * count) / (time * (to - from));
  };
  it("comes a quarter of the time, and never twice in a row", () => {
    expect((onsets.length * 50) / duration).toBeCloseTo(0.25, 1);
    onsets.slice(1).forEach((onset, k) => expect(onset - onsets[k]!).toBeGreaterThanOrEqual(100));
  });
  it("is the same each time for those involved", () => {
    for (const onset of [onsets[0]!, onsets.at(-1)!]) world.pattern.forEach((times, i) => {
      for (let t = 0; t < 50; t++) expect(spikes.data[(onset + t) * 60 + i]).toBe(times.some((time) => Math.floor(time) === t) ? 1 : 0);
    });
  });
  it("is not betrayed by a rate", () => {
    // At most one spike a millisecond of a Poisson train of 54 Hz: 1000 (1 - e^-0.054).
    const expected = 1000 * -Math.expm1(-0.054), drawn = (1000 * world.pattern.flatMap((times) => [...new Set(times.map(Math.floor))]).length) / (30 * 50);
    for (const [inside, from, to] of [[false, 0, 30], [false, 30, 60], [true, 30, 60]] as const) expect(rate(inside, from, to) / expected).toBeCloseTo(1, 1);
    expect(rate(true, 0, 30)).toBeCloseTo(drawn, 9);
    expect(Math.abs(drawn - 54)).toBeLessThan(3 * Math.sqrt(54 / 1.5));
  });
  it("refuses what cannot be hidden", () => {
    expect(() => hiddenPattern({seed: 1, share: 0.5})).toThrow("hiddenPattern: share must lie between 0 and 0.5, got 0.5");
    expect(() => hiddenPattern({seed: 1, involved: 500})).toThrow("hiddenPattern: involved must be a whole number from 0 to 400, got 500");
  });
});
