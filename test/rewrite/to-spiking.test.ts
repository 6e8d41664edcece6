import {describe, expect, it} from "vitest";
import {bias} from "../../lib/model/bias.ts";
import {residual} from "../../lib/model/containers.ts";
import {delay} from "../../lib/model/delay.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {leaving, pass} from "../../lib/rewrite/images.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import type {Spiking, ToSpikingOptions} from "../../lib/rewrite/to-spiking.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import type {Tensor} from "../../lib/tensor/tensor.ts";
import {deepNet, randomAnn, randomImages} from "./nets.ts";

const net = deepNet(), weights = randomAnn(net), images = randomImages(net, 6);
const said = (snn: Spiking, image: Tensor, steps: number): Float64Array => snn.decode(simulate(snn.net, snn.weights, snn.encode(image, {steps}), {record: {spikes: []}}));
const worst = (a: Float64Array, b: Float64Array): number => a.reduce((most, each, k) => Math.max(most, Math.abs(each - b[k]!)), 0);
const convert = (options: Omit<ToSpikingOptions, "calibrateOn"> = {}): Spiking => toSpiking(net, weights, {calibrateOn: images, ...options});

describe("toSpiking", () => {
  it("comes as near as one likes with time: through conv, bias, pool and dense, at first order", () => {
    const snn = convert({percentile: "max"});
    for (const image of images) {
      const exact = leaving(net, pass(net, weights, image)), size = Math.hypot(...exact);
      const errors = [100, 400, 1600].map((steps) => worst(said(snn, image, steps), exact));
      expect(errors[2]!).toBeLessThan(0.01 * size);
      // Charge that is still in the membranes divides by T: 16 times the steps, a sixteenth of the error, within chance.
      expect(errors[2]!).toBeLessThan(errors[0]! / 5);
    }
  });
  it("keeps the stages and their order, exchanging rectifiers alone", () => {
    const snn = convert();
    expect(snn.net.stages.map(({node}) => node.kind)).toEqual(net.stages.map(({node}) => (node.kind === "relu" ? "integrateFire" : node.kind)));
    expect(snn.net.nodes.map(({kind}) => kind)).toEqual(net.nodes.map(({kind}) => (kind === "relu" ? "integrateFire" : kind)));
    expect(weights[0]!.data).toEqual(randomAnn(net)[0]!.data);
  });
  it("makes the largest value of a calibrated layer a rate of 1, so that nothing is clipped, and a percentile cuts what it says", () => {
    const largest = new Map<number, number>();
    for (const image of images) {
      const {outputs} = pass(net, weights, image);
      for (const {index, population} of net.stages) if (population?.rectifier) largest.set(index, outputs[index]!.reduce((a, b) => Math.max(a, b), largest.get(index) ?? 0));
    }
    for (const layer of convert({percentile: "max"}).report.layers) expect(layer).toMatchObject({clip: largest.get(layer.stage), rank: 100});
    // 6 images of 256 units: 1 % of them is 15.
    const [first] = convert({percentile: 99}).report.layers;
    expect(first!.distribution.values.filter((value) => value > first!.clip).length).toBe(Math.floor(0.01 * (first!.distribution.count - 1)) + 1);
  });
  it("rescales a chain so that its neurons get the artificial sums over their clip", () => {
    const chain = network([2], dense(2), bias(), relu(), dense(1)), w = weightsFrom(chain, [[2, 1, 0, 3], [0.5, -1], [4, 5]]);
    const {weights: made, report, net: snn} = toSpiking(chain, w, {calibrateOn: [{shape: [2], data: Float64Array.of(1, 1)}], percentile: "max"});
    expect(report.layers[0]!.clip).toBe(3.5);
    expect([...made[0]!.data].map((each) => each * 3.5)).toEqual([2, 1, 0, 3]);
    expect([...made[2]!.data]).toEqual([0.5 / 3.5, -1 / 3.5]);
    expect([...made[4]!.data]).toEqual([14, 17.5]);
    expect(snn.stages.at(-1)!.node.kind).toBe("dense");
  });
  it("gives one scale to what a shortcut adds up", () => {
    const deep = network([1, 6, 6], conv({channels: 3, field: 3, padding: 1}), relu(), residual(conv({channels: 3, field: 3, padding: 1}), relu()), averagePool(2), dense(4));
    const w = randomAnn(deep, 5), shown = randomImages(deep, 3), snn = toSpiking(deep, w, {calibrateOn: shown, percentile: "max"});
    expect(new Set(snn.report.layers.map(({clip}) => clip)).size).toBe(1);
    for (const image of shown) expect(worst(said(snn, image, 2000), leaving(deep, pass(deep, w, image)))).toBeLessThan(0.03);
  });
  it("loses nothing to a clip with bursts, however low it is", () => {
    const exact = leaving(net, pass(net, weights, images[0]!));
    const cut = worst(said(convert({percentile: 90}), images[0]!, 1000), exact), burst = worst(said(convert({percentile: 90, burst: true}), images[0]!, 1000), exact);
    expect(burst).toBeLessThan(cut / 20);
  });
  it("balances thresholds on the currents that come in spikes: never below what their mean reaches", () => {
    const byRates = convert({percentile: "max"}), bySpikes = convert({percentile: "max", balance: "spikes", steps: 20});
    // The first layer's current does not change, so both agree there; later ones peak above their mean.
    expect(bySpikes.report.layers[0]!.clip).toBeCloseTo(byRates.report.layers[0]!.clip, 12);
    bySpikes.report.layers.slice(1).forEach(({clip}, k) => expect(clip).toBeGreaterThan(byRates.report.layers[k + 1]!.clip));
    const exact = leaving(net, pass(net, weights, images[1]!));
    expect(worst(said(bySpikes, images[1]!, 2000), exact)).toBeLessThan(0.02 * Math.hypot(...exact));
  });
  it("gates a max-pool by the unit that fired most: right in the end, and refused unless asked for", () => {
    const pooled = network([1, 8, 8], conv({channels: 3, field: 3}), relu(), maxPool(2), dense(4)), w = randomAnn(pooled, 3), shown = randomImages(pooled, 3);
    expect(() => toSpiking(pooled, w, {calibrateOn: shown})).toThrow(/toSpiking: maxPool \(node 2\) chooses among values.*averagePool.*"gate"/);
    const snn = toSpiking(pooled, w, {calibrateOn: shown, selection: "gate", percentile: "max"});
    for (const image of shown) expect(worst(said(snn, image, 4000), leaving(pooled, pass(pooled, w, image)))).toBeLessThan(0.03);
  });
  it("refuses what has no rate, and says what to do", () => {
    const shown = (shape: number[]): Tensor[] => [{shape, data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(1)}];
    const tryOn = (...nodes: Parameters<typeof network> extends [unknown, ...infer N] ? N : never) => (): unknown => {
      const one = network([3], ...nodes);
      return toSpiking(one, randomAnn(one), {calibrateOn: shown([3])});
    };
    expect(tryOn(dense(2), lif())).toThrow("lif (node 1) is no rectifier");
    expect(tryOn(dense(2), delay(1), relu())).toThrow("delay (node 1) acts in time");
    expect(tryOn(relu())).toThrow("hears the input without weights");
    expect(() => convert({percentile: 0})).toThrow("percentile must lie above 0");
    expect(() => convert({percentile: NaN})).toThrow("percentile must lie above 0");
    expect(() => convert({steps: 2.5})).toThrow("steps must be a whole number");
    expect(() => convert({reset: "soft" as "zero"})).toThrow('reset must be "subtract" or "zero", got "soft"');
    expect(() => convert({percentile: 1})).toThrow("percentile of relu (node 2) is 0");
    expect(() => toSpiking(net, weights, {calibrateOn: []})).toThrow("at least one image");
    expect(() => toSpiking(net, weights, {calibrateOn: shown([3])})).toThrow("expects [2, 10, 10], an image gives [3]");
  });
});

describe('toSpiking with code "firstSpike"', () => {
  const runs = (snn: Spiking, image: Tensor): Float64Array => snn.decode(simulateEvents(snn.net, snn.weights, snn.encode(image)));
  it("is the artificial network exactly, in continuous time, with one spike a unit at most", () => {
    const snn = convert({code: "firstSpike", percentile: "max", steps: 10});
    for (const image of images) {
      const run = simulateEvents(snn.net, snn.weights, snn.encode(image));
      expect(worst(snn.decode(run), leaving(net, pass(net, weights, image)))).toBeLessThan(1e-9);
      run.totals.forEach((total, k) => { if (snn.net.stages[k]!.population) expect(total.every((n) => n === 0 || n === 1)).toBe(true); });
    }
  });
  it("takes max-pools without loss: the largest value is the earliest spike", () => {
    const pooled = network([1, 8, 8], conv({channels: 3, field: 3}), bias(), relu(), maxPool(2), dense(5), relu(), dense(4), bias()), w = randomAnn(pooled, 3), shown = randomImages(pooled, 4);
    const snn = toSpiking(pooled, w, {calibrateOn: shown, code: "firstSpike", percentile: "max"});
    for (const image of shown) expect(worst(runs(snn, image), leaving(pooled, pass(pooled, w, image)))).toBeLessThan(1e-9);
  });
  it("is, by a clock, the network with every value rounded to the steps of a window", () => {
    const steps = 16, snn = convert({code: "firstSpike", percentile: "max", steps}), {layers} = snn.report;
    for (const image of images) {
      const run = simulate(snn.net, snn.weights, snn.encode(image, {dt: 1}), {dt: 1});
      const rounded = roundedAnn(image, steps, layers.map(({clip}) => clip));
      expect(worst(snn.decode(run), rounded)).toBeLessThan(1e-9);
    }
  });
  it("reads a network that ends in a rectifier in the units of its values, by rates and by times", () => {
    const ends = network([5], dense(7), bias(), relu(), dense(4), relu()), w = randomAnn(ends, 2), shown = randomImages(ends, 5), options = {calibrateOn: shown, percentile: "max"} as const;
    const rates = toSpiking(ends, w, options), times = toSpiking(ends, w, {...options, code: "firstSpike"});
    for (const image of shown) {
      const exact = leaving(ends, pass(ends, w, image));
      expect(worst(said(rates, image, 2000), exact)).toBeLessThan(0.005);
      expect(worst(runs(times, image), exact)).toBeLessThan(1e-9);
    }
  });
  it("refuses what has no time", () => {
    const or = network([1, 4, 4], conv({channels: 1, field: 1}), relu(), orPool(2), dense(2)), early = network([1, 4, 4], conv({channels: 1, field: 1}), maxPool(2), relu(), dense(2));
    const around = network([1, 4, 4], conv({channels: 1, field: 1}), relu(), residual(conv({channels: 1, field: 1}), relu()), dense(2));
    const go = (one: ReturnType<typeof deepNet>) => (): unknown => toSpiking(one, randomAnn(one), {calibrateOn: randomImages(one, 1), code: "firstSpike"});
    expect(go(or)).toThrow("orPool (node 2) has no form for first spikes");
    expect(go(early)).toThrow("maxPool (node 1) chooses among sums");
    expect(go(around)).toThrow("depth 2 and 1");
    expect(() => convert({code: "firstSpike"}).encode({shape: net.shape, data: new Float64Array(200).fill(2)})).toThrow("values must lie from 0 to 1");
  });

  /** By hand: the artificial network, each layer's values rounded to `clip / steps`. */
  function roundedAnn(image: Tensor, steps: number, clips: readonly number[]): Float64Array {
    let layer = 0, x: Float64Array = image.data.map((value) => Math.round(value * steps) / steps);
    const parts = new Map<number, Float64Array>([[-1, x]]);
    for (const {index, sources, map, population, output} of net.stages) {
      const y = new Float64Array(output.reduce((a, b) => a * b, 1)), inputs = sources.map((k) => parts.get(k)!);
      x = inputs.length === 0 ? Float64Array.of(1) : inputs.reduce((sum, part) => sum.map((each, i) => each + part[i]!));
      if (map) map.apply(weights[index]!.data, x, y);
      else if (sources.length === 0) y.fill(1);
      else { const clip = clips[layer++]!; x.forEach((value, i) => { y[i] = (clip * Math.min(steps, Math.max(0, Math.round((steps * value) / clip)))) / steps; }); }
      if (!population && !map) throw new Error("no such node here");
      parts.set(index, y);
    }
    return net.outputs.map((k) => parts.get(k)!).reduce((sum, part) => sum.map((each, i) => each + part[i]!));
  }
});
