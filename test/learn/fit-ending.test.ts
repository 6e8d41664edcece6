/** @file How a training ends before its time: by a signal, by numbers that are lost, by a worker that dies. */
import {Worker} from "node:worker_threads";
import {afterEach, describe, expect, it, vi} from "vitest";
import {gradient} from "../../lib/learn/gradient.ts";
import {fit, FitError} from "../../lib/learn/fit.ts";
import type {FitOptions} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {sgd} from "../../lib/learn/optimiser/sgd.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {copyWeights} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {digits} from "../../lib/files/image-sets.ts";

const net = network([1, 28, 28], averagePool(2), conv({channels: 4, field: 5}), lif({tau: 4}), dense(10), lif({tau: 4}));
const start = initialise(net, {seed: 1, rateHz: 100}), data = digits.sample(64), engines = ["reference", "fast"] as const;
const base: FitOptions = {batch: 8, steps: 5, loss: loss.count({scale: 0.5})};
const bits = (weights: Weights): number[][] => weights.map(({data: all}) => [...all]);
const caught = (training: Promise<unknown>): Promise<FitError> => training.then(() => { throw new Error("it should not have come to its end"); }, (error: unknown) => error as FitError);

/** The threads of this process beside the first. */
const threads = (): number => ((process.report.getReport() as {workers?: unknown[]}).workers ?? []).length;
afterEach(async () => {
  vi.restoreAllMocks();
  await expect.poll(threads, {timeout: 30_000}).toBe(0);
});

describe.each(engines)("a training by the %s engine", (engine) => {
  it("is stopped in the middle of a step, which is given up", async () => {
    const control = new AbortController(), going = fit(net, start, data, {...base, engine, steps: 4000, batch: 64, signal: control.signal});
    setTimeout(() => control.abort(), 100);
    const {stopped, steps, history, weights} = await going;
    expect({stopped, steps, history}).toEqual({stopped: true, steps: [], history: []});
    expect(bits(weights)).toEqual(bits(start));
  });
  it("is stopped between steps with the weights of the last, and its epoch counts what there was", async () => {
    const control = new AbortController(), reached: Weights[] = [];
    const {stopped, steps, history, weights} = await fit(net, start, data, {...base, engine, epochs: 9, signal: control.signal, validate: data, onStep({step, weights: now}) {
      reached.push(copyWeights(now));
      if (step === 10) control.abort();
    }});
    expect([stopped, steps.length, history.length]).toEqual([true, 11, 2]);
    expect(history.map(({validation}) => validation === undefined)).toEqual([false, true]);
    expect(history[1]!.loss).toBeCloseTo((steps[8]!.loss + steps[9]!.loss + steps[10]!.loss) / 3, 12);
    expect(bits(weights)).toEqual(bits(reached.at(-1)!));
  });
  it("names step and stage of a weight that is no number", async () => {
    const broken = copyWeights(start);
    broken[3]!.data[5] = NaN;
    const error = await caught(fit(net, broken, data, {...base, engine}));
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(/^fit: .+ at step 0; its weights at stage 3 \(dense\) are not finite; a smaller learning rate or clip may help/);
    expect([error.step, error.stage]).toEqual([0, 3]);
  });
  it("says when the loss explodes, where the gradient is longest, and keeps weights whose loss had not", async () => {
    const linear = network([1, 28, 28], averagePool(4), dense(10)), first = initialise(linear, {seed: 1});
    const error = await caught(fit(linear, first, data, {engine, batch: 8, epochs: 5, optimiser: sgd({learningRate: 1e6})}));
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(/^fit: the loss exploded from \S+ to \S+ at step \d+; the gradient is longest at stage 1 \(dense\), /);
    expect(error.stage).toBe(1);
    const lossAt = (weights: Weights): number => gradient(linear, weights, {shape: [1, 1, 28, 28], dt: 1, data: data.image(0).data}, {target: data.labels[0]!}).loss;
    expect(lossAt(error.weights)).toBeLessThan(1000 * Math.max(1, lossAt(first)));
  });
  it("says that a class does not exist as it is, not as a training that failed", async () => {
    const four = network([1, 28, 28], averagePool(4), dense(4)), error = await caught(fit(four, initialise(four, {seed: 1}), data, {engine}));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toMatch(/classe?s? from 0 to 3/);
  });
});

describe("the fast engine", () => {
  it("names the stage whose gradient is lost", async () => {
    const error = await caught(fit(net, start, data, {...base, engine: "fast", surrogate: surrogate.exponential({slope: 1, height: 1e38}), loss: loss.count({scale: 1e3})}));
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(/^fit: the gradient of stage \d \(\w+\) must be finite at step 0; a smaller/);
    expect(error.stage).toBe(Number(/stage (\d)/.exec(error.message)![1]));
    expect(bits(error.weights)).toEqual(bits(start));
  });
  it.each(["a training", "a validation"])("names the step in which a worker died, in %s, and keeps the weights reached", async (during) => {
    const reached: Weights[] = [], send = Worker.prototype.postMessage;
    let tasks = 0;
    // 8 tasks a step: the fourth step's second task ends its worker; or, after one epoch of 8 steps, the second task of the validation.
    vi.spyOn(Worker.prototype, "postMessage").mockImplementation(function (this: Worker, message: {readonly kind?: string}) {
      if (message.kind === "task" && ++tasks === (during === "a training" ? 26 : 66)) return void this.terminate();
      send.call(this, message);
    });
    const error = await caught(fit(net, start, data, {...base, engine: "fast", epochs: 3, validate: data, onStep({weights}) { reached.push(copyWeights(weights)); }}));
    expect(error).toBeInstanceOf(FitError);
    expect(error.message).toMatch(during === "a training" ? /^fit: a worker died: .+ at step 3; the weights reached are on this error$/ : /^fit: a worker died: .+ at step 7; the weights reached/);
    expect(error.step).toBe(during === "a training" ? 3 : 7);
    expect(bits(error.weights)).toEqual(bits(reached.at(-1)!));
    expect(reached).toHaveLength(during === "a training" ? 3 : 8);
  });
});
