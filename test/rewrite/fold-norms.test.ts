import {describe, expect, it} from "vitest";
import {bias} from "../../lib/model/bias.ts";
import {residual} from "../../lib/model/containers.ts";
import {network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {gain, normWeights} from "../../lib/model/projections/per-channel.ts";
import {foldNorms} from "../../lib/rewrite/fold-norms.ts";
import {leaving, pass} from "../../lib/rewrite/images.ts";
import {normal} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {randomAnn, randomImages} from "./nets.ts";

describe("foldNorms", () => {
  const net = network([2, 7, 6],
    conv({channels: 3, field: 3}), gain(), bias(), relu(), conv({channels: 4, field: 2}), bias(), gain(), bias(), relu(),
    averagePool(2), gain(), residual(conv({channels: 4, field: 1}), gain(), relu()), dense(5), gain(), dense(3), bias());
  const weights = randomAnn(net).map(({shape, data}, k) => ({shape, data: net.stages[k]!.map?.diagonal ? normal(generator(k), data.length, {mean: 1, deviation: 0.5}) : data}));
  const folded = foldNorms(net, weights);
  it("takes each gain behind a projection into it, its shift into one bias, and leaves the others where they are", () => {
    expect(folded.net.nodes.map(({kind}) => kind)).toEqual(["conv", "bias", "relu", "conv", "bias", "relu", "averagePool", "gain", "residual", "dense", "dense", "bias"]);
  });
  it("computes the same", () => {
    for (const image of randomImages(net, 4)) {
      const before = leaving(net, pass(net, weights, image)), after = leaving(folded.net, pass(folded.net, folded.weights, image));
      after.forEach((value, k) => expect(value).toBeCloseTo(before[k]!, 12));
    }
  });
});

describe("normWeights", () => {
  it("is (x - mean) / √(variance + ε) · scale + shift", () => {
    const {gain: [g], bias: [b]} = normWeights({mean: [2], variance: [8.5], scale: [3], shift: [-1], epsilon: 0.5});
    for (const x of [-4, 0, 2, 5]) expect(g! * x + b!).toBeCloseTo(((x - 2) / 3) * 3 - 1, 12);
  });
  it("refuses lists that do not fit", () => {
    expect(() => normWeights({mean: [1], variance: [1, 2], scale: [1], shift: [0]})).toThrow("must be as many as each other, got 1, 2, 1, 1");
    expect(() => normWeights({mean: [1], variance: [-1], scale: [1], shift: [0]})).toThrow("variance + epsilon must be positive");
  });
});
