import {describe, expect, it} from "vitest";
import {meanPhase, oscillationPhase, phaseJitter} from "../../lib/coding/oscillation-phase.ts";

describe("oscillationPhase", () => {
  it("turns 1 ms of jitter into 0.2513 rad of a 40 Hz cycle", () => {
    expect(phaseJitter({frequencyHz: 40, deviation: 1}).toFixed(4)).toBe("0.2513");
  });
  it("fires once a cycle, the larger value sooner, inside the span", () => {
    const spikes = oscillationPhase({frequencyHz: 40, cycles: 2, span: 0.5}).encode([0, 1]);
    expect([...spikes.times]).toEqual([6.25, 18.75, 31.25, 43.75]);
    expect([...spikes.units]).toEqual([1, 0, 1, 0]);
  });
  it("averages phases around the circle, where their plain mean is wrong", () => {
    expect(Math.sin(Math.PI * meanPhase([24, 26], 25))).toBeCloseTo(0, 9);
    expect(meanPhase([5, 30], 25)).toBeCloseTo(0.2, 12);
  });
  it("refuses what cannot be", () => {
    expect(() => oscillationPhase({frequencyHz: 0})).toThrow("oscillationPhase: frequencyHz must be positive (Hz), got 0");
    expect(() => oscillationPhase({cycles: 0})).toThrow("oscillationPhase: cycles must be a whole number of at least 1, got 0");
    expect(() => oscillationPhase({span: 1})).toThrow("oscillationPhase: span must lie between 0 and 1, got 1");
  });
});
