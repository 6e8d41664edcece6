import {describe, expect, it} from "vitest";
import {firstSpike} from "../../../lib/model/response/first-spike.ts";
import {psp} from "../../../lib/model/response/psp.ts";
import {alpha, exponential} from "../../../lib/model/response/response.ts";
import {relative} from "../../oracle/big.ts";

// With τs = τ/2 and amplitude 1 the potential is w (e^(-t/τ) - e^(-2t/τ)): a quadratic in e^(-t/τ).
const half = psp({tau: 20, response: exponential(10), amplitude: 1});
const exactTime = (w: number, theta: number): number => -20 * Math.log((1 + Math.sqrt(1 - (4 * theta) / w)) / 2);

describe("firstSpike", () => {
  it("is at 9.269319 ms, moving by -0.478831 ms/mV, for W = 60 and θ = 14", () => {
    const {time, gradient} = firstSpike(half, {spikes: [0], weights: [60], threshold: 14});
    expect(time).toBeCloseTo(9.269319, 6);
    expect(gradient[0]).toBeCloseTo(-0.478831, 6);
  });
  it.each([56.001, 57, 60, 100, 1000])("agrees with the closed form at W = %d", (w) => {
    const bound = 1e-15 / Math.sqrt(1 - 56 / w) * 20;
    expect(relative(firstSpike(half, {spikes: [0], weights: [w], threshold: 14}).time, exactTime(w, 14))).toBeLessThan(bound);
  });
  it("is never where W ≤ 4θ, and its gradient grows without bound on the way there", () => {
    expect(firstSpike(half, {spikes: [0], weights: [55.999], threshold: 14}).time).toBe(Infinity);
    const steepness = [57, 56.1, 56.01, 56.001].map((w) => -firstSpike(half, {spikes: [0], weights: [w], threshold: 14}).gradient[0]!);
    expect(steepness).toEqual([...steepness].sort((a, b) => a - b));
    // From x = (1 + √(1 - 4θ/W)) / 2: the gradient goes as 1/√(W - 4θ), so ten times nearer is √10 times steeper.
    expect(steepness[3]! / steepness[2]!).toBeCloseTo(Math.sqrt(10), 1);
  });
  it("has the gradient that finite differences find, for each spike of a train", () => {
    const p = psp({tau: 20, response: alpha(5), amplitude: 50});
    const spikes = [0, 4, 9], weights = [0.6, 0.5, 0.7], threshold = 6, h = 1e-6;
    const {gradient} = firstSpike(p, {spikes, weights, threshold});
    gradient.forEach((slope, j) => {
      const moved = (sign: number): number => firstSpike(p, {spikes, threshold, weights: weights.map((w, k) => (k === j ? w + sign * h : w))}).time;
      expect(Math.abs((moved(1) - moved(-1)) / (2 * h) - slope)).toBeLessThan(1e-6);
    });
  });
  it("does not move with a spike that comes after it", () => {
    expect(firstSpike(half, {spikes: [0, 30], weights: [60, 1], threshold: 14}).gradient[1]).toBe(-0);
  });
  it("refuses a threshold that is not a number", () => {
    expect(() => firstSpike(half, {spikes: [0], threshold: NaN})).toThrow("firstSpike: threshold must be a finite number (mV), got NaN");
  });
});
