/** @file Optimisers against closed forms, schedules against theirs. */
import {describe, expect, it} from "vitest";
import {adam} from "../../../lib/learn/optimiser/adam.ts";
import {clip, norm} from "../../../lib/learn/optimiser/clip.ts";
import type {Optimiser} from "../../../lib/learn/optimiser/optimiser.ts";
import * as schedule from "../../../lib/learn/optimiser/schedule.ts";
import {sgd} from "../../../lib/learn/optimiser/sgd.ts";
import type {Weights} from "../../../lib/model/weights.ts";

const one = (...data: number[]): Weights => [{shape: [data.length], data: Float64Array.from(data)}];

/** The weight after `steps` steps under a gradient that may depend on it. */
function after(optimiser: Optimiser, w0: number, gradient: (w: number) => number, steps: number, factor = 1): number {
  const weights = one(w0), state = optimiser.start(weights);
  for (let k = 0; k < steps; k++) optimiser.step(state, weights, one(gradient(weights[0]!.data[0]!)), factor);
  return weights[0]!.data[0]!;
}

describe("sgd", () => {
  it("shrinks a parabola's weight by (1 - rate) a step", () => expect(after(sgd({learningRate: 0.1}), 3, (w) => w, 7)).toBeCloseTo(3 * 0.9 ** 7, 12));
  it("goes n - β (1 - βⁿ) / (1 - β) rates over (1 - β) far under a constant gradient with momentum", () => {
    // m after k steps is (1 - βᵏ) / (1 - β): the sum over k = 1 … n.
    const beta = 0.8, n = 6, far = (n - (beta * (1 - beta ** n)) / (1 - beta)) / (1 - beta);
    expect(after(sgd({learningRate: 0.01, momentum: beta}), 0, () => 1, n)).toBeCloseTo(-0.01 * far, 12);
  });
  it("decays weights by rate · weightDecay", () => expect(after(sgd({learningRate: 0.1, weightDecay: 0.5}), 2, () => 0, 4)).toBeCloseTo(2 * 0.95 ** 4, 12));
  it("takes the schedule's factor", () => expect(after(sgd({learningRate: 0.1}), 0, () => 1, 1, 0.25)).toBeCloseTo(-0.025, 12));
  it("refuses a momentum of 1", () => expect(() => sgd({momentum: 1})).toThrow("sgd: momentum must lie from 0 to below 1, got 1"));
});

describe("adam", () => {
  it("steps by rate · g / (|g| + ε) under any constant gradient: m̂ = g and n̂ = g²", () => {
    for (const g of [1e-3, 5, -70]) expect(after(adam({learningRate: 0.02}), 0, () => g, 9)).toBeCloseTo((-9 * 0.02 * g) / (Math.abs(g) + 1e-8), 12);
  });
  it("agrees with two steps worked by hand", () => {
    // g = 1 then -1: m̂ = (0.09 - 0.1) / 0.19, n̂ = 1.
    const signs = [1, -1];
    const w = after(adam({learningRate: 0.1, epsilon: 1e-12}), 0, () => signs.shift()!, 2);
    expect(w).toBeCloseTo(-0.1 + 0.1 * (0.01 / 0.19), 9);
  });
  it("decays weights beside the step", () => expect(after(adam({learningRate: 0.1, weightDecay: 0.5}), 2, () => 0, 3)).toBeCloseTo(2 * 0.95 ** 3, 12));
  it("keeps nothing in the value: two states from one optimiser do not meet", () => {
    const optimiser = adam({learningRate: 0.1});
    expect(after(optimiser, 0, () => 1, 3)).toBe(after(optimiser, 0, () => 1, 3));
  });
});

describe("clip", () => {
  it("shortens to the bound and keeps the direction", () => {
    const g = [...one(3, 0), ...one(0, 4)];
    expect(clip(g, 1)).toBeCloseTo(5, 12);
    expect(norm(g)).toBeCloseTo(1, 12);
    expect(g[0]!.data[0]! / g[1]!.data[1]!).toBeCloseTo(0.75, 12);
  });
  it("leaves what is short enough", () => {
    const g = one(0.3, 0.4);
    clip(g, 1);
    expect([...g[0]!.data]).toEqual([0.3, 0.4]);
  });
});

describe("schedules", () => {
  it("falls along half a cosine, through its middle half way", () => {
    const factor = schedule.cosine({end: 0.2});
    expect([factor(0, 100), factor(50, 100), factor(100, 100)].map((each) => Number(each.toFixed(12)))).toEqual([1, 0.6, 0.2]);
  });
  it("warms up evenly first", () => {
    const factor = schedule.cosine({warmUp: 4});
    expect([0, 1, 2, 3].map((step) => factor(step, 10))).toEqual([0.25, 0.5, 0.75, 1]);
    expect(factor(7, 10)).toBeCloseTo(0.5, 12);
  });
  it("falls by stairs, or not at all", () => {
    const factor = schedule.step({every: 3, factor: 0.5});
    expect([0, 2, 3, 8, 9].map((step) => factor(step, 99))).toEqual([1, 1, 0.5, 0.25, 0.125]);
    expect(schedule.constant()(7, 9)).toBe(1);
  });
});
