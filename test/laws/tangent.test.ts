/** @file On hard spikes, errors carried back equal tangents carried forwards: reset attached or detached, time cut or whole. */
import {describe, expect, it} from "vitest";
import {learner} from "../../lib/learn/learner.ts";
import type {Loss} from "../../lib/learn/loss/loss.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import type {Population} from "../../lib/model/node.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {tangent} from "./dual.ts";
import type {Twin} from "./dual.ts";

const inputs = 3, hidden = 4, outputs = 2, steps = 12, seed = generator(11);
const grid = (data: Float64Array, width: number): number[][] => Array.from({length: data.length / width}, (_, k) => [...data.slice(k * width, (k + 1) * width)]);
const w1 = normal(split(seed, "w1"), hidden * inputs, {mean: 0.4, deviation: 0.7}), w2 = normal(split(seed, "w2"), outputs * hidden);
const x = grid(uniform(split(seed, "x"), steps * inputs), inputs), c = grid(normal(split(seed, "c"), steps * outputs), outputs);

/** `Σ c m`: a loss whose errors are given. */
const weighted: Loss = {
  kind: "weighted", settings: {}, scores: (rows) => rows[0]!.slice(),
  measure: (rows, _target, _dt, errors) => rows.reduce((all, row, t) => all + row.reduce((part, each, o) => { errors[t]![o]! += c[t]![o]!; return part + c[t]![o]! * each; }, 0), 0)
};

const decay = Math.exp(-1 / 6), sunk = Math.exp(-1 / 15), plain = {increment: 0, sunk: 1};
const populations: readonly (readonly [string, Population, Pick<Twin, "reset" | "increment" | "sunk">])[] = [
  ["lif, to a value", lif({tau: 6, reset: -0.2}), {reset: -0.2, ...plain}], ["lif, by subtraction", lif({tau: 6, reset: "subtract"}), {reset: "subtract", ...plain}],
  ["adaptive, to a value", adaptive({tau: 6, tauThreshold: 15, increment: 0.5}), {reset: 0, increment: 0.5, sunk}],
  ["adaptive, by subtraction", adaptive({tau: 6, tauThreshold: 15, increment: 0.5, reset: "subtract"}), {reset: "subtract", increment: 0.5, sunk}]
];
const surrogates = [
  surrogate.fastSigmoid({slope: 5}), surrogate.superSpike(), surrogate.sigmoid(), surrogate.arctan(), surrogate.gaussian(), surrogate.multiGaussian(), surrogate.triangle(),
  surrogate.boxcar(), surrogate.exponential(), surrogate.slayer(), surrogate.straightThrough(), surrogate.stochastic({seed: 4})
];
const cases = populations.flatMap((each) => (["attached", "detached"] as const).flatMap((reset) => [0, 1, 5].map((window) => [...each, reset, window] as const)));

describe.each(cases)("%s", (_name, population, twin, reset, window) => {
  const net = network([inputs], dense(hidden), population, dense(outputs), integrator({tau: 9})), weights = weightsFrom(net, [w1, w2]);
  it.each(surrogates)(`with the reset ${reset}, window ${window}, $kind`, (each) => {
    const gradients = zeroWeights(net), {learn, tape} = learner("test", net, weights, gradients, {steps, dt: 1}, {loss: weighted, surrogate: each, reset, window});
    learn(x.map((row) => Float64Array.from(row)), 0);
    expect(tape.given[1]!.reduce((sum, row) => sum + row.reduce((a, b) => a + b), 0)).toBeGreaterThan(5);
    const constants: Twin = {...twin, decay, read: Math.exp(-1 / 9), threshold: 1, attached: reset === "attached", window, slope: each.derivative};
    [w1, w2].forEach((w, layer) => w.forEach((_, i) => {
      const width = layer === 0 ? inputs : hidden, at = {layer: layer as 0 | 1, row: Math.floor(i / width), column: i % width};
      const expected = tangent(constants, grid(w1, inputs), grid(w2, hidden), x, c, at), got = gradients[2 * layer]!.data[i]!;
      expect(Math.abs(got - expected)).toBeLessThan(1e-10 * Math.max(1, Math.abs(expected)));
    }));
  });
});
