/** @file A deep network whose weights are wrong dies or runs away; with homeostasis on every layer it lives. */
import {describe, expect, it} from "vitest";
import {holdRate} from "../../../lib/learn/homeostasis/hold-rate.ts";
import type {Regulator} from "../../../lib/learn/homeostasis/hold-rate.ts";
import {live} from "../../../lib/learn/homeostasis/live.ts";
import {synapticScaling} from "../../../lib/learn/homeostasis/synaptic-scaling.ts";
import {initialise} from "../../../lib/model/initialise.ts";
import {adaptive} from "../../../lib/model/neurons/adaptive.ts";
import {network} from "../../../lib/model/network.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {copyWeights} from "../../../lib/model/weights.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {trains} from "../../../lib/worlds/trains.ts";

const LAYERS = 5, UNITS = 40, TARGET = 20, STEPS = 400;
const layers = Array.from({length: LAYERS}, (_, l) => l);
const net = network([40], ...layers.flatMap(() => [dense(UNITS), adaptive({tau: 10, increment: 0, tauThreshold: Infinity})]));

/** The rates of all layers in the last of many runs, Hz. */
function lived(scale: number, rules: readonly Regulator[], runs: number): number[] {
  const weights = copyWeights(initialise(net, {seed: 1, rateHz: 40, mean: 0.5 * scale, deviation: scale}));
  const inputs = Array.from({length: runs}, (_, seed) => trains({groups: [{size: 40, rateHz: 40}], steps: STEPS, seed}));
  return [...live(net, weights, inputs, rules)].at(-1)!;
}

const thresholds = (): Regulator[] => layers.map((l) => holdRate({node: 2 * l + 1, targetHz: TARGET, rate: 0.003}));
const scalings = (): Regulator[] => layers.map((l) => synapticScaling({node: 2 * l, targetHz: TARGET, rate: 0.005}));

describe.each([["too weak", 0.4, (rates: readonly number[]) => rates.at(-1)! === 0], ["too strong", 2, (rates: readonly number[]) => rates.at(-1)! > 10 * TARGET]] as const)("weights that are %s", (_name, scale, lost) => {
  it("lose the last layer without homeostasis", () => expect(lost(lived(scale, [], 1))).toBe(true));
  it.each([["thresholds", thresholds], ["synaptic scaling", scalings]] as const)("keep every layer near its target with %s", (_rule, rules) => {
    for (const rate of lived(scale, rules(), 60)) expect(Math.abs(rate - TARGET)).toBeLessThan(0.3 * TARGET);
  });
});

describe("live", () => {
  it("counts the spikes of every population that fires", () => {
    const weights = copyWeights(initialise(net, {seed: 1, rateHz: 40, mean: 2, deviation: 0.4})), input = trains({groups: [{size: 40, rateHz: 40}], steps: STEPS, seed: 1});
    const {totals} = simulate(net, weights, input), [rates] = [...live(net, weights, [input])];
    expect(rates).toEqual(layers.map((l) => expect.closeTo((1000 * totals[2 * l + 1]!.reduce((a, b) => a + b, 0)) / (UNITS * STEPS), 9) as number));
  });
});
