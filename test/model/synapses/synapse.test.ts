import {describe, expect, it} from "vitest";
import {responseAt} from "../../../lib/model/response/response.ts";
import * as response from "../../../lib/model/response/family.ts";
import {currentAt, three, turningTime, two} from "../../../lib/model/synapses/cascade.ts";
import {alpha, conductance, doubleExponential, exponential, hold} from "../../../lib/model/synapses/synapse.ts";

const times = [0, 0.3, 2, 5, 11, 40];

describe("synapse", () => {
  it("alpha is (t/τ) e^(-t/τ), with peak 1 or area 1 when asked", () => {
    times.forEach((t) => {
      expect(alpha({tau: 5}).response(t)).toBeCloseTo((t / 5) * Math.exp(-t / 5), 14);
      expect(alpha({tau: 5, normalisation: "peak"}).response(t)).toBeCloseTo((t / 5) * Math.exp(1 - t / 5), 14);
      expect(alpha({tau: 5, normalisation: "area"}).response(t)).toBeCloseTo((t / 25) * Math.exp(-t / 5), 14);
    });
  });
  it("double exponential peaks at 1 when asked, at t = ln(decay/rise) rise decay / (decay - rise)", () => {
    expect(doubleExponential({rise: 2, decay: 7, normalisation: "peak"}).response((Math.log(7 / 2) * 14) / 5)).toBeCloseTo(1, 13);
  });
  it("agrees with the responses of the closed forms", () => {
    const pairs = [[exponential({tau: 3}), response.exponential(3)], [alpha({tau: 3}), response.alpha(3)], [doubleExponential({rise: 1, decay: 3}), response.doubleExponential({rise: 1, decay: 3})]] as const;
    for (const [ours, theirs] of pairs) times.forEach((t) => expect(ours.response(t)).toBeCloseTo(responseAt(theirs, t), 13));
  });
  it("has the area it states", () => {
    for (const each of [exponential({tau: 3}), alpha({tau: 3}), alpha({tau: 3, normalisation: "peak"}), doubleExponential({rise: 1, decay: 3}), doubleExponential({rise: 1, decay: 3, normalisation: "peak"})]) {
      let area = 0;
      for (let k = 0; k < 20_000; k++) area += each.response((k + 0.5) * 0.005) * 0.005;
      expect(area).toBeCloseTo(each.area, 5);
    }
  });
  it("hold keeps its current", () => expect(hold().response(1e6)).toBe(1));
  it("refuses a conductance and names what can run it", () => expect(() => conductance({tau: 5, reversal: 0})).toThrow("use conductanceBased"));
  it("refuses a time constant that is not positive", () => expect(() => alpha({tau: NaN})).toThrow("alpha: tau must be positive (ms), got NaN"));
});

describe("cascade", () => {
  it("two and three stages are the textbook differences where rates are apart", () => {
    const [p, q, r, t] = [0.5, 0.2, 0.05, 3], e = (x: number): number => Math.exp(-x * t);
    expect(two(p, q, t)).toBeCloseTo((e(q) - e(p)) / (p - q), 14);
    expect(three(p, q, r, t)).toBeCloseTo(e(p) / ((q - p) * (r - p)) + e(q) / ((p - q) * (r - q)) + e(r) / ((p - r) * (q - r)), 13);
  });
  it("turns where its slope is zero, and nowhere else", () => {
    for (const [i, b] of [[0, 1], [1, 2], [-1, 0.5], [2, -0.1], [-1, 3]] as const) {
      for (const stages of [{p: 0.2, q: 0.5}, {p: 0.5, q: 0.2}, {p: 0.3, q: 0.3}]) {
        const slope = (t: number): number => b * Math.exp(-stages.q * t) - stages.p * currentAt(stages, i, b, t);
        const turn = turningTime(stages, i, b), signs = new Set(Array.from({length: 400}, (_, k) => (k + 0.5) / 4).filter((t) => Math.abs(t - turn) > 0.2).map((t) => Math.sign(slope(t)) * (t > turn ? -1 : 1)));
        if (turn < Infinity) expect(slope(turn)).toBeCloseTo(0, 12);
        expect(signs.size).toBe(1);
      }
    }
  });
});
