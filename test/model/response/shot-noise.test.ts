import {describe, expect, it} from "vitest";
import {psp, pspAt} from "../../../lib/model/response/psp.ts";
import {alpha, exponential} from "../../../lib/model/response/response.ts";
import {pspNoise, shotNoise} from "../../../lib/model/response/shot-noise.ts";
import {relative} from "../../oracle/big.ts";

describe("shot-noise", () => {
  it("has mean 10 mV and deviation 1.58114 mV at 1,000 Hz, jumps of 0.5 mV, τ 20 ms", () => {
    const {mean, deviation} = shotNoise({rateHz: 1000, jump: 0.5, tau: 20});
    expect(mean).toBe(10);
    expect(deviation).toBeCloseTo(1.58114, 5);
  });
  it("is the limit of potentials from ever shorter synapses", () => {
    const short = psp({tau: 20, response: exponential(1e-7), amplitude: (0.5 * 20) / 1e-7});
    const {mean, deviation} = pspNoise(short, {rateHz: 1000});
    expect(relative(mean, 10)).toBeLessThan(1e-14);
    expect(relative(deviation, Math.sqrt(2.5))).toBeLessThan(1e-8);
  });
  it("agrees with 4,000 independent trains within the error of their number", () => {
    const p = psp({tau: 20, response: alpha(5), amplitude: 2}), rate = 0.4, trials = 4000;
    let bits = 12345, sum = 0, squares = 0;
    const draw = (): number => (bits = (bits * 48271) % 2147483647) / 2147483647;
    for (let trial = 0; trial < trials; trial++) {
      let v = 0;
      for (let t = -Math.log(draw()) / rate; t < 250; t -= Math.log(draw()) / rate) v += pspAt(p, t);
      sum += v;
      squares += v ** 2;
    }
    const {mean, deviation} = pspNoise(p, {rateHz: 400});
    expect(Math.abs(sum / trials - mean)).toBeLessThan((4 * deviation) / Math.sqrt(trials));
    expect(relative(Math.sqrt(squares / trials - (sum / trials) ** 2), deviation)).toBeLessThan(4 / Math.sqrt(2 * trials));
  });
  it("refuses a negative rate, NaN, and a membrane without a time constant", () => {
    expect(() => shotNoise({rateHz: -1, jump: 1, tau: 20})).toThrow("shotNoise: rateHz must not be negative (Hz), got -1");
    expect(() => shotNoise({rateHz: 1, jump: NaN, tau: 20})).toThrow("shotNoise: jump must be a finite number (mV), got NaN");
    expect(() => shotNoise({rateHz: 1, jump: 1, tau: 0})).toThrow("shotNoise: tau must be positive (ms), got 0");
    expect(() => pspNoise(psp({tau: 20, response: alpha(5)}), {rateHz: NaN})).toThrow("pspNoise: rateHz must not be negative (Hz), got NaN");
  });
});
