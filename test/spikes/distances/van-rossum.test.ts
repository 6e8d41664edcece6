import {describe, expect, it} from "vitest";
import {vanRossum} from "../../../lib/spikes/distances/van-rossum.ts";
import {randomTrain} from "../trains.ts";

describe("vanRossum", () => {
  it("is √½ for one spike against none, and √(1 - e^(-δ/τ)) for two spikes δ apart: by hand", () => {
    expect(vanRossum([10], [], {tau: 5})).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vanRossum([10], [13], {tau: 5})).toBeCloseTo(Math.sqrt(1 - Math.exp(-0.6)), 12);
  });
  it("equals the double sum over all pairs, and the integral of the squared difference of the curves", () => {
    for (let seed = 0; seed < 20; seed++) {
      const a = randomTrain(seed, 12), b = randomTrain(seed + 50, 12), tau = [2, 10, 40][seed % 3]!;
      const pairs = (p: number[], q: number[]) => p.reduce((sum, s) => sum + q.reduce((inner, t) => inner + Math.exp(-Math.abs(s - t) / tau), 0), 0);
      const distance = vanRossum(a, b, {tau});
      expect(distance).toBeCloseTo(Math.sqrt(Math.max(0, pairs(a, a) / 2 + pairs(b, b) / 2 - pairs(a, b))), 6);
      if (seed < 4) {
        const curve = (train: number[], t: number) => train.reduce((sum, s) => sum + (t >= s ? Math.exp((s - t) / tau) : 0), 0), dt = 0.01;
        let integral = 0;
        for (let t = dt / 2; t < 100 + 12 * tau; t += dt) integral += (curve(a, t) - curve(b, t)) ** 2 * dt;
        expect(distance).toBeCloseTo(Math.sqrt(integral / tau), 2);
      }
    }
  });
  it("needs a time of one pass: 200,000 spikes against as many", () => {
    const a = Float64Array.from({length: 200_000}, (_, i) => i), b = a.map((t) => t + 0.5);
    expect(vanRossum(a, b, {tau: 0.05})).toBeCloseTo(Math.sqrt(200_000 * (1 - Math.exp(-10))), 1);
  });
  it("refuses a time constant that is not positive", () => {
    expect(() => vanRossum([], [], {tau: 0})).toThrow("vanRossum: tau must be positive (ms), got 0");
  });
});
