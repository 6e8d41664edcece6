/** @file Training: it learns, it repeats, it stops, and it says what went wrong. */
import {describe, expect, it} from "vitest";
import * as coding from "../../lib/coding/coding.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit, FitError} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {sgd} from "../../lib/learn/optimiser/sgd.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";

/** Bars on a field of 6 × 6: class 0 lies, class 1 stands, with specks of noise. */
function bars(count: number, seed: number): LabelledImages {
  const draws = stream(generator(seed)), pixels = new Uint8Array(36 * count), labels = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    labels[k] = k % 2;
    const at = draws.integer(6);
    for (let i = 0; i < 36; i++) {
      const [row, column] = [Math.floor(i / 6), i % 6];
      pixels[36 * k + i] = (labels[k] === 0 ? row : column) === at ? 220 : draws.integer(60);
    }
  }
  return labelledImages([1, 6, 6], pixels, labels);
}

const train = bars(120, 1), test = bars(60, 2);
const ann = network([1, 6, 6], conv({channels: 4, field: 3}), relu(), dense(2));
const snn = network([1, 6, 6], conv({channels: 4, field: 3}), lif({tau: 5}), maxPool(2), dense(2), integrator({tau: 10}));
const quick = {epochs: 6, batch: 8, optimiser: adam({learningRate: 0.02}), seed: 3} as const;
const bits = (weights: Weights): number[][] => weights.map(({data}) => [...data]);

describe("fit", () => {
  it("trains an artificial network to tell lying from standing bars", async () => {
    const start = initialise(ann, {seed: 1}), {weights, history} = await fit(ann, start, train, {...quick, validate: test});
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss / 2);
    expect(history.at(-1)!.validation).toBe(accuracy(ann, weights, test));
    expect(accuracy(ann, weights, test)).toBeGreaterThan(0.95);
    expect(bits(start)).toEqual(bits(initialise(ann, {seed: 1})));
  });
  it.each([
    ["a current that stays", {steps: 8, loss: loss.membrane()}], ["a latency code", {code: coding.latency({duration: 10}), loss: loss.membrane()}],
    ["a rate code", {code: coding.rate({duration: 16, maxRateHz: 600}), loss: loss.membrane({by: "mean"})}]
  ] as const)("trains a spiking network on %s", async (_name, show) => {
    const {weights, history} = await fit(snn, initialise(snn, {seed: 1, rateHz: 100}), train, {...quick, ...show, epochs: 15, surrogate: surrogate.fastSigmoid({slope: 5})});
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss);
    // 0.8 of 60 is 4.6 standard deviations above guessing.
    expect(accuracy(snn, weights, test, show)).toBeGreaterThan(0.8);
  });
  it("gives the same weights for the same seed, and others for another", async () => {
    const start = initialise(snn, {seed: 1, rateHz: 100}), options = {...quick, epochs: 1, code: coding.rate({duration: 6}), loss: loss.membrane()};
    const [a, b, c] = [await fit(snn, start, train, options), await fit(snn, start, train, options), await fit(snn, start, train, {...options, seed: 4})];
    expect(bits(a.weights)).toEqual(bits(b.weights));
    expect(bits(a.weights)).not.toEqual(bits(c.weights));
  });
  it("steps by the mean of the batch's gradients", async () => {
    const start = initialise(ann, {seed: 2}), four = bars(4, 5), {weights, steps} = await fit(ann, start, four, {batch: 4, optimiser: sgd({learningRate: 0.5})});
    const runs = [0, 1, 2, 3].map((i) => gradient(ann, start, {shape: [1, 1, 6, 6], dt: 1, data: four.image(i).data}, {target: four.labels[i]!}));
    expect(steps[0]!.loss).toBeCloseTo(runs.reduce((sum, run) => sum + run.loss / 4, 0), 12);
    start.forEach(({data}, k) => data.forEach((w, i) => expect(weights[k]!.data[i]!).toBeCloseTo(w - 0.5 * runs.reduce((sum, {gradients}) => sum + gradients[k]!.data[i]! / 4, 0), 12)));
  });
  it("learns from inputs of its own clock with wishes instead of classes", async () => {
    const net = network([2], dense(1), integrator({tau: 5})), inputs = [[1, 0], [0, 1]].map((data) => ({shape: [4, 2], dt: 1, data: [...data, ...data, ...data, ...data]}));
    const {history} = await fit(net, weightsFrom(net, [[0.1, 0.1]]), {inputs, targets: [[0.5], [-0.3]]}, {epochs: 60, batch: 2, loss: loss.rate(), optimiser: sgd({learningRate: 0.1})});
    expect(history.at(-1)!.loss).toBeLessThan(1e-6);
  });
  it("stops at a signal with the weights reached", async () => {
    const stop = new AbortController();
    const {steps, stopped, weights} = await fit(ann, initialise(ann, {seed: 1}), train, {...quick, signal: stop.signal, onStep: ({step}) => { if (step === 4) stop.abort(); }});
    expect(steps.length).toBe(5);
    expect(stopped).toBe(true);
    expect(bits(weights)).not.toEqual(bits(initialise(ann, {seed: 1})));
  });
  it("lets timers run between its steps", async () => {
    let ticks = 0;
    const timer = setInterval(() => { ticks++; }, 1);
    await fit(ann, initialise(ann, {seed: 1}), train, quick);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
  it("names step and stage where a weight is lost, and keeps the last good ones", async () => {
    const start = initialise(ann, {seed: 1});
    start[2]!.data[3] = NaN;
    const error = await fit(ann, start, train, quick).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FitError);
    expect((error as FitError).message).toMatch(/^fit: the loss is NaN at step 0; its weights at stage 2 \(dense\) are not finite/);
    expect((error as FitError).stage).toBe(2);
  });
  it("says when the loss explodes, with the weights from before", async () => {
    const wild = sgd({learningRate: 1e4}), error = await fit(ann, initialise(ann, {seed: 1}), train, {...quick, optimiser: wild}).catch((thrown: unknown) => thrown) as FitError;
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(/^fit: the loss (exploded|is)/);
    expect(error.weights.every(({data}) => data.every(Number.isFinite))).toBe(true);
  });
  it("refuses options and images that do not fit", async () => {
    const start = initialise(ann, {seed: 1});
    await expect(fit(ann, start, train, {epochs: 0})).rejects.toThrow("fit: epochs must be a whole number of at least 1, got 0");
    await expect(fit(ann, start, train, {code: coding.rate({duration: 5}), steps: 4})).rejects.toThrow("fit: steps must be left out with a code");
    await expect(fit(network([1, 5, 5], dense(2)), [{shape: [2, 25], data: new Float64Array(50)}], train)).rejects.toThrow("fit: expects [1, 5, 5], the image gives [1, 6, 6]");
  });
});
