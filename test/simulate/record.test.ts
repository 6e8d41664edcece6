import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {traceOf} from "../../lib/simulate/run.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {why} from "../../lib/simulate/why.ts";
import {randomSpikes, randomWeights} from "../laws/nets.ts";

const image = [1, 8, 8], first = conv({channels: 3, field: 3});

describe("record", () => {
  const net = network(image, first, adaptive({tau: 10, increment: 0.5, tauThreshold: 30})), weights = randomWeights(net, 2, 2), input = randomSpikes(net);
  it("keeps membranes and moving thresholds, the same by the clock and without one", () => {
    const record = {spikes: [1], traces: [{stage: 1, units: [3, 60]}, {stage: 1, of: "threshold" as const, units: [3]}]};
    const clocked = simulate(net, weights, input, {record}), free = simulateEvents(net, weights, input, {record});
    expect(clocked.input).toBeUndefined();
    clocked.traces.forEach(({data, times}, k) => {
      expect([...free.traces[k]!.times]).toEqual([...times]);
      data.forEach((value, i) => expect(free.traces[k]!.data[i]).toBeCloseTo(value, 10));
    });
    expect(Math.max(...traceOf(clocked.traces[1]!, 3))).toBeGreaterThan(1.4);
  });
  it("refuses more than its limit before it begins, and says what to do", () => {
    expect(() => simulate(net, weights, input, {record: {traces: [{stage: 1}], limit: 1000}})).toThrow("simulate: the traces need 1 MB, above the limit of 1 MB; record fewer units, or raise limit (bytes)");
    expect(() => simulateEvents(net, weights, randomSpikes(net, {steps: 200}), {record: {limit: 1}})).toThrow("more spikes than the record's limit of memory holds");
  });
  it("refuses what a stage does not have", () => {
    expect(() => simulate(net, weights, input, {record: {traces: [{stage: 0}]}})).toThrow("stage 0 is no population to be traced; populations are 1");
    expect(() => simulate(net, weights, input, {record: {traces: [{stage: 1, of: "current"}]}})).toThrow("stage 1 (adaptive) has no synaptic current");
    expect(() => simulate(net, weights, input, {record: {traces: [{stage: 1, units: [108]}]}})).toThrow("units of stage 1 are whole numbers below 108, got 108");
  });
});

describe("why", () => {
  it.each([
    ["lif", network(image, first, lif({tau: 10}))],
    ["refractory lif with a current", network(image, first, lif({tau: 10, refractory: 2, current: 0.4, reset: -0.3, start: 0.2}))],
    ["lif that resets by subtraction", network(image, first, lif({tau: 10, reset: "subtract", spikes: "all"}))],
    ["adaptive", network(image, first, adaptive({tau: 10}))],
    ["lif behind an alpha synapse", network(image, first, alpha({tau: 3, normalisation: "area"}), lif({tau: 10, resistance: 10, refractory: 1}))]
  ])("%s: the inputs it names add up to the membrane that was recorded", (_name, net) => {
    const weights = randomWeights(net, 2, 2), stage = net.stages.length - 1;
    const run = simulateEvents(net, weights, randomSpikes(net), {record: {traces: [{stage}], every: 1.5}}), {data, times} = run.traces[0]!;
    const spikes = run.spikes[stage]!;
    let fired = 0;
    for (const unit of [5, 40, 77]) {
      const own = [...spikes.times].filter((_, k) => spikes.units[k] === unit);
      times.forEach((time, t) => {
        if (time === 0 || own.some((each) => Math.abs(each - time) < 1e-6)) return;
        expect(why(run, {layer: stage, unit, time}).membrane).toBeCloseTo(data[t * (data.length / times.length) + unit]!, 9);
      });
      for (const time of new Set(own)) {
        const told = why(run, {layer: stage, unit, time});
        expect([told.fired, told.distance < 1e-9]).toEqual([true, true]);
        fired++;
      }
    }
    expect(fired).toBeGreaterThan(3);
  });
  it("tells a silence: how much was missing, since when, and by what", () => {
    const net = network([2], lif({tau: 10})), run = simulateEvents(net, [{shape: [0], data: new Float64Array(0)}], {times: Float64Array.of(1), units: Uint32Array.of(1), field: [2], duration: 9});
    expect(why(run, {layer: 0, unit: 0, time: 5})).toMatchObject({fired: false, membrane: 0, distance: 1, sinceLastSpike: Infinity, causes: []});
    expect(why(run, {layer: 0, unit: 0, time: 5}).sentence).toBe("It was silent: 0 inputs raised and 0 lowered its membrane to 0.000, 1.000 below threshold 1.000; it had not fired before.");
    expect(() => why(run, {layer: 3, unit: 0, time: 5})).toThrow("why: stage 3 is no population whose inputs add up");
  });
});
