/** @file The joint step from sums and products, against the closed forms of the reference. */
import {describe, expect, it} from "vitest";
import {leaky} from "../../../lib/model/neurons/leaky.ts";
import {propagatorOf} from "../../../lib/model/neurons/driven.ts";
import {jointStep, synapseTwin} from "../../../lib/model/synapses/joint-step.ts";
import {alpha, delta, doubleExponential} from "../../../lib/model/synapses/synapse.ts";

describe("jointStep", () => {
  it.each([[5, 3, 10, 1], [4, 4, 4, 0.1], [2, 2, 20, 1], [1e-2, 8, 20, 1], [100, 1, 0.5, 5], [Infinity, Infinity, 12, 1], [3, 3, Infinity, 1]])("has the entries of the closed forms: decay %d, rise %d, tau %d, dt %d", (decay, rise, tau, dt) => {
    const cell = leaky("test", {tau, resistance: 2}), stages = {p: 1 / decay, q: 1 / rise}, closed = propagatorOf(cell, stages, dt), series = jointStep(stages, cell, dt);
    for (const name of ["ii", "ib", "bb", "vi", "vb"] as const) expect(Math.abs(series[name] - closed[name])).toBeLessThan(1e-13 * Math.max(1, Math.abs(closed[name])));
  });
});

describe("synapseTwin", () => {
  it.each([alpha({tau: 3}), doubleExponential({rise: 1, decay: 4})])("answers a spike with the samples of the response: $kind", (synapse) => {
    const {ii, ib, bb, jump, out, through} = synapseTwin(synapse, 0.5);
    let i = 0, b = 0;
    for (let t = 0; t < 20; t++) {
      const x = t === 0 ? 1 : 0, y = out[0] * i + out[1] * b + through * x;
      [i, b] = [ii * i + ib * b + jump[0] * x, bb * b + jump[1] * x];
      expect(y).toBeCloseTo(synapse.response(0.5 * t), 12);
    }
  });
  it("lets a delta synapse through as it is", () => {
    expect(synapseTwin(delta(), 1)).toEqual({form: "filter", ii: 0, ib: 0, bb: 0, jump: [0, 0], out: [0, 0], through: 1});
  });
});
