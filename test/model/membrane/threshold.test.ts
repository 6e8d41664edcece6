import {describe, expect, it} from "vitest";
import {membrane} from "../../../lib/model/membrane/membrane.ts";
import {firingRateHz, timeToThreshold} from "../../../lib/model/membrane/threshold.ts";
import {evaluate, relative} from "../../oracle/big.ts";

const cell = membrane({capacitance: 0.2, leak: 0.01, rest: -65, threshold: -50, reset: -65, refractory: 2});
const lower = membrane({capacitance: 0.2, leak: 0.01, rest: -70, threshold: -50, reset: -70});

describe("threshold", () => {
  it("is reached after 20 ln 3 = 21.97 ms from -70 to -50 mV at 0.3 nA", () => {
    expect(relative(timeToThreshold(lower, 0.3), 20 * Math.log(3))).toBeLessThan(1e-14);
  });
  it("is reached after 27.725887 and 13.862944 ms at 0.2 and 0.3 nA, at 33.640711 and 63.040002 Hz", () => {
    expect(timeToThreshold(cell, 0.2)).toBeCloseTo(27.725887, 6);
    expect(Math.abs(firingRateHz(cell, 0.2) - 33.640711)).toBeLessThan(1e-6);
    expect(timeToThreshold(cell, 0.3)).toBeCloseTo(13.862944, 6);
    expect(firingRateHz(cell, 0.3)).toBeCloseTo(63.040002, 6);
  });
  it("has the latencies 55.45, 27.73, 13.86 and 5.754 ms at RI = 16, 20, 30 and 60 mV", () => {
    const times = [16, 20, 30, 60].map((drive) => timeToThreshold(cell, drive / 100));
    [55.45, 27.73, 13.86, 5.754].forEach((ms, i) => expect(Math.abs(times[i]! - ms)).toBeLessThan(0.005));
  });
  it.each([0.1500001, 0.16, 0.3, 3, 1e4])("agrees with 80 digits at %d nA", (current) => {
    const exact = evaluate("c / g * log((e + i / g - r) / (e + i / g - t))", {c: 0.2, g: 0.01, e: -65, r: -65, t: -50, i: current});
    // The current's last bit, seen through the distance from rheobase.
    expect(relative(timeToThreshold(cell, current), exact)).toBeLessThan(1e-12 + 1e-15 / (current - 0.15));
  });
  it("is never reached up to rheobase, and at once from above", () => {
    expect(timeToThreshold(cell, 0.15)).toBe(Infinity);
    expect(timeToThreshold(cell, -1)).toBe(Infinity);
    expect(firingRateHz(cell, 0.15)).toBe(0);
    expect(timeToThreshold(cell, 0, {from: -50})).toBe(0);
  });
  it("lets the rate go to 1/refractory for strong currents", () => {
    expect(firingRateHz(cell, 1e9)).toBeCloseTo(500, 4);
  });
  it("refuses what is not a number", () => {
    expect(() => timeToThreshold(cell, NaN)).toThrow("timeToThreshold: current must be a finite number (nA), got NaN");
    expect(() => timeToThreshold(cell, 1, {from: NaN})).toThrow("timeToThreshold: from must be a finite number (mV), got NaN");
  });
});
