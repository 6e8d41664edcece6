/** @file The loss along a line: where nothing spikes, belief and truth are one. */
import {describe, expect, it} from "vitest";
import {gradient} from "../../lib/learn/gradient.ts";
import {landscape} from "../../lib/learn/landscape.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {network} from "../../lib/model/network.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {randomWeights} from "../laws/nets.ts";

const input = {shape: [6, 2], dt: 1, data: [1, 0.4, 0.2, 0.9, 0.5, 0.5, 1, 1, 0.1, 0.3, 0.8, 0.2]}, data = {inputs: [input], targets: [1]};
const spiking = network([2], dense(4), lif({tau: 6}), dense(2), integrator()), rectified = network([2], dense(4), relu(), dense(2), integrator());

describe("landscape", () => {
  it("of rectifiers: gradients add up to the loss, with the trapezoid rule's error", () => {
    const {at, step, believed} = landscape(rectified, randomWeights(rectified, 2), data, {points: 201, seed: 1, from: -0.2, to: 0.2});
    expect(at.length).toBe(201);
    step.forEach((each, k) => expect(Math.abs(believed["fast sigmoid"]![k]! - each)).toBeLessThan(1e-3));
  });
  it("of spikes: the true loss at the middle, soft losses where there are soft spikes, and steps", () => {
    const weights = randomWeights(spiking, 2, 1.5), surrogates = {sigmoid: surrogate.sigmoid(), noise: surrogate.stochastic({seed: 1})};
    const {step, soft, believed} = landscape(spiking, weights, data, {points: 101, surrogates, loss: loss.membrane(), seed: 3});
    const middle = gradient(spiking, weights, input, {target: 1, loss: loss.membrane()}).loss;
    expect(step[50]!).toBeCloseTo(middle, 12);
    expect(believed.sigmoid![50]!).toBeCloseTo(middle, 12);
    expect(Object.keys(soft)).toEqual(["sigmoid"]);
    const jumps = (values: Float64Array): number => Math.max(...values.slice(1).map((each, k) => Math.abs(each - values[k]!)));
    expect(jumps(step)).toBeGreaterThan(2 * jumps(soft.sigmoid!));
  });
  it("of the first layer alone: the true loss is flat between its steps", () => {
    const weights = randomWeights(spiking, 2, 1.5), direction = weightsFrom(spiking, [weights[0]!.data.map((w) => 1e-4 * w), new Float64Array(8)]);
    const {step, believed} = landscape(spiking, weights, data, {points: 5, direction, loss: loss.membrane()});
    expect(new Set(step).size).toBe(1);
    expect(new Set(believed["fast sigmoid"]).size).toBe(5);
  });
  it("refuses a line of two points", () => expect(() => landscape(spiking, randomWeights(spiking), data, {points: 2})).toThrow("landscape: points must be a whole number of at least 3, got 2"));
});
