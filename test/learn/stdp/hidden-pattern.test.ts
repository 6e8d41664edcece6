/** @file A single neuron finds a pattern that nothing but coincidences betrays. */
import {describe, expect, it} from "vitest";
import {holdRate} from "../../../lib/learn/homeostasis/hold-rate.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {detections} from "../../../lib/learn/stdp/detections.ts";
import type {Detections} from "../../../lib/learn/stdp/detections.ts";
import {stdp} from "../../../lib/learn/stdp/stdp.ts";
import {adaptive} from "../../../lib/model/neurons/adaptive.ts";
import {network} from "../../../lib/model/network.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {exponential} from "../../../lib/model/synapses/synapse.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {hiddenPattern} from "../../../lib/worlds/hidden-pattern.ts";

const STRETCH = 5000; // ms

/** How well the neuron answers in each stretch of five seconds. */
function listened(seed: number, stretches: number): Detections[] {
  const world = hiddenPattern({seed}), neuron = adaptive({tau: 10, threshold: 24, reset: 0, refractory: 1, increment: 0, tauThreshold: Infinity});
  const net = network([400], dense(1), exponential({tau: 2.5}), neuron), weights = boundedWeights(net, {seed: 1, mean: 0.475});
  const rules = [stdp({node: 0, aPlus: 0.01, aMinus: (1.12 * 0.01 * 16.8) / 33.7, tauPlus: 16.8, tauMinus: 33.7}), holdRate({node: 2, targetHz: 5, rate: 0.01, every: 1000})];
  return Array.from({length: stretches}, (_, k) => {
    const {spikes, onsets} = world.stretch(k, STRETCH), times: number[] = [];
    for (const frame of frames(net, weights, spikes)) {
      for (const rule of rules) rule.update(frame, weights);
      if (frame.outputs[2]![0] === 1) times.push(frame.time);
    }
    return detections(times, {onsets, patternDuration: world.patternDuration, duration: STRETCH});
  });
}

describe("a neuron under STDP", () => {
  it.each([1, 2, 4])("fires for everything at first, and within a minute for the hidden pattern alone (seed %i)", (seed) => {
    const all = listened(seed, 11), first = all[0]!, late = all.slice(8), mean = (read: (each: Detections) => number): number => late.reduce((sum, each) => sum + read(each), 0) / late.length;
    expect(first.falseAlarmsHz).toBeGreaterThan(20);
    expect(mean(({falseAlarmsHz}) => falseAlarmsHz)).toBeLessThan(0.5);
    expect(mean(({hitRate}) => hitRate)).toBeGreaterThan(0.6);
  });
});

describe("detections", () => {
  it("count hits, false alarms and latency", () => {
    const found = detections([10, 105, 107, 190, 250], {onsets: [100, 200, 300], patternDuration: 50, duration: 1000});
    expect(found).toEqual({hitRate: 1 / 3, falseAlarmsHz: 3000 / 850, latency: 5});
    expect(detections([], {onsets: [0], patternDuration: 50, duration: 100})).toEqual({hitRate: 0, falseAlarmsHz: 0, latency: NaN});
  });
});
