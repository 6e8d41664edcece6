/** @file Backpropagation is exact: on soft spikes it equals central finite differences, for every node, surrogate and loss. */
import {describe, expect, it} from "vitest";
import {frames} from "../../lib/simulate/frames.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import type {GradientOptions} from "../../lib/learn/gradient.ts";
import {networkTape} from "../../lib/learn/network-tape.ts";
import {rowsOf} from "../../lib/learn/examples.ts";
import {learner} from "../../lib/learn/learner.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as regulariser from "../../lib/learn/regulariser/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import type {Network} from "../../lib/model/network.ts";
import {zeroWeights} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import type {Input} from "../../lib/simulate/input.ts";
import {randomSpikes, randomWeights} from "./nets.ts";
import {smoothInput, trainable} from "./trainable.ts";

/** The largest difference between the gradient and central differences of the loss, against the largest difference quotient. */
function mismatch(net: Network, weights: Weights, input: Input, options: GradientOptions, h = 1e-6): number {
  const {gradients} = gradient(net, weights, input, options);
  let worst = 0, most = 0;
  weights.forEach(({data}, stage) => {
    // Every third weight: enough to see each tap and channel.
    for (let i = stage % 3; i < data.length; i += 3) {
      const own = data[i]!, at = (w: number): number => { data[i] = w; return gradient(net, weights, input, options).loss; };
      const slope = (at(own + h) - at(own - h)) / (2 * h);
      data[i] = own;
      worst = Math.max(worst, Math.abs(slope - gradients[stage]!.data[i]!));
      most = Math.max(most, Math.abs(slope));
    }
  });
  expect(most).toBeGreaterThan(1e-4);
  return worst / most;
}

const soft = {soft: true, reset: "attached", surrogate: surrogate.sigmoid({slope: 4})} as const;

describe.each(Object.entries(trainable))("%s", (_name, make) => {
  const net = make(), weights = randomWeights(net, 3), input = smoothInput(net);
  it("gives the gradient of finite differences on soft spikes", () => {
    expect(mismatch(net, weights, input, {...soft, target: 1, loss: loss.count({scale: 0.5})})).toBeLessThan(1e-6);
  });
  it("runs as the clock does, to the bit", () => {
    const spikes = randomSpikes(net, {steps: 12, activity: 0.4}), rows = rowsOf(spikes), strong = randomWeights(net, 4, 1.5);
    const tape = networkTape("test", net, strong, zeroWeights(net), {steps: 12, dt: 1, surrogate: soft.surrogate, reset: "detached", soft: false, window: 0});
    tape.forward(rows);
    const spoke = net.stages.filter(({population}) => population).map(({index}) => tape.given[index]!.some((row) => row.some((each) => each !== 0)));
    expect(spoke).toEqual(spoke.map(() => true));
    for (const {step, outputs} of frames(net, strong, spikes)) {
      for (const {index, folded} of net.stages) if (!folded) expect([...tape.given[index]![step]!].map((each) => each + 0)).toEqual([...outputs[index]!].map((each) => each + 0));
    }
  });
});

const smooth = [
  surrogate.fastSigmoid({slope: 5}), surrogate.superSpike({beta: 3}), surrogate.sigmoid({slope: 4}), surrogate.arctan({slope: 2}), surrogate.gaussian(),
  surrogate.multiGaussian(), surrogate.triangle({width: 2}), surrogate.boxcar({width: 2}), surrogate.exponential({slope: 3}), surrogate.slayer({tau: 0.3}),
  surrogate.straightThrough()
];

describe.each(smooth)("the $kind surrogate", (each) => {
  it.each(["lif that resets to a value below rest", "lif that resets by subtraction", "adaptive", "lif behind an exponential synapse"])("gives the gradient of finite differences in %s", (name) => {
    // A straight line has no bounds: its resets grow from step to step.
    const net = trainable[name]!(), input = smoothInput(net, {steps: each.kind === "straightThrough" ? 3 : 8});
    expect(mismatch(net, randomWeights(net, 3), input, {soft: true, reset: "attached", surrogate: each, target: 2, loss: loss.count({scale: 0.3})}, 1e-7)).toBeLessThan(1e-5);
  });
});

const lossCases = [
  ["count", loss.count({scale: 0.7}), 1], ["rate", loss.rate({on: 0.9, off: 0.1}), 0], ["rate, towards wishes", loss.rate(), [0.2, 0.5, 0.1]],
  ["membrane, largest", loss.membrane(), 2], ["membrane, mean", loss.membrane({by: "mean"}), 2], ["membrane, last", loss.membrane({by: "last"}), 0],
  ["first spike", loss.firstSpike({tau: 3}), 1], ["every step", loss.everyStep({scale: 2}), 2]
] as const;

describe.each(lossCases)("the loss on %s", (_name, each, target) => {
  it("gives the gradient of finite differences", () => {
    const net = trainable["lif that resets to a value below rest"]!(), input = smoothInput(net);
    expect(mismatch(net, randomWeights(net, 3), input, {...soft, loss: each, target})).toBeLessThan(1e-6);
  });
});

describe.each([
  ["rate, too high", regulariser.rate({atMostHz: 20, strength: 3})], ["rate, too low", regulariser.rate({atLeastHz: 900, strength: 3, stage: 1})], ["operations", regulariser.operations({strength: 2})]
] as const)("the regulariser of %s", (_name, each) => {
  it("gives the gradient of finite differences", () => {
    const net = trainable["lif that resets to a value below rest"]!(), input = smoothInput(net), weights = randomWeights(net, 3);
    expect(mismatch(net, weights, input, {...soft, target: 1, regularisers: [each]})).toBeLessThan(1e-6);
    expect(gradient(net, weights, input, {...soft, target: 1, regularisers: [each]}).loss).toBeGreaterThan(gradient(net, weights, input, {...soft, target: 1}).loss);
  });
});

describe("an input that stays", () => {
  it("is projected once, with the gradient of projecting it at every step", () => {
    const net = trainable["lif"]!(), weights = randomWeights(net, 3), {dt, data} = smoothInput(net, {steps: 1});
    const row = Float64Array.from(data), run = (rows: Float64Array[]) => {
      const gradients = zeroWeights(net), tape = learner("test", net, weights, gradients, {steps: 6, dt}, {surrogate: soft.surrogate});
      return {loss: tape.learn(rows, 1).loss, gradients};
    };
    const once = run(new Array<Float64Array>(6).fill(row)), often = run(Array.from({length: 6}, () => row.slice()));
    expect(once.loss).toBe(often.loss);
    once.gradients.forEach(({data: g}, k) => g.forEach((each, i) => expect(each).toBeCloseTo(often.gradients[k]!.data[i]!, 12)));
  });
});
