/** @file A deep network whose weights are wrong dies or runs away; with homeostasis on every layer it lives. */
import {describe, expect, it} from "vitest";
import {holdRate} from "../../../lib/learn/homeostasis/hold-rate.ts";
import type {Regulator} from "../../../lib/learn/homeostasis/hold-rate.ts";
import {synapticScaling} from "../../../lib/learn/homeostasis/synaptic-scaling.ts";
import {initialise} from "../../../lib/model/initialise.ts";
import {adaptive} from "../../../lib/model/neurons/adaptive.ts";
import {network} from "../../../lib/model/network.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {copyWeights} from "../../../lib/model/weights.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {trains} from "../../../lib/worlds/trains.ts";

const LAYERS = 5, UNITS = 40, TARGET = 20, STEPS = 400;
const layers = Array.from({length: LAYERS}, (_, l) => l);
const net = network([40], ...layers.flatMap(() => [dense(UNITS), adaptive({tau: 10, increment: 0, tauThreshold: Infinity})]));

/** The rates of all layers in the last of many runs, Hz. */
function lived(mean: number, rules: readonly Regulator[], runs: number): number[] {
  const weights = copyWeights(initialise(net, {seed: 1, rateHz: 40, mean, deviation: 0.4}));
  let rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    rates = layers.map(() => 0);
    for (const frame of frames(net, weights, trains({groups: [{size: 40, rateHz: 40}], steps: STEPS, seed: run}))) {
      for (const rule of rules) rule.update(frame, weights);
      for (const l of layers) rates[l]! += (1000 * frame.outputs[2 * l + 1]!.reduce((a, b) => a + b, 0)) / (UNITS * STEPS);
    }
  }
  return rates;
}

const thresholds = (): Regulator[] => layers.map((l) => holdRate({node: 2 * l + 1, targetHz: TARGET, rate: 0.003}));
const scalings = (): Regulator[] => layers.map((l) => synapticScaling({node: 2 * l, targetHz: TARGET, rate: 0.005}));

describe.each([["too weak", 0.2, (rates: readonly number[]) => rates.at(-1)! === 0], ["too strong", 4, (rates: readonly number[]) => rates.at(-1)! > 10 * TARGET]] as const)("weights that are %s", (_name, mean, lost) => {
  it("lose the last layer without homeostasis", () => expect(lost(lived(mean, [], 1))).toBe(true));
  it.each([["thresholds", thresholds], ["synaptic scaling", scalings]] as const)("keep every layer near its target with %s", (_rule, rules) => {
    for (const rate of lived(mean, rules(), 60)) expect(Math.abs(rate - TARGET)).toBeLessThan(0.3 * TARGET);
  });
});
