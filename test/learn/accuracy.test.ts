/** @file How often a network is right, by either engine. */
import {describe, expect, it} from "vitest";
import * as coding from "../../lib/coding/coding.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {copyWeights} from "../../lib/model/weights.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {exactNets, samples, sixteenths} from "../engine/exact.ts";

const net = network([1, 28, 28], averagePool(4), dense(20), lif({tau: 4}), dense(10), lif({tau: 4}));
const weights = initialise(net, {seed: 1, rateHz: 100}), images = digits.sample(150, {seed: 2});

describe("accuracy", () => {
  it.each(["max pool of currents", "or pool", "biases", "no space", "one dimension"])("is the same by both engines where single precision rounds nothing: %s", async (name) => {
    const exact = exactNets[name]!(), own = sixteenths(exact), count = 12, {shape: [, steps = 0, ...field], data} = samples(exact, {count}), size = data.length / count;
    const inputs = Array.from({length: count}, (_, k) => ({shape: [steps, ...field], dt: 1, data: data.slice(k * size, (k + 1) * size)}));
    // Every third is asked for another class than the first of those that gave the most.
    const targets = inputs.map((input, k) => {
      const {output} = simulate(exact, own, input), most = output.indexOf(Math.max(...output));
      return k % 3 === 0 ? (most + 1) % output.length : most;
    });
    expect(accuracy(exact, own, {inputs, targets})).toBeCloseTo(2 / 3, 12);
    expect(await accuracy(exact, own, {inputs, targets}, {engine: "fast"})).toBeCloseTo(2 / 3, 12);
  });
  it.each([["a current that stays", {steps: 8}], ["a rate code", {code: coding.rate({duration: 8, maxRateHz: 500})}], ["a latency code", {code: coding.latency({duration: 8})}]])("on the fast engine is what fit measures there, with any number of workers: %s", async (_name, show) => {
    const fitted = await fit(net, weights, digits.sample(32), {...show, engine: "fast", validate: images, seed: 3, loss: loss.count({scale: 0.3})});
    for (const threads of [1, 3]) expect(await accuracy(net, fitted.weights, images, {...show, seed: 3, engine: "fast", threads})).toBe(fitted.history[0]!.validation);
    // Rounding moves a spike at the threshold in few of 150 images.
    expect(Math.abs(fitted.history[0]!.validation! - accuracy(net, fitted.weights, images, {...show, seed: 3}))).toBeLessThanOrEqual(0.03);
  });
  it("by mean membranes is by sums, so the fast engine can", async () => {
    const reader = network([1, 28, 28], averagePool(4), dense(20), lif({tau: 4}), dense(10), integrator()), own = initialise(reader, {seed: 1, rateHz: 100}), show = {steps: 8, loss: loss.membrane({by: "mean"})};
    expect(Math.abs((await accuracy(reader, own, images, {...show, engine: "fast"})) - accuracy(reader, own, images, show))).toBeLessThanOrEqual(0.03);
  });
  it("is given up at a signal", async () => {
    const control = new AbortController(), going = accuracy(net, weights, digits.sample(3000), {engine: "fast", steps: 2000, signal: control.signal});
    setTimeout(() => control.abort(new Error("enough")), 100);
    await expect(going).rejects.toThrow("enough");
  });
  it("refuses what the fast engine has not", async () => {
    const fast = {engine: "fast", steps: 4} as const, broken = copyWeights(weights);
    await expect(accuracy(net, weights, images, {...fast, loss: loss.firstSpike()})).rejects.toThrow('accuracy: the fast engine decides by what the outputs gave in sum, and loss.firstSpike does not; use engine "reference"');
    await expect(accuracy(net, weights, images, {...fast, loss: loss.membrane()})).rejects.toThrow("loss.membrane does not");
    broken[1]!.data[0] = NaN;
    await expect(accuracy(net, broken, images, fast)).rejects.toThrow("weights of stage 1 (dense) must be finite, got NaN");
    expect(() => accuracy(net, weights, images, {engine: "quick" as "reference"})).toThrow('accuracy: engine must be "reference" or "fast", got "quick"');
  });
});
