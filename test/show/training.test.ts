/** @file The picture of a training. */
import {describe, expect, it} from "vitest";
import {training} from "../../lib/show/training.ts";

const steps = [4, 2, 6, 4].map((loss, step) => ({epoch: 0, step, total: 9, examples: 8, loss, accuracy: 0.5, learningRate: 1, gradientNorm: 1}));

describe("show.training", () => {
  it("draws every loss and the mean of the last few, over all steps to come", () => {
    const {data, layout} = training(steps, {over: 2});
    expect(data.map(({y}) => y)).toEqual([[4, 2, 6, 4], [4, 3, 4, 5]]);
    expect(data[0]!.x).toEqual([1, 2, 3, 4]);
    expect((layout.xaxis as {range: number[]}).range).toEqual([0, 9]);
  });
  it("can be drawn before the first step", () => expect(training([]).data.map(({y}) => y)).toEqual([[], []]));
});
