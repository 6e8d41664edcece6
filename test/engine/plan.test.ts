import {describe, expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import {residual} from "../../lib/model/containers.ts";
import {delay} from "../../lib/model/delay.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {firstSpikePool, maxPool} from "../../lib/model/selection/pooling.ts";
import {zeroWeights} from "../../lib/model/weights.ts";
import {exponential} from "../../lib/model/synapses/synapse.ts";
import type {Node} from "../../lib/model/node.ts";

const image = [1, 8, 8], first = conv({channels: 4, field: 3});
const net = network(image, first, maxPool(2, {by: "step"}), lif(), conv({channels: 40, field: 2}), lif(), dense(3), lif());

describe("plan", () => {
  it("says what runs once, what is fused and how wide it works", () => {
    const {layers} = plan(net, {steps: 10, density: 0.25});
    expect(layers.map(({stage, fusedWith}) => [stage, fusedWith])).toEqual([[0, undefined], [1, undefined], [2, undefined], [3, 4], [4, undefined], [5, 6], [6, undefined]]);
    expect(layers[0]!.why).toContain("once instead of 10 times");
    expect(layers[2]!.algorithm).toBe("sweep, time innermost");
    expect(layers[3]!.algorithm).toBe("gather of spikes put together by patch, 32 + 8 channels at once");
    const pooled = plan(net, {steps: 10, input: "spikes"}).layers;
    expect([pooled[0]!.fusedWith, pooled[1]!.algorithm]).toEqual([1, "within the gather"]);
    expect(layers[3]!.why).toBe("about 4 of 16 inputs of a place are nonzero in a step");
  });
  it("looks sums up in tables where spikes are dense and the tables are used often", () => {
    const algorithms = (options: {density: number; steps: number}): boolean[] => plan(net, {input: "spikes", ...options}).layers.map(({algorithm}) => algorithm.startsWith("table"));
    // 6 × 6 and 2 × 2 places, and one.
    expect(algorithms({density: 0.25, steps: 40})).toEqual([true, false, false, true, false, false, false]);
    expect(algorithms({density: 0.25, steps: 10})).toEqual([true, false, false, false, false, false, false]);
    expect(algorithms({density: 0.2, steps: 40})).not.toContain(true);
    expect(plan(net, {density: 0.5, steps: 40}).layers[3]!.why).toBe("about 8 of 16 inputs of a place are spikes in a step, and 4 lookups do for any number");
  });
  it("counts the synapses that a spike touches", () => {
    // 6 × 6 places of 9 taps and 4 channels, once; 2 × 2 places of 16 inputs and 40 channels, ten times, a quarter of them.
    const {layers} = plan(net, {steps: 10, density: 0.25});
    expect(layers[0]!.operations).toBe(0.25 * 36 * 9 * 4);
    expect(layers[3]!.operations).toBe(10 * 0.25 * 4 * 16 * 40);
    expect(plan(net, {steps: 10, batch: 3}).operations).toBe(3 * plan(net, {steps: 10}).operations);
  });
  it("scatters where taps lie apart or channels fall into groups, and counts the same synapses", () => {
    const apart = network(image, first, lif(), conv({channels: 8, field: 3, dilation: 2}), lif(), conv({channels: 8, field: 2, groups: 8}), lif()), {layers} = plan(apart, {steps: 10, density: 0.25});
    expect(layers[2]!.algorithm).toBe("scatter of spikes, tap by tap");
    expect(layers[2]!.why).toBe("its taps lie 2 × 2 apart; about 9 of 36 inputs of a unit are nonzero in a step");
    expect(layers[4]!.why).toBe("its channels fall into 8 groups; about 1 of 4 inputs of a unit are nonzero in a step");
    // 2 × 2 places of 9 taps, 4 and 8 channels; one place of 4 taps and 8 channels.
    expect([layers[2]!.operations, layers[4]!.operations]).toEqual([10 * 0.25 * 4 * 9 * 4 * 8, 10 * 0.25 * 4 * 8]);
  });
  it("knows two ways to round, and no third", () => {
    expect(plan(net, {steps: 3, mode: "relaxed"}).lowered.mode).toBe("relaxed");
    expect(() => plan(net, {steps: 3, mode: "loose" as "strict"})).toThrow('plan: mode must be "strict" or "relaxed", got "loose"');
  });
  it("asks for more memory where it keeps the history", () => {
    expect(plan(net, {steps: 100, train: {}}).bytes).toBeGreaterThan(plan(net, {steps: 100}).bytes);
  });
  it.each<[string, readonly Node[], string]>([
    ["a rest before a late reset", [first, lif({refractory: 2, order: "decay, reset, input"})], "plan: lif (stage 1) has many spikes a step, or a rest that ends"],
    ["a rest that ends within a step behind a synapse", [first, exponential({tau: 5}), lif({refractory: 2.5})], "plan: lif (stage 2) has many spikes a step, or a rest that ends"],
    ["many spikes a step", [first, lif({reset: "subtract", spikes: "all"})], "plan: lif (stage 1) has"],
    ["a moving threshold that rests", [first, adaptive({tau: 10, tauThreshold: 50, increment: 0.4, refractory: 2})], "under a moving threshold"],
    ["a delay", [first, delay(1), lif()], "plan: delay (stage 1) is a delay"],
    ["a shortcut", [first, lif(), residual(conv({channels: 4, field: 3, padding: 1}), lif()), dense(2)], "hears more than the stage before it"],
    ["a bias behind no projection", [first, lif(), bias(), dense(2)], "plan: spread (stage 3) is a bias that does not stand right behind a projection"],
    ["another pool", [first, lif(), firstSpikePool(2)], "plan: firstSpikePool (stage 2) has no twin"]
  ])("refuses %s in a sentence", (_what, nodes, sentence) => {
    expect(() => plan(network(image, ...nodes), {steps: 5})).toThrow(sentence);
    expect(() => plan(network(image, ...nodes), {steps: 5})).toThrow("use simulate");
  });
  it("refuses three dimensions of space, and numbers out of range", () => {
    expect(() => plan(network([1, 4, 4, 4], conv({channels: 1, field: 2})), {steps: 5})).toThrow("three dimensions");
    expect(() => plan(net, {steps: 1e9, train: {}})).toThrow("and WebAssembly gives 4.3 GB; take fewer steps");
    expect(() => plan(net, {steps: 1e9})).toThrow("and WebAssembly gives 4; take fewer steps");
    expect(() => plan(net, {steps: 0})).toThrow("plan: steps must be a whole number of at least 1, got 0");
    expect(() => plan(net, {steps: 5, dt: NaN})).toThrow("plan: dt must be positive (ms), got NaN");
    expect(() => plan(net, {steps: 5, density: 2})).toThrow("plan: density must lie from 0 to 1, got 2");
  });
});

describe("run", () => {
  const ready = plan(net, {steps: 5}), weights = zeroWeights(net), data = new Float32Array(64);
  it("refuses numbers that are not finite, naming the stage or the sample", () => {
    const bad = zeroWeights(net);
    bad[3]!.data[7] = NaN;
    expect(() => run(ready, bad, {shape: [1, 1, 8, 8], data})).toThrow("run: weights of stage 3 (conv) must be finite, got NaN at 7");
    expect(() => run(ready, weights, {shape: [2, 1, 8, 8], data: new Float32Array(128).fill(Infinity, 100)})).toThrow("run: inputs must be finite, got Infinity in sample 1");
    expect(() => run(plan(net, {steps: 1, input: "spikes"}), weights, {shape: [1, 1, 1, 8, 8], data: new Uint8Array(64).fill(2)})).toThrow("run: inputs must be 0 or 1 (spikes), got 2");
  });
  it("refuses another shape, and stages without spikes", () => {
    expect(() => run(ready, weights, {shape: [1, 8, 8], data})).toThrow("run: inputs must have the shape [samples, 1, 8, 8]");
    expect(() => run(ready, weights, {shape: [1, 1, 8, 8], data}, {record: [0]})).toThrow("run: stage 0 gives no spikes");
  });
});
