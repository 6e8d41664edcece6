import {describe, expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import type {Node} from "../../lib/model/node.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {randomWeights} from "../laws/nets.ts";
import {samples} from "./exact.ts";

const STEPS = 7;

/** Each without and with a pool of its currents: fields of one, three and other heights, every block of channels, strides, paddings. */
const convolutions: Readonly<Record<string, readonly [shape: readonly number[], node: Node]>> = {
  "3 × 3, whole words": [[32, 9, 8], conv({channels: 64, field: 3, padding: 1})],
  "3 × 3, 76 channels": [[5, 12, 11], conv({channels: 76, field: 3})],
  "5 × 5, 12 channels, stride 2": [[3, 16, 15], conv({channels: 12, field: 5, stride: 2, padding: 2})],
  "2 × 4, 6 channels, padding beyond the field": [[7, 10, 10], conv({channels: 6, field: [2, 4], padding: [1, 3]})],
  "4 × 1, 3 channels": [[40, 11, 6], conv({channels: 3, field: [4, 1]})]
};

const nets: [name: string, net: Network][] = Object.entries(convolutions).flatMap(([name, [shape, node]]) => [
  [name, network(shape, node, integrator({tau: 9}))], [`${name}, then a pool`, network(shape, node, maxPool(2, {by: "step"}), integrator({tau: 9}))],
  [`${name}, then units`, network(shape, node, lif({tau: 3}))], [`${name}, then a pool of 3 × 2 and units`, network(shape, node, maxPool([3, 2], {by: "step"}), lif({tau: 3, reset: "subtract"}))]
]);

// Values that are 0 and 1 are multiplied, gathered without a list, pooled and swept apart: another way through other code, in the same order of additions.
describe.each(nets)("%s", (_name, net) => {
  it.each([0.02, 0.3, 0.9])("gives the same bits from spikes as from values, %d active", (activity) => {
    const weights = randomWeights(net), {shape, data} = samples(net, {steps: STEPS, activity});
    const spikes = run(plan(net, {steps: STEPS, input: "spikes"}), weights, {shape, data}), values = run(plan(net, {steps: STEPS, input: "signals"}), weights, {shape, data});
    expect(spikes.outputs.data.some((y) => y !== 0)).toBe(true);
    expect(Buffer.from(spikes.outputs.data.buffer).equals(Buffer.from(values.outputs.data.buffer))).toBe(true);
    expect(spikes.counts).toEqual(values.counts);
  });
});

describe.each(nets.filter(([name]) => !name.includes("units")))("%s", (_name, net) => {
  it.each([0.02, 0.3, 0.9])("differs by less than 1e-5 from tables, %d active", (activity) => {
    const weights = randomWeights(net), batch = samples(net, {steps: STEPS, activity}), dense = plan(net, {steps: STEPS, input: "spikes", density: 0.5});
    expect(dense.layers[0]!.algorithm).toContain("table of every 4 inputs");
    const gathered = run(plan(net, {steps: STEPS, input: "spikes"}), weights, batch).outputs.data, looked = run(dense, weights, batch).outputs.data;
    const largest = gathered.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
    gathered.forEach((y, i) => expect(Math.abs(looked[i]! - y)).toBeLessThan(1e-5 * largest));
  });
});
