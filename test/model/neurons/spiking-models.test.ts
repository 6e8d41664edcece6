import {describe, expect, it} from "vitest";
import {solver} from "../../../lib/model/neurons/adaptive-step.ts";
import {conductanceBased, exponentialFire, izhikevich, quadraticFire} from "../../../lib/model/neurons/spiking-models.ts";
import type {Population} from "../../../lib/model/node.ts";

function spikeSteps(neuron: Population, steps: number, dt: number): number[] {
  const state = neuron.start(1), x = new Float64Array(1), out = new Float64Array(1), found: number[] = [];
  for (let t = 0; t < steps; t++) {
    neuron.step(state, x, out, dt);
    for (let n = 0; n < out[0]!; n++) found.push((t + 1) * dt);
  }
  return found;
}

describe("solver", () => {
  it("keeps a rotation on its circle to its tolerance, and stops where told to 1e-11 ms", () => {
    const {y, advance} = solver({size: 2, tolerance: 1e-11, slope: (y, dy) => { dy[0] = -y[1]!; dy[1] = y[0]!; }});
    [y[0], y[1]] = [1, 0];
    expect(advance(10, (at) => at[1]! - 0.5)).toBeCloseTo(Math.PI / 6, 10);
    expect(Math.hypot(y[0]!, y[1]!)).toBeCloseTo(1, 9);
  });
});

describe("quadraticFire", () => {
  it("has the period τ/√I (atan(peak/√I) - atan(reset/√I))", () => {
    const period = (10 / Math.sqrt(0.5)) * 2 * Math.atan(10 / Math.sqrt(0.5));
    // A fine clock tells each spike to its step; over 40 periods the error of the mean is a fortieth of that.
    const found = spikeSteps(quadraticFire({tau: 10, current: 0.5}), 160_000, 0.01);
    expect(found.length).toBe(Math.floor(1600 / period));
    expect((found.at(-1)! - found[0]!) / (found.length - 1)).toBeCloseTo(period, 3);
  });
  it("is silent where its current is negative: it rests at -√|I|", () => {
    const neuron = quadraticFire({tau: 10, current: -0.25, reset: -2}), state = neuron.start(1), out = new Float64Array(1);
    neuron.step(state, new Float64Array(1), out, 2000);
    expect([out[0], state.v[0]]).toEqual([0, expect.closeTo(-0.5, 6)]);
  });
});

describe("izhikevich", () => {
  it("agrees with an independent fixed-step Runge–Kutta of 1 µs", () => {
    let v = -65, u = -13, spikes: number[] = [];
    const h = 0.001, f = (v: number, u: number): [number, number] => [0.04 * v * v + 5 * v + 140 - u + 10, 0.02 * (0.2 * v - u)];
    for (let k = 0; k < 200_000; k++) {
      const [a, b] = f(v, u), [c, d] = f(v + (h / 2) * a, u + (h / 2) * b), [e, g] = f(v + (h / 2) * c, u + (h / 2) * d), [m, n] = f(v + h * e, u + h * g);
      v += (h / 6) * (a + 2 * c + 2 * e + m);
      u += (h / 6) * (b + 2 * d + 2 * g + n);
      if (v >= 30) { v = -65; u += 8; spikes.push((k + 1) * h); }
    }
    const ours = spikeSteps(izhikevich({current: 10}), 20_000, 0.01);
    expect(ours.length).toBe(spikes.length);
    ours.forEach((time, k) => expect(Math.abs(time - spikes[k]!)).toBeLessThan(0.03));
  });
});

describe("exponentialFire", () => {
  it("rests where leak and upswing balance and fires above its rheobase: leak (threshold - rest - Δ)", () => {
    const rheobase = 0.03 * (-50.4 + 70.6 - 2);
    expect(spikeSteps(exponentialFire({current: 0.98 * rheobase}), 1000, 1)).toEqual([]);
    expect(spikeSteps(exponentialFire({current: 1.02 * rheobase}), 1000, 1).length).toBeGreaterThan(2);
  });
  it("slows down by adaptation", () => {
    const found = spikeSteps(exponentialFire({current: 1, adaptation: {coupling: 0.004, jump: 0.0805, tau: 144}}), 4000, 0.1);
    const gaps = found.slice(1).map((time, k) => time - found[k]!);
    expect(gaps.at(-1)!).toBeGreaterThan(1.5 * gaps[0]!);
  });
});

describe("conductanceBased", () => {
  it("obeys its closed form while the conductance stands nearly still: rest and reversal weighted by leak and g", () => {
    const neuron = conductanceBased({tau: 1e12, threshold: 100, reset: -70}), state = neuron.start(1), out = new Float64Array(1);
    neuron.step(state, Float64Array.of(0.03), out, 1);
    neuron.step(state, new Float64Array(1), out, 500);
    expect(state.v[0]).toBeCloseTo((-70 * 0.01) / 0.04, 5);
  });
  it("is held for its refractory time while its conductance decays on", () => {
    const neuron = conductanceBased({refractory: 4}), state = neuron.start(1) as unknown as {v: Float64Array; more: Float64Array[]}, out = new Float64Array(1);
    neuron.step(state as never, Float64Array.of(0.1), out, 1);
    let fired = 0;
    for (let t = 0; t < 3; t++) { neuron.step(state as never, new Float64Array(1), out, 1); fired += out[0]!; }
    expect(fired).toBe(1);
    expect(state.v[0]).toBe(-70);
    expect(state.more[0]![0]).toBeCloseTo(0.1 * Math.exp(-3 / 5), 8);
  });
  it("says why it needs a clock", () => expect(conductanceBased().clockOnly).toContain("no closed form"));
});
