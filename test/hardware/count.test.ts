/** @file Operations: equal to those that nested loops over every connection count one by one. */
import {describe, expect, it} from "vitest";
import {activity, meter} from "../../lib/hardware/activity.ts";
import {count, expected, total} from "../../lib/hardware/count.ts";
import {work} from "../../lib/hardware/counts.ts";
import {memoryTraffic} from "../../lib/hardware/memory.ts";
import {network} from "../../lib/model/network.ts";
import type {Projection} from "../../lib/model/node.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {surround} from "../../lib/model/projections/surround.ts";
import {alpha, exponential} from "../../lib/model/synapses/synapse.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {events} from "../../lib/spikes/events.ts";
import {deltaNets, randomSpikes, randomWeights} from "../laws/nets.ts";

/** Every connection of a patch that slides over an image, by the definition: `[input unit, output unit]`. */
function pairs([c, h, w]: readonly number[], {channels, field, stride = 1, padding = 0, dilation = 1, groups = 1}: {channels: number; field: number; stride?: number; padding?: number; dilation?: number; groups?: number}): [number, number][] {
  const reach = dilation * (field - 1), out = (n: number): number => Math.floor((n + 2 * padding - reach - 1) / stride) + 1, rows = out(h!), columns = out(w!);
  const found: [number, number][] = [];
  for (let o = 0; o < channels; o++) for (let i = 0; i < c!; i++) {
    if (Math.floor(o / (channels / groups)) !== Math.floor(i / (c! / groups))) continue;
    for (let r = 0; r < rows; r++) for (let s = 0; s < columns; s++) for (let a = 0; a < field; a++) for (let b = 0; b < field; b++) {
      const y = r * stride + a * dilation - padding, x = s * stride + b * dilation - padding;
      if (y >= 0 && y < h! && x >= 0 && x < w!) found.push([(i * h! + y) * w! + x, (o * rows + r) * columns + s]);
    }
  }
  return found;
}

const all = (inputs: number, outputs: number): [number, number][] => Array.from({length: inputs * outputs}, (_, k) => [Math.floor(k / outputs), k % outputs]);

const cases: readonly (readonly [string, Projection, readonly number[], [number, number][]])[] = [
  ["conv", conv({channels: 3, field: 3}), [2, 7, 6], pairs([2, 7, 6], {channels: 3, field: 3})],
  ["same padding", conv({channels: 2, field: 3, padding: "same"}), [2, 5, 4], pairs([2, 5, 4], {channels: 2, field: 3, padding: 1})],
  ["padded wide and strided", conv({channels: 2, field: 3, padding: 2, stride: 2}), [1, 4, 5], pairs([1, 4, 5], {channels: 2, field: 3, padding: 2, stride: 2})],
  ["dilated", conv({channels: 2, field: 3, dilation: 2, padding: 1}), [2, 6, 7], pairs([2, 6, 7], {channels: 2, field: 3, dilation: 2, padding: 1})],
  ["in groups", conv({channels: 6, field: 2, groups: 2}), [4, 4, 5], pairs([4, 4, 5], {channels: 6, field: 2, groups: 2})],
  ["depthwise", conv({channels: 6, field: 3, groups: 3, padding: 1}), [3, 5, 5], pairs([3, 5, 5], {channels: 6, field: 3, groups: 3, padding: 1})],
  ["dense", dense(7), [2, 3, 4], all(24, 7)],
  ["average pool", averagePool(2), [3, 6, 5], pairs([3, 6, 5], {channels: 3, field: 2, stride: 2, groups: 3})],
  ["overlapping average pool", averagePool(3, 2), [2, 7, 9], pairs([2, 7, 9], {channels: 2, field: 3, stride: 2, groups: 2})],
  ["surround", surround({radius: 1, strength: 0.3}), [3, 4, 5], pairs([3, 4, 5], {channels: 3, field: 3, padding: 1})]
];

describe.each(cases)("%s", (_name, projection, field, connections) => {
  const net = network(field, projection, lif({tau: 5})), spikes = randomSpikes(net, {steps: 12, activity: 0.3});
  const weights = randomWeights(net), size = field.reduce((a, b) => a * b);
  const at = (t: number, i: number): number => spikes.data[t * size + i]!;
  const steps = Array.from({length: 12}, (_, t) => connections.filter(([i]) => at(t, i) > 0));

  it("touches the synapses that nested loops touch, in all and step by step", () => {
    const run = count(simulate(net, weights, spikes)), followed = activity(net, weights, spikes);
    expect(total(run, "synaptic")).toBe(steps.reduce((sum, step) => sum + step.length, 0));
    expect(followed.byStep[0]!.synaptic).toEqual(steps.map((step) => step.length));
    expect(followed.counts.layers.map(({eventUpdates: _, ...rest}) => rest)).toEqual(run.layers);
  });
  it("advances, event by event, the units that a connection reaches", () => {
    const reached = steps.map((step) => new Set(step.map(([, o]) => o)).size);
    const fired = activity(net, weights, spikes).byStep[1]!.eventUpdates;
    expect(fired).toEqual(reached);
  });
  it("has as many multiply-accumulates as connections", () => expect(work(projection.map(field)).macs).toBe(connections.length));
});

describe.each(Object.entries(deltaNets))("%s", (_name, make) => {
  it("is counted alike by the clock and from event to event", () => {
    const net = make(), weights = randomWeights(net), spikes = randomSpikes(net, {steps: 25});
    const clock = activity(net, weights, spikes).counts, free = count(simulateEvents(net, weights, events(spikes), {until: 24}));
    const shape = ({node, synaptic, spikes: fired, arrivals, fanIn}: typeof clock.layers[number]): unknown => [node, synaptic, fired, fanIn > 0 ? arrivals : 0];
    expect(clock.layers.map(shape)).toEqual(free.layers.map(shape));
    expect(clock.layers.map(({eventUpdates}) => eventUpdates)).toEqual(free.layers.map(({eventUpdates}) => eventUpdates));
  });
});

describe("count", () => {
  const image = network([1, 6, 6], conv({channels: 2, field: 3}), relu(), averagePool(2), dense(3));
  const picture = {shape: [1, 1, 6, 6], dt: 1, data: Float64Array.from({length: 36}, (_, i) => 0.1 + i / 40)};
  it("tells values from spikes: an image costs multiply-accumulates, as many as the dense work", () => {
    const {layers} = count(simulate(image, randomWeights(image), picture));
    expect(layers.filter(({fanIn}) => fanIn > 0).map(({graded}) => graded)).toEqual([true, true, true]);
    expect(layers[0]!.synaptic).toBe(2 * 9 * 16);
    expect(layers[0]!.macs).toBe(2 * 9 * 16);
    expect(count(simulate(network([4], dense(2), lif()), randomWeights(network([4], dense(2), lif())), randomSpikes(network([4], dense(2), lif())))).layers[0]!.graded).toBe(false);
  });
  it("asks what the input was where the record does not tell", () => {
    const net = network([4], dense(2), lif()), run = simulate(net, randomWeights(net), randomSpikes(net), {record: {spikes: []}});
    expect(() => count(run)).toThrow('say input: "spikes" or "values"');
    expect(count(run, {input: "spikes"}).layers[0]!.graded).toBe(false);
  });
  it("counts the words of state that a chip would hold", () => {
    const words = (...nodes: Parameters<typeof network>[1][]): number => expected(network([3], dense(2), ...nodes), {steps: 1, rates: [0, 0]}).layers.at(-1)!.stateWords;
    expect(words(lif())).toBe(1);
    expect(words(exponential({tau: 5}), lif())).toBe(2);
    expect(words(alpha({tau: 5}), lif())).toBe(3);
    expect(words(adaptive())).toBe(2);
    expect(words(integrator())).toBe(1);
  });
  it("moves a word for each synapse, and each word of state twice", () => {
    const net = network([5], dense(4), exponential({tau: 5}), lif()), spikes = randomSpikes(net, {steps: 10});
    const {layers} = activity(net, randomWeights(net), spikes).counts, arrived = spikes.data.reduce((a, b) => a + b, 0);
    expect(memoryTraffic(layers[0]!)).toEqual({weightReads: 4 * arrived, stateReads: 0, stateWrites: 0, sumReads: 4 * arrived, sumWrites: 4 * arrived, spikeReads: arrived, spikeWrites: 0});
    expect(memoryTraffic(layers[1]!)).toMatchObject({stateReads: 10 * 4 * 2, stateWrites: 10 * 4 * 2, weightReads: 0, spikeReads: 0});
    expect(memoryTraffic(layers[1]!, "events").stateReads).toBe(layers[1]!.eventUpdates! * 2);
  });
  it("refuses updates that were not followed, and says how they are", () => {
    const net = network([4], dense(2), lif()), {layers} = count(simulate(net, randomWeights(net), randomSpikes(net)));
    expect(() => memoryTraffic(layers[1]!, "events")).toThrow("count by activity");
  });
  it("costs less than a tenth of the run that it counts", () => {
    const net = network([1, 28, 28], conv({channels: 8, field: 5}), lif(), conv({channels: 16, field: 5, stride: 2}), lif(), dense(10), integrator());
    const weights = randomWeights(net), spikes = randomSpikes(net, {steps: 20});
    const fastest = (act: () => void): number => Math.min(...Array.from({length: 5}, () => { const start = performance.now(); act(); return performance.now() - start; }));
    const run = simulate(net, weights, spikes);
    expect(fastest(() => count(run))).toBeLessThan(0.1 * fastest(() => simulate(net, weights, spikes)));
  });
  it("follows the frames of any run", () => {
    const net = network([4], dense(3), integrateFire()), weights = randomWeights(net), spikes = randomSpikes(net), counting = meter(net);
    for (const frame of frames(net, weights, spikes)) counting.update(frame);
    expect(counting.read()).toEqual(activity(net, weights, spikes));
  });
});

describe("expected", () => {
  it("gives exercise 11b: 14,450,688 padded and 13,770,752 edge-exact multiply-accumulates", () => {
    const {layers: [layer]} = expected(network([32, 28, 28], conv({channels: 64, field: 3, padding: "same"}), lif()), {steps: 10, rates: [0.08, 0]});
    expect(layer!.paddedMacs).toBe(14_450_688);
    expect(layer!.macs).toBe(13_770_752);
    expect((100 * (layer!.paddedMacs / layer!.macs - 1)).toFixed(4)).toBe("4.9375");
    expect(layer!.synaptic).toBeCloseTo(10 * 0.08 * 13_770_752, 6);
  });
  it("gives exercise 21: 20,070,400 dense and 1,003,520 event-driven operations", () => {
    const {layers: [layer], steps} = expected(network([784], dense(256), lif()), {steps: 100, rates: [0.05, 0]});
    expect(steps! * layer!.macs).toBe(20_070_400);
    expect(layer!.synaptic).toBeCloseTo(1_003_520, 6);
  });
  it("gives exercise 13's 505,600 synaptic operations, 13,300 updates and 2,394 spikes", () => {
    const counts = expected(network([784], dense(256), lif(), dense(10), lif()), {steps: 50, rates: [0.05, 0.03, 0.1]});
    expect(total(counts, "synaptic")).toBeCloseTo(505_600, 6);
    expect(total(counts, "clockedUpdates")).toBe(13_300);
    expect(total(counts, "spikes") + counts.layers[0]!.arrivals).toBeCloseTo(2_394, 6);
  });
  it("refuses rates that are missing, negative or not numbers", () => {
    const net = network([4], dense(2), lif());
    expect(() => expected(net, {steps: 5, rates: [0.1]})).toThrow("one rate for the input and each of 1 populations");
    expect(() => expected(net, {steps: 5, rates: [0.1, NaN]})).toThrow("rates must be at least 0");
    expect(() => expected(net, {steps: 0, rates: [0.1, 0]})).toThrow("steps must be a whole number");
  });
});
