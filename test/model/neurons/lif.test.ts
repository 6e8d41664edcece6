import {describe, expect, it} from "vitest";
import {integrateFire, lif} from "../../../lib/model/neurons/lif.ts";
import type {LifOptions} from "../../../lib/model/neurons/lif.ts";
import type {Population} from "../../../lib/model/node.ts";

/** Steps one unit through inputs; gives its membranes and spikes. */
function drive(neuron: Population, inputs: readonly number[], dt = 1): {v: number[]; spikes: number[]} {
  const state = neuron.start(1), x = new Float64Array(1), out = new Float64Array(1), v: number[] = [], spikes: number[] = [];
  for (const input of inputs) {
    x[0] = input;
    neuron.step(state, x, out, dt);
    v.push(state.v[0]!);
    spikes.push(out[0]!);
  }
  return {v, spikes};
}

describe("lif", () => {
  it("decays exactly, whatever the step", () => {
    const neuron = lif({tau: 20}), state = neuron.start(1), out = new Float64Array(1);
    neuron.step(state, Float64Array.of(0.5), out, 1);
    for (const dt of [7, 13]) neuron.step(state, new Float64Array(1), out, dt);
    expect(state.v[0]).toBeCloseTo(0.5 / Math.E, 15);
  });
  it("in capacitance form is the time-constant form with τ = C/leak and R = 1/leak", () => {
    const by = (options: LifOptions): number[] => drive(lif({...options, rest: -70, threshold: -50, input: "current"}), [0.1, 0.2, 0, 0.1]).v;
    const [a, b] = [by({capacitance: 0.2, leak: 0.01}), by({tau: 20, resistance: 100})];
    a.forEach((v, t) => expect(v).toBeCloseTo(b[t]!, 12));
  });
  it("fires under a constant current when the closed form says: τ ln(RI/(RI - θ))", () => {
    const {relax, start} = lif({capacitance: 0.2, leak: 0.01, rest: -65, threshold: -50, current: 0.2, refractory: 2});
    const state = start(1), due = new Float64Array(1), now = 20 * Math.log(20 / 5);
    relax!.advance(state, Uint32Array.of(0), 1, 0, new Float64Array(1), due);
    expect(due[0]).toBeCloseTo(now, 12);
    relax!.advance(state, Uint32Array.of(0), 1, due[0]!, new Float64Array(1), due);
    expect(1000 / (relax!.fire(state, 0, now) - now)).toBeCloseTo(1000 / (20 * Math.log(4) + 2), 10);
  });
  it("resets to a value, by subtraction, or not at all", () => {
    const after = (reset: number | "subtract" | "none"): number => drive(lif({tau: Infinity, reset}), [1.25]).v[0]!;
    expect([after(0), after(-0.5), after("subtract"), after("none")]).toEqual([0, -0.5, 0.25, 1.25]);
  });
  it("follows each order of decay, input and reset", () => {
    const d = Math.exp(-1 / 10), first = 0.8 * d + 0.6;
    const by = (order: LifOptions["order"]): number[] => drive(lif({tau: 10, reset: "subtract", ...(order ? {order} : {})}), [0.8, 0.6, 0.5]).v;
    expect(by("decay, input, reset")).toEqual([0.8, first - 1, (first - 1) * d + 0.5]);
    expect(by("decay, reset, input")).toEqual([0.8, first, first * d - 1 + 0.5]);
    expect(by("input, decay, reset")[1]).toBeCloseTo((0.8 * d + 0.6) * d - 1, 14);
  });
  it("takes an input as a jump, as a current held for the step, or by Euler's step", () => {
    expect(drive(lif({tau: 10}), [0.5]).v[0]).toBe(0.5);
    expect(drive(lif({tau: 10, resistance: 3, input: "current"}), [0.2]).v[0]).toBeCloseTo(0.6 * (1 - Math.exp(-0.1)), 15);
    expect(drive(lif({tau: 10, resistance: 3, input: "current", method: "euler"}), [0.2]).v[0]).toBeCloseTo(0.06, 15);
  });
  it("ignores its input for the refractory time and accepts it when that ends", () => {
    expect(drive(lif({refractory: 2}), [1, 1, 1, 1]).spikes).toEqual([1, 0, 1, 0]);
    expect(drive(lif({refractory: Infinity}), [1, 1, 1, 1]).spikes).toEqual([1, 0, 0, 0]);
  });
  it("relaxes only for the part of a step in which it does not rest", () => {
    const {v} = drive(lif({tau: 10, current: 1.5, refractory: 1.5}), [1, 0, 0]);
    expect([v[0], v[1]]).toEqual([0, 0]);
    expect(v[2]).toBeCloseTo(1.5 * (1 - Math.exp(-0.05)), 14);
  });
  it("resets late also after a rest: when that ends, before the input", () => {
    // 1.2 fires, is held for the rest of 2 ms, then falls: to 0 + 0.6, or by 1 to 0.2 + 0.6, without a decay while it rests.
    expect(drive(lif({tau: 10, refractory: 2, order: "decay, reset, input"}), [1.2, 0.6, 0.6]).v).toEqual([1.2, 1.2, 0.6]);
    const {v, spikes} = drive(lif({tau: 10, refractory: 2, reset: "subtract", order: "decay, reset, input"}), [1.2, 0.6, 0.6, 0]);
    expect(v[2]).toBeCloseTo(0.8, 12);
    expect(v[3]).toBeCloseTo(0.8 * Math.exp(-0.1), 12);
    expect(spikes).toEqual([1, 0, 0, 0]);
  });
  it("says in words which conventions it follows", () => {
    expect(lif({tau: 10, reset: -1, refractory: 2}).convention).toEqual({order: "decay, input, reset", method: "exact", gain: "1", reset: "to -1", spikes: "one a step", refractory: 2, delay: "none"});
  });
  it("has no exact advance where its convention is a matter of steps, and says so", () => {
    expect(lif({order: "input, decay, reset"}).relax).toBeUndefined();
    expect(lif({order: "input, decay, reset"}).clockOnly).toContain("use simulate");
  });
  it.each([[{tau: 0}, "lif: tau must be positive (ms), got 0"], [{tau: NaN}, "tau must be positive"], [{reset: 1}, "reset must lie below threshold 1"], [{rest: 2}, "rest 2 must lie below threshold 1"], [{refractory: -1}, "refractory must be at least 0 (ms), got -1"]] as const)(
    "refuses %o", (options, message) => expect(() => lif(options)).toThrow(message));
});

describe("integrateFire", () => {
  it("loses no charge: the count is the floor of the summed input", () => {
    const inputs = Array.from({length: 200}, (_, t) => ((t * 37) % 64) / 64);
    const {spikes} = drive(integrateFire(), inputs);
    expect(spikes.reduce((a, b) => a + b, 0)).toBe(Math.floor(inputs.reduce((a, b) => a + b, 0)));
  });
  it("fires once a step, or as often as its membrane holds thresholds", () => {
    expect(drive(integrateFire(), [3.5, 0, 0, 0]).spikes).toEqual([1, 1, 1, 0]);
    expect(drive(integrateFire({spikes: "all"}), [3.5, 0, 0, 0]).spikes).toEqual([3, 0, 0, 0]);
  });
});
