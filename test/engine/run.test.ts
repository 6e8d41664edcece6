import {describe, expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {exactNets, samples, sixteenths} from "./exact.ts";

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
