import {describe, expect, it} from "vitest";
import {drivenCrossing, drivenVoltage} from "../../../lib/model/neurons/driven-crossing.ts";
import {leaky} from "../../../lib/model/neurons/leaky.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import type {Synapse} from "../../../lib/model/node.ts";
import {alpha, exponential, hold} from "../../../lib/model/synapses/synapse.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";

const cell = (threshold: number) => leaky("test", {tau: 20, resistance: 50, threshold});
const stages = ({decay, rise}: Synapse) => ({p: 1 / decay, q: 1 / rise});
const voltage = (synapse: Synapse, t: number): number => drivenVoltage(cell(100), stages(synapse), 0, synapse.jump[0], synapse.jump[1], t);
const crossing = (synapse: Synapse, threshold: number): number => drivenCrossing(cell(threshold), stages(synapse), 0, synapse.jump[0], synapse.jump[1]);

describe("a leaky membrane behind a synapse (V0 = 50 mV, τ = 20 ms)", () => {
  it("follows the alpha function's postsynaptic potential in closed form", () => {
    const lambda = 1 / 5 - 1 / 20, psp = (t: number): number => ((50 / 100) * (Math.exp(-t / 20) - Math.exp(-t / 5) * (1 + lambda * t))) / lambda ** 2;
    for (const t of [0.5, 3, 10, 40, 120]) expect(voltage(alpha({tau: 5}), t)).toBeCloseTo(psp(t), 12);
    expect(voltage(alpha({tau: 5}), 10)).toBeCloseTo(5.959832, 6);
    expect(voltage(alpha({tau: 5}), 15.577753)).toBeCloseTo(6.909369, 6);
  });
  it("is as exact where the time constants are equal, or nearly", () => {
    const psp = (t: number): number => ((50 * t * t) / 800) * Math.exp(-t / 20);
    for (const t of [1, 10, 40, 200]) expect(voltage(alpha({tau: 20}), t)).toBeCloseTo(psp(t), 11);
    expect(voltage(alpha({tau: 20}), 10)).toBeCloseTo(3.790817, 6);
    expect(voltage(alpha({tau: 20 * (1 - 1e-8)}), 10)).toBeCloseTo(psp(10), 6);
  });
  it("peaks as the exponential synapse's closed form says", () => expect(voltage(exponential({tau: 5}), 9.241962)).toBeCloseTo(7.874507, 6));
  it("steps by the joint propagator of the exercise (alpha, 1 ms; ours is 5 times P31 and P32, by its units)", () => {
    const population = lif({tau: 20, resistance: 50, threshold: 100}).driven!(alpha({tau: 5})), out = new Float64Array(1);
    const reached = (b: number, i: number, v: number): number => {
      const state = population.start(1) as {v: Float64Array; i: Float64Array; b: Float64Array};
      [state.b[0], state.i[0], state.v[0]] = [b, i, v];
      population.step(state, new Float64Array(1), out, 1);
      return state.v[0]!;
    };
    expect(reached(1, 0, 0) / 5).toBeCloseTo(0.21531241, 8);
    expect(reached(0, 1, 0) / 5).toBeCloseTo(0.44166224, 8);
    expect(reached(0, 0, 1)).toBeCloseTo(0.95122942, 8);
  });
  it("finds the spike that a grid of 5 ms misses, and the crossing of 6 mV", () => {
    expect(Math.max(...[5, 10, 15, 20, 25].map((t) => voltage(alpha({tau: 5}), t)))).toBeLessThan(6.905);
    expect(crossing(alpha({tau: 5}), 6.905)).toBeLessThan(15.577753);
    expect(crossing(alpha({tau: 5}), 6)).toBeCloseTo(10.107388, 6);
    expect(crossing(alpha({tau: 5}), 6.91)).toBe(Infinity);
  });
  it("spikes first at the exponential kernel's closed form: x = (1 + √(1 - 4θ/W))/2, t = -τ ln x", () => {
    // W (e^(-t/20) - e^(-t/10)) with W = 60 is a weight of 1.2 behind τs = 10.
    expect(drivenCrossing(cell(14), stages(exponential({tau: 10})), 0, 1.2, 0)).toBeCloseTo(-20 * Math.log((1 + Math.sqrt(1 - 56 / 60)) / 2), 11);
  });
  it("fires under a held current when the leak's closed form says", () => {
    expect(drivenCrossing(cell(15), stages(hold()), 0, 0.4, 0)).toBeCloseTo(20 * Math.log(20 / 5), 12);
    expect(drivenCrossing(cell(15), stages(hold()), 0, 0.3, 0)).toBe(Infinity);
  });
  it("misses no crossing and invents none: 2,000 random states against a fine scan", () => {
    const draws = uniform(generator(5), 10_000), scan = 0.1;
    let fired = 0;
    for (let k = 0; k < 2000; k++) {
      const [a, b, c, d, e] = draws.slice(5 * k, 5 * k + 5) as unknown as [number, number, number, number, number];
      const neuron = leaky("test", {tau: e < 0.1 ? Infinity : 5 + 30 * e, threshold: 1, current: e > 0.8 ? 3 * (a - 0.5) : 0});
      const synapse = {p: 1 / (1 + 20 * a), q: d < 0.2 ? 1 / (1 + 20 * a) : 1 / (0.5 + 10 * d)}, v = 2 * b - 1.2, i = 8 * (c - 0.5), feed = 4 * (d - 0.4);
      const at = (t: number): number => drivenVoltage(neuron, synapse, v, i, feed, t), found = drivenCrossing(neuron, synapse, v, i, feed);
      let seen = 0;
      while (seen < 150 && at(seen) < 1) seen += scan;
      if (found < Infinity) {
        fired++;
        expect(Math.abs(at(found) - 1)).toBeLessThan(1e-11);
        expect(found).toBeLessThanOrEqual(seen >= 150 ? Infinity : seen);
        for (let t = 0; t < Math.min(found, 150); t += scan) expect(at(t)).toBeLessThan(1);
      } else expect(seen).toBeGreaterThanOrEqual(150);
    }
    expect(fired).toBeGreaterThan(300);
  });
});
