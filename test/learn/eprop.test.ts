/** @file e-prop equals backpropagation through time with the units' spikes to each other taken as given. */
import {describe, expect, it} from "vitest";
import {eprop} from "../../lib/learn/eprop.ts";
import {learner} from "../../lib/learn/learner.ts";
import {crossEntropy} from "../../lib/learn/loss/loss.ts";
import type {Loss} from "../../lib/learn/loss/loss.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {recurrent} from "../../lib/model/containers.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";

const inputs = 3, units = 5, readers = 2, steps = 25, seed = generator(8);
const draw = (name: string, count: number, mean = 0): Float64Array => normal(split(seed, name), count, {mean, deviation: 0.6});
const win = draw("in", units * inputs, 0.3), wrec = draw("rec", units * units), wout = draw("out", readers * units);
const signals = {shape: [steps, inputs], dt: 1, data: uniform(split(seed, "x"), steps * inputs)};

/** The cross entropy of each step's membranes, summed. */
const perStep: Loss = {
  kind: "per step", settings: {}, scores: (rows) => rows.at(-1)!,
  measure: (rows, target, _dt, errors) => rows.reduce((sum, row, t) => {
    const logits = row.slice(), loss = crossEntropy("test", logits, target);
    logits.forEach((each, o) => { errors[t]![o]! += each; });
    return sum + loss;
  }, 0)
};

const threshold = {tauThreshold: 20, increment: 0.3};
const populations = [
  ["lif, to a value", lif({tau: 7, reset: -0.1})], ["lif, by subtraction", lif({tau: 7, reset: "subtract"})],
  ["adaptive, to a value", adaptive({tau: 7, reset: -0.1, ...threshold})], ["adaptive, by subtraction", adaptive({tau: 7, reset: "subtract", ...threshold})], ["adaptive, raised at the start", adaptive({tau: 7, raised: 0.2, ...threshold})]
] as const;

describe.each(populations.flatMap((each) => [[...each, "detached"], [...each, "attached"]] as const))("%s, %#", (_kind, population, reset) => {
  const options = {surrogate: surrogate.fastSigmoid({slope: 4}), reset};
  it.each([1, 3])("with a way back of %i ms: the cut recurrence's gradient", (delay) => {
    const net = network([inputs], dense(units), recurrent({population, through: [dense(units)], delay}), dense(readers), integrator({tau: 12})), weights = weightsFrom(net, [win, wrec, wout]);
    const rule = eprop(net, weights, options), cut: Float64Array[] = [], spikes: Float64Array[] = [];
    let loss = 0;
    for (const frame of frames(net, weights, signals)) {
      loss += rule.update(frame, 1);
      spikes.push(frame.outputs[1]!.slice());
      const earlier = spikes[frame.step - delay] ?? new Float64Array(units);
      cut.push(Float64Array.of(...frame.input, ...earlier));
    }
    expect(spikes.reduce((sum, row) => sum + row.reduce((a, b) => a + b), 0)).toBeGreaterThan(10);
    // The same net, its own spikes given from outside beside the input: [W_in | W_rec].
    const joint = Float64Array.from({length: units * (inputs + units)}, (_, at) => { const j = Math.floor(at / (inputs + units)), i = at % (inputs + units); return i < inputs ? win[j * inputs + i]! : wrec[j * units + i - inputs]!; });
    const open = network([inputs + units], dense(units), population, dense(readers), integrator({tau: 12})), gradients = zeroWeights(open);
    const lesson = learner("test", open, weightsFrom(open, [joint, wout]), gradients, {steps, dt: 1}, {...options, loss: perStep}).learn(cut, 1);
    expect(loss).toBeCloseTo(lesson.loss, 10);
    const [own, back, out] = rule.gradients.filter(({data}) => data.length > 0).map(({data}) => data);
    gradients[0]!.data.forEach((g, at) => { const j = Math.floor(at / (inputs + units)), i = at % (inputs + units); expect(i < inputs ? own![j * inputs + i]! : back![j * units + i - inputs]!).toBeCloseTo(g, 10); });
    gradients[2]!.data.forEach((g, at) => expect(out![at]!).toBeCloseTo(g, 10));
  });
});

describe("eprop", () => {
  const net = network([inputs], dense(units), lif({tau: 7}), dense(readers), integrator({tau: 12})), weights = weightsFrom(net, [win, wout]);
  it("leaves the reader's gradient as it is under random feedback, and changes the hidden one", () => {
    const [symmetric, random] = ["symmetric" as const, {seed: 2}].map((feedback) => {
      const rule = eprop(net, weights, {feedback});
      for (const frame of frames(net, weights, signals)) rule.update(frame, [0.5, -0.5]);
      return rule.gradients;
    });
    expect([...random![2]!.data]).toEqual([...symmetric![2]!.data]);
    expect([...random![0]!.data]).not.toEqual([...symmetric![0]!.data]);
  });
  it("names what it cannot follow", () => {
    const shared = network([1, 4, 4], conv({channels: 2, field: 2}), lif(), dense(2), integrator());
    expect(() => eprop(shared, zeroWeights(shared))).toThrow("eprop: needs dense → lif or adaptive (which may hear itself through a dense) → dense → integrator, but conv does not connect all units; use gradient or fit");
    const spiking = network([3], dense(2), lif());
    expect(() => eprop(spiking, zeroWeights(spiking))).toThrow("the last node is no integrator");
  });
});
