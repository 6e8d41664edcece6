import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {quantisedRelu} from "../../lib/model/neurons/quantised-relu.ts";
import {bias} from "../../lib/model/bias.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {bestClip} from "../../lib/rewrite/best-clip.ts";
import {leaving, pass} from "../../lib/rewrite/images.ts";
import {toQuantised} from "../../lib/rewrite/to-quantised.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {deepNet, randomAnn, randomImages} from "./nets.ts";

describe("quantisedRelu", () => {
  it("rounds to the nearest of its levels between 0 and its ceiling", () => {
    const unit = quantisedRelu({levels: 4, ceiling: 2}), x = Float64Array.of(-3, -0.1, 0.24, 0.26, 0.9, 1.74, 1.76, 9), out = new Float64Array(8);
    unit.step(unit.start(8), x, out, 1);
    expect([...out]).toEqual([0, 0, 0, 0.5, 1, 1.5, 2, 2]);
  });
  it("refuses what is no staircase", () => {
    expect(() => quantisedRelu({levels: 0})).toThrow("quantisedRelu: levels must be a whole number of at least 1, got 0");
    expect(() => quantisedRelu({levels: 4, ceiling: NaN})).toThrow("quantisedRelu: ceiling must be positive, got NaN");
  });
  it.each([1, 2, 4, 8, 32])("of one layer is the spiking network, digit for digit, at T = L = %i", (levels) => {
    const net = network([20], dense(200), bias(), quantisedRelu({levels, ceiling: 1.5}), dense(5)), weights = randomAnn(net, levels), images = randomImages(net, 5);
    const snn = toSpiking(net, weights, {calibrateOn: images});
    for (const image of images) {
      const exact = leaving(net, pass(net, weights, image));
      snn.decode(simulate(snn.net, snn.weights, snn.encode(image, {steps: levels}))).forEach((value, k) => expect(value).toBeCloseTo(exact[k]!, 10));
    }
  });
});

describe("toQuantised", () => {
  const net = deepNet(), weights = randomAnn(net), images = randomImages(net, 40);
  it("gives each layer the ceiling of least expected error, and conversion takes it over", () => {
    const quantised = toQuantised(net, weights, {calibrateOn: images, levels: 4}), snn = toSpiking(quantised, weights, {calibrateOn: images});
    const {layers} = toSpiking(net, weights, {calibrateOn: images, percentile: "best", steps: 4}).report;
    expect(snn.report.layers.map(({clip}) => clip)).toEqual(layers.map(({clip}) => clip));
    for (const {clip, distribution} of layers) expect(clip).toBe(bestClip(distribution, {steps: 4, reset: "subtract", start: "half", burst: false}));
  });
  it("is right in expectation: behind the first layer single units differ, their mean error does not grow", () => {
    const levels = 8, quantised = toQuantised(net, weights, {calibrateOn: images, levels}), snn = toSpiking(quantised, weights, {calibrateOn: images});
    const stage = snn.report.layers[1]!.stage, clip = snn.report.layers[1]!.clip;
    let sum = 0, square = 0, count = 0;
    for (const image of images) {
      const values = pass(quantised, weights, image).outputs[stage]!.slice(), rates = new Float64Array(values.length);
      for (const {outputs} of frames(snn.net, snn.weights, snn.encode(image, {steps: levels}))) outputs[stage]!.forEach((n, i) => { rates[i]! += n / levels; });
      rates.forEach((rate, i) => {
        const error = rate * clip - values[i]!;
        sum += error;
        square += error ** 2;
        count++;
      });
    }
    const deviation = Math.sqrt(square / count);
    expect(deviation).toBeGreaterThan(0);
    // Zero start would be off by half a level everywhere: five times this bound.
    expect(Math.abs(sum / count)).toBeLessThan(0.1 * (clip / levels));
  });
});
