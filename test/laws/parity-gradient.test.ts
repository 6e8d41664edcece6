/** @file The gradients of the fast engine are the reference's. */
import {describe, expect, it} from "vitest";
import {batchGradient} from "../../lib/engine/gradient.ts";
import {plan} from "../../lib/engine/plan.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import type {TrainOptions} from "../../lib/engine/training.ts";
import type {Network} from "../../lib/model/network.ts";
import type {Surrogate} from "../../lib/model/surrogate.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {exactNets, rectifierNet, samples, sixteenths, stills} from "../engine/exact.ts";

const STEPS = 8, SCALE = 0.125;

interface Case {
  readonly surrogate?: Surrogate;
  readonly reset?: "attached" | "detached";
  readonly input?: "spikes" | "static";
  readonly rate?: boolean;
  readonly mode?: "strict" | "relaxed";
}

/** Both on three samples, and how far apart they are: the largest difference over the largest entry, stage by stage. */
function apart(net: Network, {surrogate: shape = surrogate.fastSigmoid({slope: 4}), reset = "detached", input = "spikes", rate = false, mode = "strict"}: Case): number[] {
  const weights = sixteenths(net), still = input === "static", {shape: sizes, data} = still ? stills(net, {count: 3}) : samples(net, {count: 3, steps: STEPS});
  const classes = sizeOf(net.output), targets = [0, 1, classes - 1].map((c) => Math.min(c, classes - 1)), size = sizeOf(net.shape), each = still ? size : STEPS * size;
  const own = rate ? loss.rate() : loss.count({scale: SCALE}), form = rate ? {name: "rate" as const, numbers: [0.8, 0.05]} : {name: "count" as const, numbers: [SCALE]};
  const fast = batchGradient(plan(net, {steps: STEPS, input, mode, train: {surrogate: shape, reset, loss: form}}), weights, {shape: sizes, data}, targets);
  const sums = weights.map(({data: {length}}) => new Float64Array(length));
  let mean = 0;
  targets.forEach((target, k) => {
    const one = data.subarray(k * each, (k + 1) * each), all = still ? Float32Array.from({length: STEPS * size}, (_, i) => one[i % size]!) : one;
    const slow = gradient(net, weights, {shape: [STEPS, ...net.shape], dt: 1, data: all}, {target, loss: own, surrogate: shape, reset});
    mean += slow.loss / 3;
    slow.gradients.forEach(({data: g}, stage) => g.forEach((value, i) => { sums[stage]![i]! += value / 3; }));
  });
  expect(Math.abs(fast.loss - mean)).toBeLessThan(1e-6 * (1 + mean));
  return learning(weights).map((stage) => {
    const largest = sums[stage]!.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    expect(largest).toBeGreaterThan(0);
    return sums[stage]!.reduce((most, g, i) => Math.max(most, Math.abs(g - fast.gradients[stage]!.data[i]!)), 0) / largest;
  });
}

const learning = (weights: Weights): number[] => weights.flatMap(({data}, stage) => (data.length > 0 ? [stage] : []));
const close = (distances: readonly number[]): void => distances.forEach((distance) => expect(distance).toBeLessThan(1e-5));

describe.each(Object.entries(exactNets))("%s", (_name, make) => {
  it.each([["detached", "spikes"], ["attached", "spikes"], ["attached", "static"]] as const)("has the reference's gradient, reset %s, from %s", (reset, input) => {
    close(apart(make(), {reset, input}));
  });
});

it("has the gradient of a network of rectifiers", () => {
  close(apart(rectifierNet(), {input: "static"}));
  close(apart(rectifierNet(), {input: "spikes"}));
});

describe("relaxed arithmetic", () => {
  it.each(["max pool of currents", "padding, reset to a value", "64 channels, wide rows", "leaks in a row"])("has the reference's gradient: %s", (name) => {
    close(apart(exactNets[name]!(), {mode: "relaxed"}));
    close(apart(exactNets[name]!(), {mode: "relaxed", input: "static"}));
  });
});

it("has it for the loss of rates", () => close(apart(exactNets["or pool"]!(), {rate: true})));

describe("the leak outside the convolution", () => {
  const nets = ["reset by subtraction, at once", "or pool of two layers", "leaks in a row"];
  it.each(nets)("pulls back what is new alone: %s", (name) => {
    const net = exactNets[name]!(), backs = () => plan(net, {steps: STEPS, input: "spikes", train: {surrogate: surrogate.triangle({width: 0.25})}}).layers.flatMap(({back}) => back ?? []);
    for (const back of backs()) expect(back).toBe("errors that are new in a step, the leak outside");
    close(apart(net, {surrogate: surrogate.triangle({width: 0.5})}));
    close(apart(net, {surrogate: surrogate.scaled(surrogate.boxcar({width: 0.5}), 0.5), mode: "relaxed"}));
    close(apart(net, {surrogate: surrogate.triangle({width: 0.5}), input: "static"}));
  });
  it("is taken only where the population forgets by one factor, and the surrogate ends soon", () => {
    const backs = (name: string, train: TrainOptions) => plan(exactNets[name]!(), {steps: STEPS, input: "spikes", train}).layers.flatMap(({back}) => back ?? []);
    const narrow = surrogate.triangle({width: 0.5});
    expect(backs("reset by subtraction, at once", {surrogate: surrogate.triangle({width: 0.51})})).toEqual(["every error that is not 0"]);
    expect(backs("padding, reset to a value", {surrogate: narrow})).toEqual(["every error that is not 0"]);
    expect(backs("reset by subtraction, at once", {surrogate: narrow, reset: "attached"})).toEqual(["every error that is not 0"]);
    expect(backs("reset by subtraction, at once", {surrogate: narrow, costs: [{name: "rate", stage: 1, low: 0, high: 0.1, strength: 1}]})).toEqual(["every error that is not 0"]);
    expect(backs("reset by subtraction, at once", {})).toEqual(["every error that is not 0"]);
  });
});

describe("surrogates", () => {
  const shapes = [
    surrogate.fastSigmoid(), surrogate.superSpike(), surrogate.arctan(), surrogate.triangle({width: 2}), surrogate.boxcar({width: 1.5}), surrogate.straightThrough(),
    surrogate.sigmoid(), surrogate.gaussian(), surrogate.exponential(), surrogate.slayer(), surrogate.multiGaussian(), surrogate.scaled(surrogate.arctan(), 0.3)
  ];
  it.each(shapes.map((shape) => [shape.kind, shape] as const))("%s", (_kind, shape) => {
    close(apart(exactNets["max pool of currents"]!(), {surrogate: shape, reset: "attached"}));
  });
  it("takes one that is scaled", () => close(apart(exactNets["biases"]!(), {surrogate: surrogate.scaled(surrogate.arctan(), 3)})));
  it("refuses one that has no twin", () => {
    expect(() => plan(exactNets["or pool"]!(), {steps: 3, train: {surrogate: surrogate.stochastic({seed: 1})}})).toThrow("plan: the surrogate stochastic has no twin");
  });
});
