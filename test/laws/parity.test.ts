/** @file The fast engine does what the reference does. */
import {describe, expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import type {Network} from "../../lib/model/network.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import type {LifOptions} from "../../lib/model/neurons/lif.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {exactNets, rectifierNet, samples, sixteenths, stills} from "../engine/exact.ts";
import {randomSpikes, randomWeights} from "./nets.ts";

const STEPS = 12;
type Data = Uint8Array | Float32Array;

/** The reference on sample `k`; a field that stays is given again at each step. */
function reference(net: Network, weights: ReturnType<typeof sixteenths>, data: Data, k: number, still: boolean) {
  const size = sizeOf(net.shape), one = data.subarray(k * (still ? 1 : STEPS) * size, (k + 1) * (still ? 1 : STEPS) * size);
  const all = still ? Float32Array.from({length: STEPS * size}, (_, i) => one[i % size]!) : one;
  return simulate(net, weights, {shape: [STEPS, ...net.shape], dt: 1, data: all});
}

const fires = (net: Network): number[] => net.stages.filter(({population, sources}) => population && !population.graded && sources.length > 0).map(({index}) => index);

/** Both runs, compared spike by spike and in what leaves the network; gives how many spikes there were. */
function same(net: Network, input: "spikes" | "signals" | "static", train: boolean, density?: number): number {
  const weights = sixteenths(net), given = input === "static" ? stills(net) : samples(net), stages = fires(net);
  const fast = run(plan(net, {steps: STEPS, input, ...(train ? {train: {}} : {}), ...(density === undefined ? {} : {density})}), weights, given, {record: stages});
  let seen = 0;
  for (let k = 0; k < given.shape[0]!; k++) {
    const slow = reference(net, weights, given.data, k, input === "static");
    for (const stage of stages) {
      const units = sizeOf(net.stages[stage]!.output), raster = new Uint8Array(STEPS * units), {times, units: fired} = slow.spikes[stage]!;
      fired.forEach((unit, n) => { raster[Math.round(times[n]!) * units + unit] = 1; });
      expect(fast.spikes.get(stage)!.subarray(k * raster.length, (k + 1) * raster.length)).toEqual(raster);
      expect(fast.counts[k * net.stages.length + stage]).toBe(fired.length);
      seen += fired.length;
    }
    const outputs = sizeOf(net.output);
    expect(Array.from(fast.outputs.data.subarray(k * outputs, (k + 1) * outputs))).toEqual(Array.from(slow.output, Math.fround));
  }
  return seen;
}

describe.each(Object.entries(exactNets))("%s", (_name, make) => {
  it.each(["spikes", "signals", "static"] as const)("gives the same spikes from %s", (input) => {
    expect(same(make(), input, false)).toBeGreaterThan(20);
  });
  it("gives them also from tables", () => {
    expect(same(make(), "spikes", false, 0.5)).toBeGreaterThan(20);
    expect(same(make(), "static", true, 0.5)).toBeGreaterThan(20);
  });
  it("gives them also while it keeps what the way back needs", () => {
    expect(same(make(), "spikes", true)).toBeGreaterThan(20);
    expect(same(make(), "static", true)).toBeGreaterThan(20);
  });
});

it("computes a network of rectifiers once where its input stays", () => {
  same(rectifierNet(), "static", false);
  same(rectifierNet(), "signals", true);
});

it.each([0.1, 0.5])("agrees with a graded readout to 1e-5, planned for %d active", (density) => {
  const net = network([2, 9, 7], conv({channels: 5, field: 3}), integrator({tau: 7})), weights = randomWeights(net), input = samples(net);
  const {outputs} = run(plan(net, {steps: STEPS, input: "spikes", density}), weights, input);
  const slow = reference(net, weights, input.data, 0, false).output, largest = slow.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  slow.forEach((y, i) => expect(Math.abs(outputs.data[i]! - y)).toBeLessThan(1e-5 * largest));
});

/** Steps of the reference's membranes before their resets, from what stands in its frames. */
function membranesOf(net: Network, weights: ReturnType<typeof randomWeights>, input: ReturnType<typeof randomSpikes>, late: boolean, subtract: boolean): {u: Float64Array[]; fired: Uint8Array[]} {
  const {decay, shift, gain, threshold} = net.stages[1]!.population!.twin!(1) as {decay: number; shift: number; gain: number; threshold: number};
  const u: Float64Array[] = [], fired: Uint8Array[] = [];
  let v = net.stages[1]!.population!.start(sizeOf(net.output)).v.slice(), last = new Uint8Array(v.length);
  for (const {inputs, outputs, states} of frames(net, weights, input)) {
    const now = v.map((old, i) => {
      const decayed = old * decay + shift, settled = late && last[i] === 1 ? (subtract ? decayed - threshold : 0) : decayed;
      return settled + gain * inputs[1]![i]!;
    });
    last = Uint8Array.from(outputs[1]!);
    u.push(now);
    fired.push(last);
    v = states[1]!.v.slice();
  }
  return {u, fired};
}

const cells: Readonly<Record<string, LifOptions>> = {
  "reset to 0": {tau: 10},
  "reset by subtraction": {tau: 8, reset: "subtract"},
  "late reset by subtraction": {tau: 8, reset: "subtract", order: "decay, reset, input"},
  "late reset to 0": {tau: 12, order: "decay, reset, input"}
};

describe.each(Object.entries(cells))("with weights of any size, %s", (_name, options) => {
  it("differs first, if at all, where the reference stands within 1e-5 of threshold", () => {
    const net = network([2, 10, 9], conv({channels: 6, field: 3, padding: 1}), lif(options)), weights = randomWeights(net), input = randomSpikes(net, {steps: 40});
    const fast = run(plan(net, {steps: 40, input: "spikes"}), weights, {shape: [1, ...input.shape], data: input.data}, {record: [1]}).spikes.get(1)!;
    const {u, fired} = membranesOf(net, weights, input, options.order === "decay, reset, input", options.reset === "subtract"), units = sizeOf(net.output);
    let equal = 0, spikes = 0;
    for (let i = 0; i < units; i++) {
      const t = fired.findIndex((step, k) => step[i] !== fast[k * units + i]);
      if (t < 0) equal++;
      else expect(Math.abs(u[t]![i]! - 1)).toBeLessThan(1e-5);
      for (const step of fired) spikes += step[i]!;
    }
    expect(spikes).toBeGreaterThan(200);
    expect(equal).toBeGreaterThan(0.99 * units);
  });
});
