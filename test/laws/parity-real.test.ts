/** @file With weights and constants of any size: the spikes of the reference, its outputs and its gradients to 1e-5 of the largest. */
import {describe, expect, it} from "vitest";
import {batchGradient} from "../../lib/engine/gradient.ts";
import type {Drive} from "../../lib/engine/passes.ts";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import type {Network} from "../../lib/model/network.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {samples, stills} from "../engine/exact.ts";
import {realNets} from "../engine/real.ts";
import {randomWeights} from "./nets.ts";

const STEPS = 10, SCALE = 0.125, BOUND = 1e-5;
const fires = (net: Network): number[] => net.stages.filter(({population, sources}) => population && !population.graded && sources.length > 0).map(({index}) => index);
const largest = (values: ArrayLike<number>): number => Array.from(values).reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** Two samples for the engine, and each as the reference takes it. */
function given(net: Network, input: Drive) {
  const still = input === "static", {shape, data} = still ? stills(net) : samples(net, {steps: STEPS}), size = sizeOf(net.shape), each = data.length / 2;
  const own = [0, 1].map((k) => {
    const one = data.subarray(k * each, (k + 1) * each);
    return {shape: [STEPS, ...net.shape], dt: 1, data: still ? Float32Array.from({length: STEPS * size}, (_, i) => one[i % size]!) : one};
  });
  return {batch: {shape, data}, own};
}

describe.each(Object.entries(realNets))("%s", (_name, make) => {
  const net = make(), weights = randomWeights(net, 5, 1.4);
  it.each(["spikes", "signals", "static"] as const)("gives the reference's spikes and outputs from %s", (input) => {
    const {batch, own} = given(net, input), stages = fires(net), fast = run(plan(net, {steps: STEPS, input}), weights, batch, {record: stages});
    own.forEach((one, k) => {
      const slow = simulate(net, weights, one), outputs = sizeOf(net.output);
      for (const stage of stages) {
        const units = sizeOf(net.stages[stage]!.output), raster = new Uint8Array(STEPS * units), {times, units: fired} = slow.spikes[stage]!;
        fired.forEach((unit, n) => { raster[Math.round(times[n]!) * units + unit] = 1; });
        expect(fast.spikes.get(stage)!.subarray(k * raster.length, (k + 1) * raster.length)).toEqual(raster);
        expect(fired.length).toBeGreaterThan(2);
      }
      slow.output.forEach((y, o) => expect(Math.abs(fast.outputs.data[k * outputs + o]! - y)).toBeLessThan(BOUND * largest(slow.output)));
    });
  });
  it.each([["detached", "spikes"], ["attached", "signals"], ["attached", "static"]] as const)("has its gradient, reset %s, from %s", (reset, input) => {
    const {batch, own} = given(net, input), targets = [0, sizeOf(net.output) - 1], shape = surrogate.fastSigmoid({slope: 4});
    const fast = batchGradient(plan(net, {steps: STEPS, input, train: {surrogate: shape, reset, loss: {name: "count", numbers: [SCALE]}}}), weights, batch, targets);
    const slow = own.map((one, k) => gradient(net, weights, one, {target: targets[k]!, loss: loss.count({scale: SCALE}), surrogate: shape, reset}));
    const wanted = (slow[0]!.loss + slow[1]!.loss) / 2;
    expect(Math.abs(fast.loss - wanted)).toBeLessThan(BOUND * (1 + wanted));
    weights.forEach(({data}, stage) => {
      if (data.length === 0) return;
      const mean = slow[0]!.gradients[stage]!.data.map((g, i) => (g + slow[1]!.gradients[stage]!.data[i]!) / 2), most = largest(mean);
      expect(most).toBeGreaterThan(0);
      expect(largest(mean.map((g, i) => g - fast.gradients[stage]!.data[i]!)) / most).toBeLessThan(BOUND);
    });
  });
});
