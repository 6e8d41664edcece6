import {describe, expect, it} from "vitest";
import {initialise, predictMembranes} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";

describe("predictMembranes", () => {
  it("is Campbell's theorem: 1,000 Hz of 0.5 mV jumps at τ = 20 ms give 10 ± 1.58114 mV", () => {
    const net = network([50], dense(1), lif({tau: 20, threshold: 20}));
    const [expected] = predictMembranes(net, weightsFrom(net, [new Array<number>(50).fill(0.5)]), {rateHz: 20});
    expect(20 * expected!.mean).toBeCloseTo(10, 12);
    expect(20 * expected!.deviation).toBeCloseTo(1.58114, 5);
  });
  it("warns of a layer that would start silent and of one that would start saturated", () => {
    const net = network([50], dense(4), lif({tau: 20}));
    const by = (w: number): string | undefined => predictMembranes(net, weightsFrom(net, [new Array<number>(200).fill(w)]))[0]!.warning;
    expect(by(0.005)).toContain("they will hardly ever fire; raise the weights or the rate");
    expect(by(0.1)).toContain("they will fire all the time");
    expect(by(0.04)).toBeUndefined();
  });
});

describe("initialise", () => {
  it.each([["delta", network([400], dense(60), lif({tau: 20, reset: "none", threshold: 1}))], ["alpha", network([400], dense(60), alpha({tau: 5}), lif({tau: 20, reset: "none"}))]])(
    "gives free membranes the mean and deviation it was asked for (%s synapse)", (_name, net) => {
      const weights = initialise(net, {seed: 4, rateHz: 40, mean: 0.3, deviation: 0.6}), steps = 3000, dt = 0.5, stage = net.stages.length - 1;
      const input = raster([steps, 400], dt, Uint8Array.from(uniform(generator(9), steps * 400), (u) => (u < 0.04 * dt ? 1 : 0)));
      const {data} = simulate(net, weights, input, {record: {spikes: [], traces: [{stage}]}}).traces[0]!;
      const means: number[] = [], variances: number[] = [];
      for (let unit = 0; unit < 60; unit++) {
        let sum = 0, square = 0;
        for (let t = 300; t < steps; t++) { sum += data[t * 60 + unit]!; square += data[t * 60 + unit]! ** 2; }
        const n = steps - 300;
        means.push(sum / n);
        variances.push(square / n - (sum / n) ** 2);
      }
      const average = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
      // 60 units' means spread by their weights (about 0.55 each), so their average is good to 0.2; the deviation to a few per cent.
      expect(Math.abs(average(means) - 0.3)).toBeLessThan(0.25);
      expect(Math.sqrt(average(variances))).toBeGreaterThan(0.55);
      expect(Math.sqrt(average(variances))).toBeLessThan(0.65);
    });
  it("starts no layer of a deep network silent or saturated", () => {
    const net = network([2, 16, 16], conv({channels: 8, field: 5}), lif({tau: 10}), conv({channels: 8, field: 3}), lif({tau: 20}), dense(10), lif());
    expect(predictMembranes(net, initialise(net, {seed: 1})).map(({verdict}) => verdict)).toEqual(["fluctuates", "fluctuates", "fluctuates"]);
  });
  it("names weights by their seed alone", () => {
    const net = network([5], dense(3), lif());
    expect(initialise(net, {seed: 7})).toEqual(initialise(net, {seed: 7}));
    expect(initialise(net, {seed: 7})).not.toEqual(initialise(net, {seed: 8}));
  });
  it("refuses a rate that is not positive", () => expect(() => initialise(network([5], dense(3)), {seed: 1, rateHz: 0})).toThrow("initialise: rateHz must be positive (Hz), got 0"));
});
