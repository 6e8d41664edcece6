import {describe, expect, it} from "vitest";
import {rate} from "../../../lib/coding/rate.ts";
import {eventList} from "../../../lib/spikes/events.ts";
import {raster} from "../../../lib/spikes/raster.ts";
import {fano, rateOverTime, rates, synchrony} from "../../../lib/spikes/statistics/counts.ts";

const spikes = eventList({times: [0, 10, 15, 90], units: [0, 1, 1, 0], field: [2], duration: 100});

describe("counts", () => {
  it("give each unit's rate, Hz, and the mean unit's over time: by hand", () => {
    expect([...rates(spikes)]).toEqual([20, 20]);
    expect([...rateOverTime(spikes, {bin: 50})]).toEqual([30, 10]);
    expect([...rates(raster([4, 2], 5, Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 1)))]).toEqual([150, 50]);
  });
  it("have the Fano factor of a hand-made train, of a clock (0) and of a Poisson process (1)", () => {
    expect(fano([1, 2, 3, 11], {window: 10, duration: 20})).toBe(1);
    expect(fano(Array.from({length: 100}, (_, i) => i * 5), {window: 50, duration: 500})).toBe(0);
    const poisson = rate({duration: 200_000, maxRateHz: 100}).encode([1], {seed: 1}).times;
    expect(Math.abs(fano(poisson, {window: 100, duration: 200_000}) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 2000));
  });
  it("are synchronous by 1 where all fire together, by 1/√N where N units are independent", () => {
    const together = raster([50, 8], 1), alone = rate({process: "bernoulli", duration: 20_000, maxRateHz: 1000}).encode(new Float64Array(16).fill(0.2), {dt: 1, seed: 1});
    for (let t = 0; t < 50; t += 7) together.data.fill(1, t * 8, t * 8 + 8);
    expect(synchrony(together)).toBeCloseTo(1, 12);
    expect(synchrony(alone)).toBeCloseTo(0.25, 2);
    expect(synchrony(raster([10, 3], 1))).toBeNaN();
  });
  it("refuse windows and bins that are none", () => {
    expect(() => fano([1], {window: 0, duration: 10})).toThrow("fano: window must be positive and at most the duration, 10 ms, got 0");
    expect(() => rateOverTime(spikes, {bin: 0})).toThrow("rateOverTime: bin must be positive (ms), got 0");
  });
});
