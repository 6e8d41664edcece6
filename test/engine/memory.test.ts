/** @file Steps that run again on the way back: the same bits in less memory. */
import {describe, expect, it} from "vitest";
import {batchGradient} from "../../lib/engine/gradient.ts";
import {plan} from "../../lib/engine/plan.ts";
import type {Plan} from "../../lib/engine/plan.ts";
import type {TrainOptions} from "../../lib/engine/training.ts";
import * as regulariser from "../../lib/learn/regulariser/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {randomWeights} from "../laws/nets.ts";
import {exactNets, rectifierNet, samples, stills} from "./exact.ts";
import {realNets} from "./real.ts";

const STEPS = 11;
const nets = Object.entries({...exactNets, ...realNets, "rectifiers": rectifierNet});

/** All that a gradient gives, with states kept at every `every` steps. */
function bits(net: Network, ready: Plan, every: number, still: boolean) {
  const batch = still ? stills(net) : samples(net, {steps: STEPS}), {loss, scores, counts, gradients} = batchGradient({...ready, training: {...ready.training!, every}}, randomWeights(net, 5, 1.4), batch, [0, 1]);
  return {loss, scores, counts, gradients: gradients.map(({data}) => data)};
}

describe.each(nets)("%s", (_name, make) => {
  it.each([["spikes", false], ["static", true]] as const)("has the same bits from %s whatever runs again", (input, still) => {
    const net = make(), costs = regulariser.operations({strength: 2}).forms!(net, 1), train: TrainOptions = {surrogate: surrogate.fastSigmoid({slope: 4}), reset: "attached", costs};
    const ready = plan(net, {steps: STEPS, input, train}), wanted = bits(net, ready, STEPS, still);
    expect(wanted.gradients.some((data) => data.some((g) => g !== 0))).toBe(true);
    for (const every of [1, 3, 6]) expect(bits(net, ready, every, still)).toEqual(wanted);
  });
});

describe("the leak outside the convolution, and units under an input that stays", () => {
  it.each(["reset by subtraction, at once", "or pool of two layers", "leaks in a row", "max pool of currents"])("have the same bits whatever runs again: %s", (name) => {
    const net = exactNets[name]!();
    for (const [input, still] of [["spikes", false], ["static", true]] as const) {
      const ready = plan(net, {steps: STEPS, input, train: {surrogate: surrogate.triangle({width: 0.5})}}), wanted = bits(net, ready, STEPS, still);
      for (const every of [1, 3, 6]) expect(bits(net, ready, every, still)).toEqual(wanted);
    }
  });
});

describe("a plan for less memory", () => {
  const net = network([2, 12, 12], conv({channels: 16, field: 3}), maxPool(2, {by: "step"}), lif({tau: 10}), conv({channels: 24, field: 3}), lif({tau: 10}), dense(4), lif({tau: 10}));
  const all = plan(net, {steps: 100, input: "spikes", train: {}});
  it("keeps all steps where they fit, and says so", () => {
    expect(all.kept).toMatchObject({every: 100, again: 0});
    expect(all.kept!.why).toMatch(/^all 100 steps fit: they take \d+\.\d\d MB$/);
    expect(plan(net, {steps: 100, input: "spikes", train: {memory: all.bytes}}).kept).toEqual(all.kept);
    expect(plan(net, {steps: 100, input: "spikes"}).kept).toBeUndefined();
  });
  it("takes the longest stretches that fit into what the caller gives, and says why", () => {
    for (const share of [0.9, 0.75, 0.6]) {
      const memory = Math.floor(share * all.bytes), {bytes, kept, training} = plan(net, {steps: 100, input: "spikes", train: {memory}});
      expect(bytes).toBeLessThanOrEqual(memory);
      expect(training!.every).toBe(kept!.every);
      expect(kept!.again).toBe((Math.ceil(100 / kept!.every) - 1) * kept!.every);
      expect(kept!.why).toMatch(new RegExp(`^all 100 steps would take .* MB, more than .* MB; with states at every ${kept!.every} steps they take .* MB, and ${kept!.again} steps run again$`));
      // One stretch fewer would be longer, and does not fit.
      const longer = Math.ceil(100 / (Math.ceil(100 / kept!.every) - 1));
      if (longer < 100) expect(plan(net, {steps: 100, input: "spikes", train: {memory: bytes + 1}}).kept!.every).toBeLessThan(longer);
    }
  });
  it("gives the same bits as one for all steps", () => {
    const weights = randomWeights(net, 3, 1.4), batch = samples(net, {steps: 100}), small = plan(net, {steps: 100, input: "spikes", train: {memory: 0.6 * all.bytes}});
    expect(small.kept!.again).toBeGreaterThan(0);
    expect(batchGradient(small, weights, batch, [0, 3])).toEqual(batchGradient(all, weights, batch, [0, 3]));
  });
  it("refuses memory that holds no stretch, with what is needed", () => {
    const least = /plan: memory must be at least (\d+) \(bytes\) for 100 steps, got 1000; take fewer steps, or the reference engine/;
    const message = (memory: number): string => { try { plan(net, {steps: 100, input: "spikes", train: {memory}}); return ""; } catch (error) { return (error as Error).message; } };
    expect(message(1000)).toMatch(least);
    const bytes = Number(least.exec(message(1000))![1]);
    expect(message(bytes)).toBe("");
    expect(bytes).toBeLessThan(0.6 * all.bytes);
    expect(message(NaN)).toBe("plan: memory must be positive (bytes), got NaN");
  });
});
