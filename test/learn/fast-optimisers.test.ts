/** @file Every optimiser, schedule and clip goes the reference's way on the fast engine. */
import {expect, it} from "vitest";
import {digits} from "../../lib/files/image-sets.ts";
import {fit} from "../../lib/learn/fit.ts";
import type {FitOptions} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {norm} from "../../lib/learn/optimiser/clip.ts";
import * as schedule from "../../lib/learn/optimiser/schedule.ts";
import {sgd} from "../../lib/learn/optimiser/sgd.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";

const net = network([1, 28, 28], averagePool(2), conv({channels: 4, field: 5, stride: 2}), relu(), dense(10));
const start = initialise(net, {seed: 1}), data = digits.sample(96);
const plain: FitOptions = {batch: 8, optimiser: sgd({learningRate: 0.05})};
const ways: Readonly<Record<string, FitOptions>> = {
  "momentum": {optimiser: sgd({learningRate: 0.02, momentum: 0.9})},
  "plain descent that decays weights": {optimiser: sgd({learningRate: 0.05, weightDecay: 0.1})},
  // Its epsilon is large, so that a gradient near 0, of which single precision knows only the size, moves little.
  "Adam": {optimiser: adam({learningRate: 5e-3, beta1: 0.8, beta2: 0.95, epsilon: 1e-3})},
  "Adam that decays weights": {optimiser: adam({learningRate: 5e-3, epsilon: 1e-3, weightDecay: 0.5})},
  "clipping": {optimiser: sgd({learningRate: 0.5}), clip: 0.3},
  "a cosine after a warm-up": {schedule: schedule.cosine({warmUp: 4, end: 0.1})},
  "stairs": {schedule: schedule.step({every: 3, factor: 0.4})}
};
const moved = (weights: Weights, from: Weights): Weights => weights.map(({shape, data: all}, k) => ({shape, data: all.map((w, i) => w - from[k]!.data[i]!)}));

it.each(Object.entries(ways))("%s", async (_name, way) => {
  const options = {...plain, ...way}, [slow, fast] = [await fit(net, start, data, options), await fit(net, start, data, {...options, engine: "fast"})], other = await fit(net, start, data, plain);
  const far = norm(moved(slow.weights, start));
  expect(norm(moved(fast.weights, slow.weights)) / far).toBeLessThan(1e-4);
  expect(norm(moved(other.weights, slow.weights)) / far).toBeGreaterThan(0.05);
  fast.steps.forEach(({learningRate, gradientNorm, loss}, k) => {
    expect(learningRate).toBe(slow.steps[k]!.learningRate);
    expect(gradientNorm).toBeCloseTo(slow.steps[k]!.gradientNorm, 4);
    expect(loss).toBeCloseTo(slow.steps[k]!.loss, 4);
  });
});
