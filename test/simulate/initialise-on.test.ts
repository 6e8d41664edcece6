import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {initialiseOn} from "../../lib/simulate/initialise-on.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {randomSpikes} from "../laws/nets.ts";

const net = network([2, 12, 12], conv({channels: 6, field: 3}), lif({tau: 15}), conv({channels: 6, field: 3}), lif({tau: 15}), dense(20), lif({tau: 15}));
const rates = (weights: ReturnType<typeof initialise>, input: ReturnType<typeof randomSpikes>): number[] => {
  const run = simulate(net, weights, input);
  return [1, 3, 5].map((stage) => (1000 * run.spikes[stage]!.times.length) / (run.totals[stage]!.length * run.duration));
};

describe("initialiseOn", () => {
  it("keeps every layer firing at like rates, for quiet and for busy input", () => {
    const all = [0.01, 0.3].flatMap((activity) => { const input = randomSpikes(net, {activity, steps: 200}); return rates(initialiseOn(net, input, {seed: 3, mean: 0, deviation: 0.6}), input); });
    // Free membranes of 0 ± 0.6 thresholds cross threshold some 10 to 60 times a second; a spread of 4 between layers is their weights' chance.
    expect(Math.min(...all)).toBeGreaterThan(3);
    expect(Math.max(...all)).toBeLessThan(120);
  });
  it("does better than an assumed rate that is far from the truth", () => {
    const input = randomSpikes(net, {activity: 0.002, steps: 300});
    const [measured, assumed] = [rates(initialiseOn(net, input, {seed: 3, mean: 0}), input), rates(initialise(net, {seed: 3, mean: 0, rateHz: 200}), input)];
    expect(measured[2]).toBeGreaterThan(3);
    expect(assumed[2]).toBeLessThan(0.5 * measured[2]!);
  });
  it("refuses an input that reaches nothing, and names the stage", () => expect(() => initialiseOn(net, raster([5, 2, 12, 12], 1), {seed: 1})).toThrow("initialiseOn: stage 0 (conv) hears no spike of this input"));
});
