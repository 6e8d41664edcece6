/** @file The gradient of one run, against figures worked by hand. */
import {describe, expect, it} from "vitest";
import {gradient} from "../../lib/learn/gradient.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {quadraticFire} from "../../lib/model/neurons/spiking-models.ts";
import {network} from "../../lib/model/network.ts";
import {weightsFrom} from "../../lib/model/weights.ts";

/** One neuron, two steps: w = 0.8, x = 1 then 1.5, β = 0.9, θ = 1, reset by subtraction. */
const net = network([1], dense(1), lif({tau: -1 / Math.log(0.9), reset: "subtract"})), weights = weightsFrom(net, [[0.8]]);
const input = {shape: [2, 1], dt: 1, data: [1, 1.5]};
/** `(Σ s / 2 - 1)² = (Σ s - 2)² / 4`, whose slope at Σ s = 1 is -1/2. */
const slopeOf = (options: {surrogate: ReturnType<typeof surrogate.sigmoid>; reset?: "attached" | "detached"}): number =>
  2 * gradient(net, weights, input, {loss: loss.rate(), target: [1], ...options}).gradients[0]!.data[0]!;

describe("gradient", () => {
  it("agrees with two steps worked by hand: u = 0.8 and 1.92, du/dw = 1 and 2.4", () => {
    const by = (ds: (u: number) => number): number => -(ds(-0.2) + 2.4 * ds(0.92));
    const fast = (u: number): number => 1 / (1 + 10 * Math.abs(u)) ** 2;
    expect(slopeOf({surrogate: surrogate.fastSigmoid({slope: 10})})).toBeCloseTo(by(fast), 12);
    expect(slopeOf({surrogate: surrogate.arctan({slope: 2})})).toBeCloseTo(by((u) => 1 / (1 + (Math.PI * u) ** 2)), 12);
    // The printed values of the exercise.
    expect(slopeOf({surrogate: surrogate.fastSigmoid({slope: 10})})).toBeCloseTo(-0.134179, 6);
    expect(slopeOf({surrogate: surrogate.arctan({slope: 2})})).toBeCloseTo(-0.973542, 6);
    expect(slopeOf({surrogate: surrogate.sigmoid({slope: 4})})).toBeCloseTo(-1.086011, 4);
  });
  it("takes 0.9 σ'(u₁) of the first spike's fall from the second membrane if the reset is attached", () => {
    const fast = (u: number): number => 1 / (1 + 10 * Math.abs(u)) ** 2;
    expect(slopeOf({surrogate: surrogate.fastSigmoid({slope: 10}), reset: "attached"})).toBeCloseTo(-(fast(-0.2) + (2.4 - 0.9 * fast(-0.2)) * fast(0.92)), 12);
  });
  it("gives the exercise's printed value with the reset attached where it waits for the next step", () => {
    const late = network([1], dense(1), lif({tau: -1 / Math.log(0.9), reset: "subtract", order: "decay, reset, input"}));
    const {gradients} = gradient(late, weights, input, {loss: loss.rate(), target: [1], surrogate: surrogate.fastSigmoid({slope: 10}), reset: "attached"});
    expect(2 * gradients[0]!.data[0]!).toBeCloseTo(-0.133111, 6);
  });
  it("reports who was silent, how strong the error was, and the norms", () => {
    const wide = network([1], dense(2), lif({tau: 10}), dense(2), lif({tau: 10}));
    const {layers} = gradient(wide, weightsFrom(wide, [[2, 0.1], [3, 0, 4, 0]]), {shape: [3, 1], dt: 1, data: [1, 1, 1]}, {target: 0});
    expect(layers.map(({node}) => node)).toEqual(["dense", "lif", "dense", "lif"]);
    expect(layers[1]).toMatchObject({rate: 0.5, dead: 0.5, saturated: 0.5});
    expect(layers[2]!.weightNorm).toBeCloseTo(5, 12);
    expect(layers[0]!.gradientNorm).toBeGreaterThan(0);
    expect(layers[3]!.error).toBeGreaterThan(0);
  });
  it("names a node that has no adjoint, and the way out", () => {
    const stuck = network([1], dense(1), quadraticFire());
    expect(() => gradient(stuck, weightsFrom(stuck, [[1]]), input, {target: 0})).toThrow(/gradient: quadraticFire \(node 1\) has no adjoint of its step \(backstep\).*use lif/);
    const many = network([1], dense(1), lif({reset: "subtract", spikes: "all"}));
    expect(() => gradient(many, weightsFrom(many, [[1]]), input, {target: 0})).toThrow('gradient: lif (node 1): spikes "all" has no adjoint');
  });
  it("refuses a target that is no class", () => {
    expect(() => gradient(net, weights, input, {target: 3})).toThrow("loss.count: target must be a class from 0 to 0, got 3");
  });
});
