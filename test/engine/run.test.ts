import {describe, expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {exactNets, samples, sixteenths} from "./exact.ts";

const half = () => lif({tau: 2, method: "euler"});

describe("biases", () => {
  it("are a line that always fires: one more channel of ones, seen by the middle tap alone", () => {
    const narrow = network([2, 6, 6], conv({channels: 5, field: 3}), half()), wide = network([3, 6, 6], conv({channels: 5, field: 3}), half());
    const weights = sixteenths(narrow), biases = [0.25, -0.5, 0, 0.75, 1], {data} = samples(narrow, {count: 1, steps: 8});
    const full = [{shape: [5, 3, 3, 3], data: new Float64Array(135)}, {shape: [0], data: new Float64Array(0)}];
    for (let o = 0; o < 5; o++) {
      full[0]!.data.set(weights[0]!.data.subarray(18 * o, 18 * o + 18), 27 * o);
      full[0]!.data[27 * o + 18 + 4] = biases[o]!;
    }
    const given = Uint8Array.from({length: 8 * 108}, (_, i) => (i % 108 < 72 ? data[72 * Math.floor(i / 108) + (i % 108)]! : 1));
    const slow = simulate(wide, full, {shape: [8, 3, 6, 6], dt: 1, data: given});
    const fast = run(plan(narrow, {steps: 8, input: "spikes"}), weights, {shape: [1, 8, 2, 6, 6], data}, {biases: [biases]});
    expect(Array.from(fast.outputs.data)).toEqual(Array.from(slow.output));
    expect(Math.max(...slow.output)).toBeGreaterThan(0);
  });
});

describe("run", () => {
  it("begins each sample afresh: its place in the batch does not matter", () => {
    const net = exactNets["max pool of spikes by rate"]!(), weights = sixteenths(net), {shape, data} = samples(net, {count: 3, steps: 9});
    const ready = plan(net, {steps: 9, input: "spikes"}), size = data.length / 3, turned = new Uint8Array(data.length);
    for (let k = 0; k < 3; k++) turned.set(data.subarray(k * size, (k + 1) * size), (2 - k) * size);
    const [there, back] = [data, turned].map((each) => run(ready, weights, {shape, data: each}).outputs.data), part = there!.length / 3;
    expect(new Set(there).size).toBeGreaterThan(1);
    for (let k = 0; k < 3; k++) expect(back!.subarray((2 - k) * part, (3 - k) * part)).toEqual(there!.subarray(k * part, (k + 1) * part));
  });
});
