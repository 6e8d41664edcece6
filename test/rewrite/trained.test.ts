/** @file A network that was trained by `fit`, converted in every way: what the drawn digits say. */
import {beforeAll, describe, expect, it} from "vitest";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {accuracyOverTime} from "../../lib/rewrite/accuracy-over-time.ts";
import {doctor} from "../../lib/rewrite/doctor.ts";
import {toQuantised} from "../../lib/rewrite/to-quantised.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import type {ToSpikingOptions} from "../../lib/rewrite/to-spiking.ts";

const ann = network([1, 28, 28], averagePool(2), conv({channels: 6, field: 3}), bias(), relu(), averagePool(2), dense(32), bias(), relu(), dense(10), bias());
const train = digits.sample(1000, {seed: 1}), test = digits.test.sample(250, {seed: 2}), calibrateOn = digits.sample(100, {seed: 3});
let weights: Weights, artificial: number;
const after = (options: Omit<ToSpikingOptions, "calibrateOn">, steps: number): number => accuracyOverTime(toSpiking(ann, weights, {calibrateOn, ...options}), test, {steps}).at(-1)!;

beforeAll(async () => {
  ({weights} = await fit(ann, initialise(ann, {seed: 1}), train, {epochs: 4, seed: 1, batch: 16, optimiser: adam({learningRate: 4e-3})}));
  artificial = accuracy(ann, weights, test);
}, 240_000);

describe("a trained network, converted", () => {
  it("is right as often as the artificial one, after 64 steps", () => {
    expect(artificial).toBeGreaterThan(0.85);
    // 5 of 250 images: differences beyond are no rounding.
    for (const percentile of ["max", 99.9] as const) expect(Math.abs(after({percentile}, 64) - artificial)).toBeLessThanOrEqual(5 / 250);
  });
  it("is right much sooner with half a threshold at the start than from zero", () => {
    expect(after({percentile: "max"}, 4)).toBeGreaterThan(after({percentile: "max", start: "zero"}, 4) + 0.2);
  });
  it("is not worse for two steps with the clip that is best for two than with the maximum", () => {
    expect(after({percentile: "best", steps: 2}, 2)).toBeGreaterThan(after({percentile: "max"}, 2));
  });
  it("errs as the doctor expects: rounding within a fifth, unevenness within a factor of two", () => {
    const {layers} = doctor(ann, weights, toSpiking(ann, weights, {calibrateOn}), test.sample(60), {steps: 16});
    for (const {split, predicted} of layers) {
      const rounding = Math.sqrt(predicted.quantisation.square / split.quantisation.square);
      expect(Math.abs(Math.log(rounding))).toBeLessThan(Math.log(1.2));
    }
    const {split, predicted} = layers[1]!;
    expect(Math.abs(Math.log(predicted.unevenness!.square / split.unevenness.square)) / 2).toBeLessThan(Math.log(2));
  });
  it("gains most where steps are fewest from an epoch with staircases", async () => {
    const stairs = toQuantised(ann, weights, {calibrateOn, levels: 4}), tuned = await fit(stairs, weights, train, {epochs: 1, seed: 2, optimiser: adam({learningRate: 1e-3})});
    const converted = accuracyOverTime(toSpiking(stairs, tuned.weights, {calibrateOn}), test, {steps: 4});
    expect(converted[1]!).toBeGreaterThan(after({percentile: 99.9}, 2));
    expect(converted[3]!).toBeGreaterThan(accuracy(stairs, tuned.weights, test) - 0.03);
  }, 120_000);
});
