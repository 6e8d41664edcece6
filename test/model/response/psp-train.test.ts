import {describe, expect, it} from "vitest";
import {psp} from "../../../lib/model/response/psp.ts";
import {pspTrainAt, trainCrossings} from "../../../lib/model/response/psp-train.ts";
import {alpha, exponential, responseAt} from "../../../lib/model/response/response.ts";
import {integrate} from "../../oracle/integrate.ts";

const p = psp({tau: 20, response: alpha(5), amplitude: 50});
const train = {spikes: [0, 5, 5, 12, 40], weights: [1, 0.5, -1, 2, 1.2]};

describe("psp-train", () => {
  it("is 8.960094 mV at 10 ms after spikes at 0 and 5 ms", () => {
    expect(pspTrainAt(p, {spikes: [0, 5], time: 10})).toBeCloseTo(8.960094, 6);
  });
  it("solves the differential equation with the summed current as an independent integrator does", () => {
    const current = (t: number): number => train.spikes.reduce((sum, s, j) => sum + train.weights[j]! * responseAt(p.response, t - s), 0);
    const [v] = integrate((t, [y]) => [(-y! + 50 * current(t)) / 20], [0], 60);
    expect(Math.abs(pspTrainAt(p, {...train, time: 60}) - v!)).toBeLessThan(1e-8);
  });
  it.each([exponential(3), alpha(3), alpha(20)])("crosses where a fine grid changes sign, and leaves only rounding (%j)", (response) => {
    const q = psp({tau: 20, response, amplitude: 50}), threshold = 5;
    const found = trainCrossings(q, {...train, threshold});
    const seen: number[] = [];
    for (let k = 1, before = -1; k < 30_000; k++) {
      const sign = Math.sign(pspTrainAt(q, {...train, time: k * 0.01}) - threshold);
      if (sign !== before) seen.push(k * 0.01);
      before = sign;
    }
    expect(found.length).toBe(seen.length);
    expect(found.length).toBeGreaterThan(1);
    found.forEach(({time}, i) => {
      expect(Math.abs(time - seen[i]!)).toBeLessThanOrEqual(0.0101);
      expect(Math.abs(pspTrainAt(q, {...train, time}) - threshold)).toBeLessThan(1e-13);
    });
  });
  it("finds a crossing that falls on the very moment of a spike", () => {
    const at = 10, level = pspTrainAt(p, {spikes: [0], time: at});
    const found = trainCrossings(p, {spikes: [0, at], threshold: level});
    expect(found.map(({direction}) => direction)).toEqual(["up", "down"]);
    expect(found[0]!.time).toBeCloseTo(at, 12);
  });
  it("looks no further than `until`, and finds nothing without spikes", () => {
    expect(trainCrossings(p, {spikes: [0], threshold: 6, until: 15})).toHaveLength(1);
    expect(trainCrossings(p, {spikes: [], threshold: 6})).toEqual([]);
  });
  it("refuses spikes out of order, weights that do not match, and NaN", () => {
    expect(() => pspTrainAt(p, {spikes: [5, 0], time: 1})).toThrow("pspTrainAt: spikes must be in ascending order (ms), got 5 before 0");
    expect(() => pspTrainAt(p, {spikes: [0, 5], weights: [1], time: 1})).toThrow("pspTrainAt: must have one weight for each of 2 spikes, got 1");
    expect(() => trainCrossings(p, {spikes: [NaN], threshold: 1})).toThrow("trainCrossings: spikes[0] must be a finite number (ms), got NaN");
    expect(() => trainCrossings(p, {spikes: [0], threshold: NaN})).toThrow("trainCrossings: threshold must be a finite number (mV), got NaN");
  });
});
