/** @file A rate is a clipped rectifier, within what theory allows, layer by layer. */
import {describe, expect, it} from "vitest";
import {rateNeuron} from "../../lib/rewrite/calibrate.ts";
import {spikeCount, startOf, stepError} from "../../lib/rewrite/staircase.ts";
import type {Firing} from "../../lib/rewrite/staircase.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {deepNet, randomAnn, randomImages} from "../rewrite/nets.ts";

const all: readonly Omit<Firing, "steps">[] = [
  ...(["half", "zero"] as const).flatMap((start) => [false, true].map((burst) => ({reset: "subtract" as const, start, burst}))),
  ...(["half", "zero"] as const).map((start) => ({reset: "zero" as const, start, burst: false}))
];

/** Counts of the neuron itself under constant currents, after each number of steps. */
function counted(currents: Float64Array, firing: Omit<Firing, "steps">, steps: number): Float64Array[] {
  const neuron = rateNeuron(firing), state = neuron.start(currents.length), out = new Float64Array(currents.length), sums = new Float64Array(currents.length);
  return Array.from({length: steps}, () => {
    neuron.step(state, currents, out, 1);
    out.forEach((n, i) => { sums[i]! += n; });
    return sums.slice();
  });
}

/** From below zero to above the clip, on no simple fraction. */
const grid = Float64Array.from({length: 4001}, (_, k) => -0.6 + (2.2 * (k + Math.SQRT1_2)) / 4001);
/** Evenly spread over the rates that there are. */
const even = Float64Array.from({length: 16_384}, (_, k) => (k + 0.5) / 16_384);
const clipped = (z: number): number => Math.min(1, Math.max(0, z));
const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

describe.each(all)("reset $reset, start at $start, bursts $burst", (firing) => {
  it("counts as the closed form does, for every current and every number of steps", () => {
    counted(grid, firing, 33).forEach((sums, t) => expect([...sums]).toEqual([...grid].map((z) => spikeCount(z, {...firing, steps: t + 1}))));
  });
});

describe.each([["half", 0.5], ["zero", 1]] as const)("from a start at %s, reset by subtraction", (start, reach) => {
  const firing = {reset: "subtract", start, burst: false} as const;
  it(`gives a rate within ${reach}/T of the clipped rectifier, and reaches that bound`, () => {
    counted(grid, firing, 64).forEach((sums, t) => {
      const errors = sums.map((n, i) => Math.abs(n / (t + 1) - clipped(grid[i]!)) * (t + 1)), most = errors.reduce((a, b) => Math.max(a, b));
      expect(most).toBeLessThanOrEqual(reach + 1e-9);
      expect(most).toBeGreaterThan(reach - 0.05);
    });
  });
  it.each([4, 8, 32])("errs as predicted over evenly spread values, T = %i", (steps) => {
    const errors = counted(even, firing, steps).at(-1)!.map((n, i) => n / steps - even[i]!), {mean: bias, square} = stepError({...firing, steps});
    expect(mean(errors)).toBeCloseTo(bias, 6);
    expect(mean(errors.map((each) => each ** 2)) / square).toBeCloseTo(1, 3);
  });
});

describe("reset to zero", () => {
  const firing = {reset: "zero", start: "zero", burst: false} as const;
  it("loses what is above threshold at each spike: 0.3 becomes 1 / ⌈1 / 0.3⌉ = 0.25, for ever", () => {
    expect(counted(Float64Array.of(0.3), firing, 4000).at(-1)![0]! / 4000).toBe(0.25);
  });
  it("has a bias of 3/2 - π²/6 that no number of steps removes, and subtraction has none", () => {
    const steps = 3000, spread = Float64Array.from({length: 2000}, (_, k) => (k + 0.5) / 2000), {mean: bias, square} = stepError({...firing, steps});
    const errors = counted(spread, firing, steps).at(-1)!.map((n, i) => n / steps - spread[i]!);
    expect(Math.abs(mean(errors) - bias)).toBeLessThan(1 / steps + 1e-3);
    expect(mean(errors.map((each) => each ** 2)) / square).toBeCloseTo(1, 1);
    const soft = counted(spread, {...firing, reset: "subtract"}, steps).at(-1)!.map((n, i) => n / steps - spread[i]!);
    expect(Math.abs(mean(soft))).toBeLessThan(1 / steps);
  });
});

describe("layer by layer, in a deep network", () => {
  const net = deepNet(), weights = randomAnn(net), images = randomImages(net, 3), steps = 40;
  it.each(["half", "zero"] as const)("conserves charge: rate = mean current - (v(T) - v(0)) / T, and so errs from its own input within ½/T or 1/T where v(T) lies below threshold (start at %s)", (start) => {
    const snn = toSpiking(net, weights, {calibrateOn: images, start}), layers = snn.report.layers.map(({stage}) => stage);
    let bounded = 0, units = 0;
    for (const image of images) {
      const input = layers.map(() => new Float64Array(0)), output = layers.map(() => new Float64Array(0)), membranes: Float64Array[] = [];
      for (const {inputs, outputs, states} of frames(snn.net, snn.weights, snn.encode(image, {steps}))) {
        layers.forEach((stage, k) => {
          input[k] = inputs[stage]!.map((each, i) => each + (input[k]![i] ?? 0));
          output[k] = outputs[stage]!.map((each, i) => each + (output[k]![i] ?? 0));
          membranes[k] = states[stage]!.v;
        });
      }
      layers.forEach((_, k) => output[k]!.forEach((n, i) => {
        const v = membranes[k]![i]!, current = input[k]![i]! / steps;
        expect(n / steps).toBeCloseTo(current - (v - startOf({start})) / steps, 10);
        units++;
        if (!(v >= 0 && v < 1) || current > 1) return;
        bounded++;
        expect(Math.abs(n / steps - clipped(current))).toBeLessThanOrEqual((start === "half" ? 0.5 : 1) / steps + 1e-9);
      }));
    }
    expect(bounded).toBeGreaterThan(units / 4);
  });
});
