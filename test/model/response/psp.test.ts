import {describe, expect, it} from "vitest";
import {naiveAlphaPsp} from "../../../lib/model/response/naive.ts";
import {psp, pspArea, pspAt, pspEnergy, pspPeak} from "../../../lib/model/response/psp.ts";
import {alpha, doubleExponential, exponential, responseAt} from "../../../lib/model/response/response.ts";
import {evaluate, relative} from "../../oracle/big.ts";
import {integrate} from "../../oracle/integrate.ts";

const alphaFormula = "v * (exp(-t / m) - exp(-t / s) * (1 + (1 / s - 1 / m) * t)) / (m * s * (1 / s - 1 / m)^2)";
const exponentialFormula = "v * s / (m - s) * (exp(-t / m) - exp(-t / s))";
const of = (tau: number, synapse: number) => psp({tau, response: alpha(synapse), amplitude: 50});

describe("psp", () => {
  it("is 5.959832 mV at 10 ms for alpha, τ 20, τs 5, V₀ 50", () => {
    expect(pspAt(of(20, 5), 10)).toBeCloseTo(5.959832, 6);
  });
  it("is 3.790817 mV at 10 ms where τs = τ = 20: V₀ t² / (2τ²) e^(-t/τ)", () => {
    expect(pspAt(of(20, 20), 10)).toBeCloseTo(3.790817, 6);
    expect(relative(pspAt(of(20, 20), 10), 6.25 * Math.exp(-0.5))).toBeLessThan(1e-14);
  });
  it.each([1e-9, 0.01, 1, 10, 100, 1000])("agrees with 80 digits to 1e-12 at %d ms, near and far from equality", (t) => {
    for (const [m, s] of [[20, 5], [5, 20], [20, 20 * (1 - 1e-4)], [20, 20 * (1 - 1e-8)], [20, 20 * (1 + 1e-12)], [1, 100]] as const) {
      expect(relative(pspAt(of(m, s), t), evaluate(alphaFormula, {v: 50, m, s, t}))).toBeLessThan(1e-12);
      const simple = psp({tau: m, response: exponential(s), amplitude: 50});
      expect(relative(pspAt(simple, t), evaluate(exponentialFormula, {v: 50, m, s, t}))).toBeLessThan(1e-12);
    }
  });
  it("agrees with 80 digits to 1e-12 for a double exponential with all three time constants close", () => {
    const [r, d, m] = [20 * (1 + 1e-6), 20 * (1 - 1e-5), 20];
    const exact = evaluate("v * d / (d - r) * (d / (m - d) * (exp(-t / m) - exp(-t / d)) - r / (m - r) * (exp(-t / m) - exp(-t / r)))", {v: 50, r, d, m, t: 13});
    expect(relative(pspAt(psp({tau: m, response: doubleExponential({rise: r, decay: d}), amplitude: 50}), 13), exact)).toBeLessThan(1e-12);
  });
  it.each([exponential(5), alpha(5), alpha(20), doubleExponential({rise: 2, decay: 7})])("solves its differential equation (%j) as an independent integrator does", (response) => {
    const p = psp({tau: 20, response, amplitude: 50});
    const [v] = integrate((t, [y]) => [(-y! + 50 * responseAt(response, t)) / 20], [0], 12);
    expect(Math.abs(pspAt(p, 12) - v!)).toBeLessThan(1e-9);
  });
  it("peaks for alpha at 15.577753 ms and 6.909369 mV; at equality at 2τ and 2e⁻²V₀ = 13.533528 mV", () => {
    expect(pspPeak(of(20, 5)).time).toBeCloseTo(15.577753, 6);
    expect(pspPeak(of(20, 5)).height).toBeCloseTo(6.909369, 6);
    expect(pspPeak(of(20, 20)).time).toBeCloseTo(40, 12);
    expect(pspPeak(of(20, 20)).height).toBeCloseTo(13.533528, 6);
  });
  it("peaks for the exponential synapse at 9.241962 ms and V₀ (τs/τ)^(τ/(τ-τs)) = 7.874507 mV", () => {
    const {time, height} = pspPeak(psp({tau: 20, response: exponential(5), amplitude: 50}));
    expect(time).toBeCloseTo(9.241962, 6);
    expect(height).toBeCloseTo(7.874507, 6);
    expect(relative(height, 50 * 0.25 ** (4 / 3))).toBeLessThan(1e-14);
  });
  it.each([exponential(5), alpha(5), alpha(20), doubleExponential({rise: 2, decay: 7})])("has the area and the energy that a sum over its course finds (%j)", (response) => {
    const p = psp({tau: 20, response, amplitude: 50}), dt = 0.01;
    let area = 0, energy = 0;
    // Simpson's rule: the course is smooth after its spike.
    for (let k = 0; k <= 80_000; k++) {
      const v = pspAt(p, k * dt), share = (k % 2 ? 4 : 2) * dt / 3;
      area += share * v;
      energy += share * v ** 2;
    }
    expect(relative(pspArea(p), area)).toBeLessThan(1e-8);
    expect(relative(pspEnergy(p), energy)).toBeLessThan(1e-8);
  });
  it("has the area V₀ τs = 250 mV ms, whatever the membrane", () => {
    expect([pspArea(of(20, 5)), pspArea(of(3, 5))]).toEqual([250, 250]);
  });
  it("turns upside down with its amplitude, and is nothing before its spike", () => {
    const p = psp({tau: 20, response: alpha(5), amplitude: -50});
    expect(pspPeak(p).height).toBeCloseTo(-6.909369, 6);
    expect([...pspAt(p, [-3, 0])]).toEqual([0, 0]);
  });
  it("stays right where the textbook formula is 0.16 % and then 14.6 times off", () => {
    const exact = pspAt(of(20, 20), 10);
    expect(50 * naiveAlphaPsp({tau: 20, synapse: 20 * (1 - 1e-6)}, 10) / exact).toBeCloseTo(1.0016, 4);
    expect(50 * naiveAlphaPsp({tau: 20, synapse: 20 * (1 - 1e-8)}, 10) / exact).toBeCloseTo(14.6, 1);
    for (const epsilon of [1e-6, 1e-8]) expect(pspAt(of(20, 20 * (1 - epsilon)), 10)).toBeCloseTo(3.7908, 4);
  });
  it("refuses a membrane without a time constant, and an amplitude that is not a number", () => {
    expect(() => psp({tau: 0, response: alpha(5)})).toThrow("psp: tau must be positive (ms), got 0");
    expect(() => psp({tau: 20, response: alpha(5), amplitude: NaN})).toThrow("psp: amplitude must be a finite number (mV), got NaN");
    expect(() => pspAt(of(20, 5), NaN)).toThrow("pspAt: time must be a finite number (ms), got NaN");
  });
});
