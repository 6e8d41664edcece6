import {describe, expect, it} from "vitest";
import {bernoulliDeviation, poissonReadingTime, poissonVariation, rate, regularError} from "../../lib/coding/rate.ts";
import {trains} from "../../lib/spikes/events.ts";

describe("rate", () => {
  it("reads a Poisson rate of 50 Hz to 44.7 % in 0.1 s and 14.1 % in 1 s, and to 5 % in 8 s", () => {
    expect(poissonVariation({rateHz: 50, duration: 100})).toBeCloseTo(Math.sqrt(0.2), 12);
    expect((100 * poissonVariation({rateHz: 50, duration: 100})).toFixed(1)).toBe("44.7");
    expect((100 * poissonVariation({rateHz: 50, duration: 1000})).toFixed(1)).toBe("14.1");
    expect(poissonReadingTime({rateHz: 50, variation: 0.05})).toBeCloseTo(8000, 9);
  });
  it("reads 25 coins of chance 0.3 with a deviation of .09165, by formula, by the binomial sum and by the code itself", () => {
    const formula = bernoulliDeviation({chance: 0.3, steps: 25});
    let p = 0.7 ** 25, square = 0;
    for (let k = 0; k <= 25; k++) {
      square += p * (k / 25 - 0.3) ** 2;
      p *= ((25 - k) / (k + 1)) * (0.3 / 0.7);
    }
    expect(formula.toFixed(5)).toBe("0.09165");
    expect(formula).toBeCloseTo(Math.sqrt(square), 12);
    expect(rate({process: "bernoulli", duration: 25, maxRateHz: 1000}).error.at(0.3, 1)).toBeCloseTo(formula, 12);
  });
  it("errs by at most 1/T with regular spikes of any phase, by brute force over rates", () => {
    const duration = 100;
    for (const phase of [0, 0.25, 0.5, 1]) {
      let worst = 0;
      for (let perMs = 0.001; perMs < 0.2; perMs += 0.00037) {
        let n = 0;
        while ((n + phase) / perMs < duration) n++;
        worst = Math.max(worst, Math.abs(n / duration - perMs));
      }
      expect(worst).toBeLessThanOrEqual(regularError({duration, phase}));
      expect(worst).toBeGreaterThan(0.95 * regularError({duration, phase}));
      expect(worst).toBeLessThanOrEqual(1 / duration);
    }
  });
  it("keeps two spikes at least the refractory period apart, and the mean rate all the same", () => {
    const code = rate({duration: 20_000, maxRateHz: 150, refractory: 5}), [times] = trains(code.encode([1], {seed: 2}));
    const intervals = times!.slice(1).map((t, i) => t - times![i]!);
    expect(Math.min(...intervals)).toBeGreaterThanOrEqual(5 - 1e-9);
    expect(Math.abs(times!.length - 3000)).toBeLessThan(4.5 * Math.sqrt(3000) * 0.25);
  });
  it("refuses what cannot be", () => {
    expect(() => rate({duration: 0})).toThrow("rate: duration must be positive (ms), got 0");
    expect(() => rate({maxRateHz: NaN})).toThrow("rate: maxRateHz must be positive (Hz), got NaN");
    expect(() => rate({maxRateHz: 200, refractory: 5})).toThrow("rate: refractory must be from 0 to below 5 ms");
    expect(() => rate({process: "bernoulli", refractory: 1})).toThrow("rate: bernoulli spikes have the step as their refractory period");
    expect(() => rate({process: "bernoulli"}).encode([0.5])).toThrow("rate: bernoulli spikes need a step");
    expect(() => rate({process: "bernoulli", maxRateHz: 500}).encode([1], {dt: 4})).toThrow("rate: a coin's chance, rate × dt, must be at most 1, got 2");
    expect(() => rate({process: "other" as "poisson"})).toThrow("rate: process must be poisson, bernoulli or regular, got other");
  });
});
