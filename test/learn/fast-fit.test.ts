/** @file Training on the fast engine: the same way down as the reference's. */
import {describe, expect, it} from "vitest";
import * as coding from "../../lib/coding/coding.ts";
import {fit, FitError} from "../../lib/learn/fit.ts";
import type {FitOptions} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {plan} from "../../lib/engine/plan.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {sgd} from "../../lib/learn/optimiser/sgd.ts";
import * as regulariser from "../../lib/learn/regulariser/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";

const net = network([1, 28, 28], averagePool(2), conv({channels: 4, field: 5}), maxPool(2, {by: "step"}), lif({tau: 4, reset: "subtract"}), dense(10), lif({tau: 4, reset: "subtract"}));
const weights = initialise(net, {seed: 1, rateHz: 100}), data = digits.sample(160), base: FitOptions = {batch: 32, steps: 6, loss: loss.count({scale: 0.5})};

const seen = digits.sample(100, {seed: 7});

describe("fit on the fast engine", () => {
  it("goes the way of the reference until rounding parts them", async () => {
    const [slow, fast] = [await fit(net, weights, data, base), await fit(net, weights, data, {...base, engine: "fast"})];
    expect(fast.steps.map(({accuracy}) => accuracy).slice(0, 2)).toEqual(slow.steps.map(({accuracy}) => accuracy).slice(0, 2));
    for (const k of [0, 1]) {
      expect(Math.abs(fast.steps[k]!.loss / slow.steps[k]!.loss - 1)).toBeLessThan(1e-3);
      expect(Math.abs(fast.steps[k]!.gradientNorm / slow.steps[k]!.gradientNorm - 1)).toBeLessThan(1e-2);
    }
  });
  it("goes it in relaxed arithmetic too, and refuses a third", async () => {
    const slow = await fit(net, weights, data, base), fast = await fit(net, weights, data, {...base, engine: "fast", mode: "relaxed"});
    for (const k of [0, 1]) expect(Math.abs(fast.steps[k]!.loss / slow.steps[k]!.loss - 1)).toBeLessThan(1e-3);
    await expect(fit(net, weights, data, {...base, engine: "fast", mode: "loose" as "strict"})).rejects.toThrow('plan: mode must be "strict" or "relaxed", got "loose"');
  });
  it("learns, repeats to the bit with any number of workers, and measures itself", async () => {
    const options: FitOptions = {...base, engine: "fast", epochs: 12, optimiser: adam({learningRate: 5e-3}), validate: seen};
    const [one, two] = [await fit(net, weights, data, {...options, threads: 1}), await fit(net, weights, data, {...options, threads: 2})];
    expect(two.weights).toEqual(one.weights);
    expect(two.history).toEqual(one.history);
    expect(one.history.at(-1)!.accuracy).toBeGreaterThan(one.history[0]!.accuracy + 0.2);
    // The reference counts the same right answers but where rounding moved a spike.
    expect(Math.abs(one.history.at(-1)!.validation! - accuracy(net, one.weights, seen, {...base, engine: "reference"}))).toBeLessThanOrEqual(0.03);
    expect(one.history.at(-1)!.validation).toBeGreaterThan(0.3);
  });
  it("takes a code, and an artificial network in one step", async () => {
    const coded = await fit(net, weights, data, {loss: loss.rate(), batch: 32, code: coding.latency({duration: 8}), engine: "fast", surrogate: surrogate.arctan(), reset: "attached"});
    expect(coded.steps).toHaveLength(5);
    const ann = network([1, 28, 28], averagePool(4), conv({channels: 4, field: 3}), relu(), dense(10)), [slow, fast] = [await fit(ann, initialise(ann, {seed: 2}), data), await fit(ann, initialise(ann, {seed: 2}), data, {engine: "fast"})];
    fast.steps.forEach(({loss: own}, k) => expect(Math.abs(own - slow.steps[k]!.loss)).toBeLessThan(1e-4));
  });
  it.each([
    ["the largest membrane", loss.membrane(), []], ["the mean membrane", loss.membrane({by: "mean"}), []], ["the last membrane", loss.membrane({by: "last"}), []],
    ["every step", loss.everyStep(), []], ["first spikes", loss.firstSpike({tau: 3}), []],
    ["rates held between bounds", loss.count({scale: 0.5}), [regulariser.rate({atLeastHz: 100, atMostHz: 200, strength: 2})]], ["operations that cost", loss.membrane(), [regulariser.operations({strength: 5})]]
  ] as const)("follows %s as the reference does", async (_name, own, regularisers) => {
    const reads = own.kind === "membrane" ? network([1, 28, 28], averagePool(4), conv({channels: 4, field: 3}), lif({tau: 4}), dense(10), integrator({tau: 8})) : net;
    const first = initialise(reads, {seed: 1, rateHz: 100}), options: FitOptions = {...base, loss: own, regularisers, validate: digits.sample(20, {seed: 3})}, few = digits.sample(64);
    const [slow, fast] = [await fit(reads, first, few, options), await fit(reads, first, few, {...options, engine: "fast"})];
    expect(Math.abs(fast.steps[0]!.loss / slow.steps[0]!.loss - 1)).toBeLessThan(1e-4);
    expect(Math.abs(fast.steps[0]!.gradientNorm / slow.steps[0]!.gradientNorm - 1)).toBeLessThan(1e-2);
    expect(fast.steps[0]!.accuracy).toBe(slow.steps[0]!.accuracy);
    expect(Math.abs(fast.history[0]!.validation! - slow.history[0]!.validation!)).toBeLessThanOrEqual(0.1);
  });
  it("cuts time where the reference cuts it, and gives the same weights in less memory", async () => {
    const few = digits.sample(64), options: FitOptions = {...base, steps: 12, window: 4, reset: "attached"}, fast = (memory?: number) => fit(net, weights, few, {...options, engine: "fast", ...(memory ? {memory} : {})});
    const [slow, all] = [await fit(net, weights, few, options), await fast()];
    expect(Math.abs(all.steps[0]!.gradientNorm / slow.steps[0]!.gradientNorm - 1)).toBeLessThan(1e-2);
    const {bytes} = plan(net, {steps: 12, train: {}});
    expect((await fast(bytes - 1)).weights).toEqual(all.weights);
    await expect(fast(1000)).rejects.toThrow("plan: memory must be at least");
  });
  it("learns wishes for each output", async () => {
    const two = network([2], dense(2), integrator({tau: 5})), inputs = [[1, 0], [0, 1]].map((row) => ({shape: [4, 2], dt: 1, data: [...row, ...row, ...row, ...row]}));
    const start = weightsFrom(two, [[0.1, 0.2, -0.1, 0.3]]), options: FitOptions = {epochs: 20, batch: 2, loss: loss.rate(), optimiser: sgd({learningRate: 0.1})};
    const lessons = {inputs, targets: [[0.5, 0.1], [-0.3, 0.2]]}, [slow, fast] = [await fit(two, start, lessons, options), await fit(two, start, lessons, {...options, engine: "fast"})];
    expect(fast.history.at(-1)!.loss).toBeLessThan(0.2 * fast.history[0]!.loss);
    expect(Math.abs(fast.history.at(-1)!.loss / slow.history.at(-1)!.loss - 1)).toBeLessThan(1e-3);
  });
  it("stops by a signal and keeps the weights reached", async () => {
    const control = new AbortController(), {stopped, steps} = await fit(net, weights, data, {...base, engine: "fast", epochs: 50, signal: control.signal, onStep: ({step}) => { if (step === 2) control.abort(); }});
    expect(stopped).toBe(true);
    expect(steps).toHaveLength(3);
  });
  it("names an exploding loss and gives the last good weights", async () => {
    const linear = network([1, 28, 28], averagePool(4), dense(10)), wild = fit(linear, initialise(linear, {seed: 1}), data, {engine: "fast", epochs: 5, optimiser: sgd({learningRate: 1e8})});
    const error = await wild.then(() => undefined, (reason: unknown) => reason as FitError);
    expect(error).toBeInstanceOf(FitError);
    expect(error!.message).toMatch(/^fit: .* at step \d+; .*a smaller learning rate or clip may help/);
    expect(error!.weights.every(({data: w}) => w.every(Number.isFinite))).toBe(true);
  });
  it("refuses what the engine has not, in a sentence", async () => {
    const fast = (options: FitOptions) => fit(net, weights, data, {...base, engine: "fast", ...options});
    const {form: _none, ...strange} = loss.membrane(), {forms: _no, ...odd} = regulariser.rate({strength: 1});
    await expect(fast({loss: strange})).rejects.toThrow('the fast engine has no membrane loss; take one of spikebook\'s, or use engine "reference"');
    await expect(fast({soft: true})).rejects.toThrow("no soft spikes");
    await expect(fast({regularisers: [odd]})).rejects.toThrow("the fast engine has no rate regulariser");
    await expect(fast({engine: "quick" as "fast"})).rejects.toThrow('fit: engine must be "reference" or "fast", got "quick"');
    const other = network([1, 28, 28], averagePool(4), dense(10), adaptive({tau: 10, tauThreshold: 50, increment: 0.4, refractory: 3}));
    await expect(fit(other, initialise(other, {seed: 1}), data, {engine: "fast"})).rejects.toThrow("plan: adaptive (stage 2) has");
  });
});
