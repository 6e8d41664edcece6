/** @file The same network by the clock and without one. */
import {describe, expect, it} from "vitest";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {deltaNets, randomSpikes, randomWeights} from "./nets.ts";

describe.each(Object.entries(deltaNets))("%s", (name, make) => {
  const net = make(), scale = name.includes("mV") ? 4 : 1, weights = randomWeights(net, 3, scale);
  const input = randomSpikes(net, {dt: 0.5});
  const clocked = simulate(net, weights, input), free = simulateEvents(net, weights, input);

  it("gives the same spikes at the same times in every population", () => {
    clocked.spikes.forEach((spikes, stage) => {
      if (!spikes) return;
      expect(spikes.times.length, `stage ${stage} must fire for the law to say anything`).toBeGreaterThan(5);
      expect([...free.spikes[stage]!.units]).toEqual([...spikes.units]);
      free.spikes[stage]!.times.forEach((time, k) => expect(time).toBeCloseTo(spikes.times[k]!, 9));
    });
  });
  it("gives the same output, the same membranes and the same count of synaptic events", () => {
    expect(clocked.output.some((each) => each !== 0)).toBe(true);
    // A graded output is a sum over the clock's steps, which a run without a clock does not have.
    if (!net.outputs.some((stage) => net.stages[stage]?.population?.graded)) free.output.forEach((each, i) => expect(each).toBeCloseTo(clocked.output[i]!, 9));
    clocked.membranes.forEach((v, stage) => v?.forEach((each, i) => expect(free.membranes[stage]![i]).toBeCloseTo(each, 9)));
    expect(free.operations.map(({synaptic}) => synaptic)).toEqual(clocked.operations.map(({synaptic}) => synaptic));
  });
  it("sweeps densely and sparsely to the same bits", () => {
    const dense = simulate(net, weights, input, {sweep: "dense"}), sparse = simulate(net, weights, input, {sweep: "sparse"});
    expect(dense.totals).toEqual(sparse.totals);
    expect(dense.membranes).toEqual(sparse.membranes);
  });
});
