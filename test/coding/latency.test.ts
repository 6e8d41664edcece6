import {describe, expect, it} from "vitest";
import {distinctLevels, firstSpike, firstSpikeSlope, latency, swapProbability} from "../../lib/coding/latency.ts";
import {jitter} from "../../lib/spikes/perturb.ts";

describe("latency", () => {
  it("with 2 ms of jitter on 100 ms: deviation .02, swap chance .038550 for values .05 apart, 12.5 levels, 3.644 bit", () => {
    const linear = latency({duration: 100});
    expect(linear.jittered!(0.4, 2)).toBeCloseTo(0.02, 12);
    expect(swapProbability({duration: 100, deviation: 2, difference: 0.05}).toFixed(6)).toBe("0.038550");
    expect(distinctLevels({duration: 100, deviation: 2})).toBe(12.5);
    expect(Math.log2(distinctLevels({duration: 100, deviation: 2})).toFixed(3)).toBe("3.644");
  });
  it("swaps two jittered inputs as often as the formula says", () => {
    const code = latency({duration: 100}), pairs = 20_000;
    const values = Float64Array.from({length: 2 * pairs}, (_, i) => (i % 2 ? 0.5 : 0.55));
    const decoded = code.decode(jitter(code.encode(values), {deviation: 2, seed: 3})).data;
    let swaps = 0;
    for (let i = 0; i < pairs; i++) if (decoded[2 * i + 1]! > decoded[2 * i]!) swaps++;
    const p = swapProbability({duration: 100, deviation: 2, difference: 0.05});
    expect(Math.abs(swaps / pairs - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / pairs));
  });
  it("of a neuron with τ = 20 ms, θ = 15 mV: 55.45, 27.73, 13.86, 5.754 ms at 16, 20, 30, 60 mV, and its slopes", () => {
    const at = (drive: number) => ({tau: 20, drive, threshold: 15});
    expect([16, 20, 30, 60].map((ri) => firstSpike(at(ri)).toFixed(2))).toEqual(["55.45", "27.73", "13.86", "5.75"]);
    expect(firstSpike(at(60)).toFixed(3)).toBe("5.754");
    expect([16, 20, 30, 60].map((ri) => Number(firstSpikeSlope(at(ri)).toFixed(4)))).toEqual([-18.75, -3, -0.6667, -0.1111]);
    for (const ri of [16, 20, 30, 60]) expect((firstSpike(at(ri + 1e-5)) - firstSpike(at(ri - 1e-5))) / 2e-5).toBeCloseTo(firstSpikeSlope(at(ri)), 5);
    expect(firstSpike(at(15))).toBe(Infinity);
  });
  it("agrees with a membrane stepped finely to its threshold", () => {
    const {times} = latency({scale: "physical", tau: 20, drive: 4, duration: 60}).encode([0.6]);
    let v = 0, t = 0;
    const dt = 1e-4;
    while (v < 1) {
      v = 2.4 + (v - 2.4) * Math.exp(-dt / 20);
      t += dt;
    }
    expect(times[0]).toBeCloseTo(t, 3);
  });
  it("leaves values below its floor, or its threshold, silent", () => {
    expect(latency({scale: "logarithmic", floor: 0.1}).encode([0.05, 0, 0.2]).units).toEqual(Uint32Array.of(2));
    expect(latency({scale: "physical", drive: 2}).encode([0.5, 0, 0.9]).units).toEqual(Uint32Array.of(2));
  });
  it("refuses what cannot be", () => {
    expect(() => latency({duration: -1})).toThrow("latency: duration must be positive (ms), got -1");
    expect(() => latency({scale: "logarithmic", floor: 1})).toThrow("latency: floor must lie between 0 and 1, got 1");
    expect(() => latency({scale: "physical", drive: 1})).toThrow("latency: drive must exceed 1");
    expect(() => latency({scale: "physical", tau: 0})).toThrow("latency: tau must be positive (ms), got 0");
    expect(() => latency({scale: "x" as "linear"})).toThrow("latency: scale must be linear, logarithmic or physical, got x");
  });
});
