import {describe, expect, it} from "vitest";
import {crew} from "../../lib/engine/crew.ts";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import type {LifOptions} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import type {LeakyTwin} from "../../lib/model/twin.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {randomSpikes, randomWeights} from "../laws/nets.ts";
import {samples} from "./exact.ts";
import {scaleOf, wholeNumbers} from "./whole-numbers.ts";

const STEPS = 20, image = [5, 9, 8], late = {order: "decay, reset, input"} as const;

/** Between them every block of channels, with and without a bias and a pool, every reset, order of step and leak. */
const nets: Readonly<Record<string, Network>> = {
  "deep, late resets": network(image, conv({channels: 76, field: 3, padding: 1}), bias(), lif({tau: 8, reset: "subtract", ...late}), conv({channels: 12, field: 5}), maxPool(2, {by: "step"}), lif({tau: 3, ...late}), dense(70), bias(), lif({tau: 4, reset: "none", threshold: 0.5})),
  "resets at once, a current, an input before the decay": network(image, conv({channels: 20, field: [3, 4], stride: 2, padding: 1}), lif({tau: 6, reset: "subtract", current: 0.05}), dense(9), lif({tau: 5, reset: -0.2, order: "input, decay, reset"})),
  "no leak, a rest": network(image, conv({channels: 6, field: 3}), bias(), maxPool([1, 3], {by: "step"}), integrateFire({threshold: 2}), dense(33), lif({rest: -0.3, start: 0.1})),
  "one dimension, wide": network([3, 40], conv({channels: 64, field: 5}), lif({tau: 4, reset: "subtract"}), dense(5), lif())
};

const fires = (net: Network): number[] => net.stages.filter(({population, sources}) => population && sources.length > 0).map(({index}) => index);

describe.each(Object.entries(nets))("%s", (_name, net) => {
  it.each([[0.05, 0.1], [0.3, 0.1], [0.8, 0.1], [0.05, 0.5], [0.8, 0.5]])("is to the bit what whole numbers are, %d active, planned for %d", (activity, density) => {
    const weights = randomWeights(net), given = samples(net, {steps: STEPS, activity}), size = sizeOf(net.shape), record = fires(net);
    const {spikes, counts} = run(plan(net, {steps: STEPS, input: "spikes", precision: "int16", density}), weights, given, {record});
    for (let k = 0; k < given.shape[0]!; k++) {
      const slow = wholeNumbers(net, weights, Array.from({length: STEPS}, (_, t) => given.data.subarray((k * STEPS + t) * size, (k * STEPS + t + 1) * size)));
      for (const stage of record) {
        const units = sizeOf(net.stages[stage]!.output), own = spikes.get(stage)!.subarray(k * STEPS * units, (k + 1) * STEPS * units), wanted = Uint8Array.from(slow.get(stage)!.flatMap((step) => [...step]));
        expect(own).toEqual(wanted);
        expect(counts[k * net.stages.length + stage]).toBe(wanted.reduce((sum, s) => sum + s, 0));
        if (activity > 0.1) expect(wanted).toContain(1);
      }
    }
  });
});

const cells: Readonly<Record<string, LifOptions>> = {"reset to 0": {tau: 10}, "reset by subtraction": {tau: 8, reset: "subtract"}, "late reset by subtraction": {tau: 8, reset: "subtract", ...late}, "late reset to 0": {tau: 12, ...late}};

/** The reference's membrane after each step before its reset, and how far the steps of 16 bits can have taken theirs from it. */
function boundedMembranes(net: Network, weights: Weights, input: ReturnType<typeof randomSpikes>, isLate: boolean) {
  const {map} = net.stages[0]!, twin = net.stages[1]!.population!.twin!(1) as LeakyTwin, units = sizeOf(net.output), {decay, shift, gain, reset, to} = twin;
  const step = 1 / scaleOf({map: map!, weights: Float64Array.from(weights[0]!.data, (w) => gain * w), biases: new Float64Array(0)}, twin), ones = new Float64Array(weights[0]!.data.length).fill(1);
  const seen = new Float64Array(units), far = new Float64Array(units).fill(step / 2);
  let v = net.stages[1]!.population!.start(units).v.slice(), last = new Uint8Array(units), t = 0;
  const all: {u: Float64Array; fired: Uint8Array; bound: Float64Array}[] = [];
  for (const {inputs, outputs, states} of frames(net, weights, input)) {
    map!.apply(ones, Float64Array.from(input.data.subarray(t * sizeOf(net.shape), ++t * sizeOf(net.shape))), seen);
    const u = v.map((old, i) => {
      const decayed = old * decay + shift;
      return (isLate && last[i] === 1 ? (reset === "subtract" ? decayed - to : to) : decayed) + gain * inputs[1]![i]!;
    });
    // The error so far leaks; each rounding, of a product, a shift, a reset and the weights that are summed, adds half a step; the leak itself is wrong by 2⁻¹⁶.
    for (let i = 0; i < units; i++) far[i] = decay * far[i]! + Math.abs(v[i]!) / 65536 + ((3 + seen[i]!) * step) / 2;
    last = Uint8Array.from(outputs[1]!);
    v = states[1]!.v.slice();
    all.push({u, fired: last, bound: far.map((error) => error + step / 2)});
  }
  return all;
}

describe.each(Object.entries(cells))("beside double precision, %s", (_name, options) => {
  it("differs first, if at all, where the reference stands as near to threshold as the steps allow", () => {
    const net = network([4, 10, 9], conv({channels: 6, field: 3, padding: 1}), lif(options)), weights = randomWeights(net), input = randomSpikes(net, {steps: 40}), units = sizeOf(net.output);
    const own = run(plan(net, {steps: 40, input: "spikes", precision: "int16"}), weights, {shape: [1, ...input.shape], data: input.data}, {record: [1]}).spikes.get(1)!;
    const reference = boundedMembranes(net, weights, input, options.order === late.order);
    let equal = 0, spikes = 0, widest = 0;
    for (let i = 0; i < units; i++) {
      const t = reference.findIndex(({fired}, k) => fired[i] !== own[k * units + i]);
      if (t < 0) equal++;
      else expect(Math.abs(reference[t]!.u[i]! - 1)).toBeLessThan(reference[t]!.bound[i]!);
      for (const {fired, bound} of reference) {
        spikes += fired[i]!;
        widest = Math.max(widest, bound[i]!);
      }
    }
    expect(spikes).toBeGreaterThan(200);
    expect(widest).toBeLessThan(0.05);
    expect(equal).toBeGreaterThan(0.9 * units);
  });
});

describe("int16", () => {
  const net = nets["deep, late resets"]!, weights = randomWeights(net), options = {steps: STEPS, input: "spikes", precision: "int16"} as const;
  it("gives a crew the same spikes", async () => {
    const ready = plan(net, options), input = samples(net, {count: 5, steps: STEPS}), workers = crew(ready, {threads: 2});
    const there = await workers.run(weights, input);
    await workers.close();
    expect(there.counts).toEqual(run(ready, weights, input).counts);
  });
  it("says which layers it took, and leaves values in single precision", () => {
    const mixed = network(image, conv({channels: 4, field: 3}), lif(), orPool(2), conv({channels: 40, field: 2}), maxPool(2, {by: "step"}), lif());
    expect(plan(mixed, {steps: 5, precision: "int16"}).layers.map(({algorithm}) => algorithm.includes("int16"))).toEqual([false, false, false, true, false, true]);
    expect(plan(mixed, {steps: 5, precision: "int16"}).layers[3]!.algorithm).toBe("gather of spikes put together by patch, 32 + 8 channels at once, int16");
  });
  it("looks up in tables where spikes are dense", () => {
    expect(plan(net, {...options, density: 0.5}).layers[0]!.algorithm).toBe("table of every 4 inputs, 64 + 16 channels at once, int16");
  });
  it("refuses in a sentence", async () => {
    const quiet = network([70, 10, 10], dense(3), lif()), wide = randomWeights(quiet), {data} = wide[0]!, input = samples(quiet, {steps: STEPS});
    expect(() => plan(net, {...options, train: {}})).toThrow("plan: int16 is for simulation; learn in float32");
    expect(() => plan(network(image, dense(3), lif()), {steps: 5, precision: "int16"})).toThrow("plan: int16 is for leaky units that are driven by spikes, and here are none; use float32");
    expect(() => plan(network(image, dense(3), lif({tau: 1e5})), options)).toThrow("plan: lif (stage 1) keeps 0.99999");
    expect(() => plan(network([1000, 6, 6], dense(3), lif()), options)).toThrow("plan: lif (stage 1) has 36000 inputs, which must not exceed 32767 for int16; use float32");
    expect(() => plan(net, {...options, precision: "int8" as "int16"})).toThrow('plan: precision must be "float32" or "int16", got "int8"');
    for (let k = 0; k < data.length; k++) data[k] = 1;
    expect(() => run(plan(quiet, options), wide, input)).toThrow("run: weights of stage 0 must have at least 16 steps of int16, got 4.2 for the largest, since a unit may sum 7.00e+3; use float32");
    const workers = crew(plan(quiet, options));
    await expect(workers.run(wide, input)).rejects.toThrow("crew.run: weights of stage 0 must have at least 16 steps of int16");
    await workers.close();
  });
});
