import {describe, expect, it} from "vitest";
import {decayLeak, shiftLeak} from "../../../lib/model/membrane/fixed-point-leak.ts";
import {evaluate, relative} from "../../oracle/big.ts";

describe("fixed-point leak", () => {
  it("by a shift of 3, 4 and 5 bits has time constants 7.489, 15.495 and 31.497 steps", () => {
    [[3, 7.489], [4, 15.495], [5, 31.497]].forEach(([shift, tau]) => expect(shiftLeak(shift!)).toBeCloseTo(tau!, 3));
    for (const k of [1, 3, 12, 40]) expect(relative(shiftLeak(k), evaluate("-1 / log(1 - 2^(-k))", {k}))).toBeLessThan(1e-14);
  });
  it("at 12 bits turns τ = 20 into a decay of 200 and a time constant of 19.9758 steps", () => {
    expect(decayLeak({tau: 20}).decay).toBe(200);
    expect(decayLeak({tau: 20}).tau).toBeCloseTo(19.9758, 4);
  });
  it("really decays so: v ← v (1 - decay / 4096) for one time constant leaves 1/e", () => {
    const {decay, tau} = decayLeak({tau: 20});
    expect((1 - decay / 4096) ** tau).toBeCloseTo(Math.exp(-1), 12);
  });
  it("refuses a shift that is not a whole number, and a leak its word cannot hold", () => {
    expect(() => shiftLeak(0)).toThrow("shiftLeak: shift must be a whole number of at least 1 (bits), got 0");
    expect(() => shiftLeak(NaN)).toThrow("got NaN");
    expect(() => decayLeak({tau: 1e4})).toThrow("decayLeak: tau must be short enough for 12 bits to hold its decay (steps), got 10000");
    expect(() => decayLeak({tau: 20, bits: 0})).toThrow("decayLeak: bits must be a whole number from 1 to 30, got 0");
  });
});
