import {describe, expect, it} from "vitest";
import {weightedPhase, wordOf} from "../../lib/coding/weighted-phase.ts";

describe("weightedPhase", () => {
  it("sends 0.7 in 8 bits as 179/256 = 10110011b: five spikes, error 7.81e-4", () => {
    const code = weightedPhase({bits: 8}), spikes = code.encode([0.7], {dt: 1});
    expect(wordOf(0.7, 8)).toBe(179);
    expect([...spikes.data].join("")).toBe("10110011");
    expect(code.count(0.7)).toBe(5);
    expect(code.decode(spikes).data[0]).toBe(179 / 256);
    expect((0.7 - 179 / 256).toExponential(2)).toBe("7.81e-4");
  });
  it("needs 8 steps where evenly spaced counting needs 256 for the same precision", () => {
    expect(weightedPhase({bits: 8}).duration).toBe(8);
    expect(weightedPhase({bits: 8}).error.at(0.7, 1)).toBe(1 / 256);
  });
  it("sends every 8-bit grey value exactly", () => {
    const greys = Float64Array.from({length: 256}, (_, i) => i / 256), code = weightedPhase();
    expect(code.decode(code.encode(greys, {dt: 1})).data).toEqual(greys);
  });
  it("refuses bits, slots and cycles that are none", () => {
    expect(() => weightedPhase({bits: 0})).toThrow("weightedPhase: bits must be a whole number from 1 to 30, got 0");
    expect(() => weightedPhase({slot: 0})).toThrow("weightedPhase: slot must be positive (ms), got 0");
    expect(() => weightedPhase({cycles: 1.5})).toThrow("weightedPhase: cycles must be a whole number of at least 1, got 1.5");
  });
});
