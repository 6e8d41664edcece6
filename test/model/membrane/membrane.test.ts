import {describe, expect, it} from "vitest";
import {membrane, plateau, resistance, rheobase, timeConstant} from "../../../lib/model/membrane/membrane.ts";

const options = {capacitance: 0.2, leak: 0.01, rest: -65, threshold: -50, reset: -65, refractory: 2};

describe("membrane", () => {
  it("has τ = C / g = 20 ms, R = 1 / g = 100 MΩ and rheobase g (θ - rest) = 0.15 nA", () => {
    const cell = membrane(options);
    expect(timeConstant(cell)).toBe(20);
    expect(resistance(cell)).toBe(100);
    expect(rheobase(cell)).toBeCloseTo(0.15, 15);
    expect(plateau(cell, 0.3)).toBeCloseTo(-35, 12);
  });
  it("has no refractory time unless told", () => {
    const {refractory: _, ...rest} = options;
    expect(membrane(rest).refractory).toBe(0);
  });
  it.each([
    [{capacitance: 0}, "membrane: capacitance must be positive (nF), got 0"],
    [{leak: NaN}, "membrane: leak must be positive (µS), got NaN"],
    [{rest: Infinity}, "membrane: rest must be a finite number (mV), got Infinity"],
    [{threshold: NaN}, "membrane: threshold must be a finite number (mV), got NaN"],
    [{reset: -50}, "membrane: reset must lie below threshold -50 (mV), got -50"],
    [{refractory: -1}, "membrane: refractory must not be negative (ms), got -1"]
  ])("refuses %j", (wrong, message) => {
    expect(() => membrane({...options, ...wrong})).toThrow(message);
  });
});
