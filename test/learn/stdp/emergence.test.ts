/** @file Oriented filters emerge from pictures whose parts belong together, and from nothing else. */
import {beforeAll, describe, expect, it} from "vitest";
import {contrasts} from "../../../lib/coding/contrasts.ts";
import {latency} from "../../../lib/coding/latency.ts";
import {orientationCoverage, receptiveFields} from "../../../lib/learn/features/coverage.ts";
import {fitGabor} from "../../../lib/learn/features/fit-gabor.ts";
import type {GaborFit} from "../../../lib/learn/features/fit-gabor.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../../lib/learn/stdp/dependence.ts";
import {order} from "../../../lib/learn/stdp/order.ts";
import {stdp} from "../../../lib/learn/stdp/stdp.ts";
import {watch} from "../../../lib/learn/stdp/watch.ts";
import type {MapReport} from "../../../lib/learn/stdp/watch.ts";
import {integrateFire} from "../../../lib/model/neurons/lif.ts";
import {network} from "../../../lib/model/network.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {rivals} from "../../../lib/model/selection/rivals.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {shuffle} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";
import type {Tensor} from "../../../lib/tensor/tensor.ts";
import {deadLeaves} from "../../../lib/worlds/dead-leaves.ts";

const SIZE = 20, MAPS = 12, IMAGES = 240;
const net = network([2, SIZE, SIZE], conv({channels: MAPS, field: 7}), integrateFire({threshold: 15, refractory: Infinity}));
const code = latency({duration: 15});

function learned(pixels: (image: Tensor, i: number) => Tensor): {before: GaborFit[]; after: GaborFit[]; report: MapReport[]} {
  const weights = boundedWeights(net, {seed: 1}), before = receptiveFields(weights[0]!).map(fitGabor), seen = watch({node: 0, busiest: 0.95});
  const rules = [0.004, 0.016, 0.064].map((aPlus) =>
    stdp({node: 0, timing: order({aPlus, aMinus: 0.75 * aPlus}), dependence: logistic(), competition: rivals({winners: 4, radius: 3})}));
  for (let i = 0; i < IMAGES; i++) {
    const spikes = code.encode(pixels(contrasts(deadLeaves({seed: i, size: SIZE}), {threshold: 0.05}), i), {dt: 1});
    const rule = rules[Math.min(2, Math.floor((4 * i) / IMAGES))]!;
    for (const frame of frames(net, weights, spikes)) {
      rule.update(frame, weights);
      seen.update(frame, weights);
    }
  }
  return {before, after: receptiveFields(weights[0]!).map(fitGabor), report: seen.report()};
}

describe("a convolution that learns by STDP", () => {
  let natural: ReturnType<typeof learned>, scrambled: ReturnType<typeof learned>;
  beforeAll(() => {
    natural = learned((image) => image);
    scrambled = learned(({shape, data}, i) => ({shape, data: Float64Array.from(shuffle(generator(i), data))}));
  }, 300_000);

  it("turns into oriented filters that cover nearly all orientations", () => {
    for (const {adjusted} of natural.before) expect(adjusted).toBeLessThan(0.5);
    expect(orientationCoverage(natural.before)).toBe(0);
    expect(natural.after.filter(({adjusted}) => adjusted > 0.6).length).toBeGreaterThanOrEqual(0.75 * MAPS);
    expect(orientationCoverage(natural.after, {bins: 6})).toBeGreaterThanOrEqual(5 / 6);
  });
  it("finds nothing where the pixels are shuffled", () => {
    expect(scrambled.after.filter(({adjusted}) => adjusted > 0.5)).toEqual([]);
  });
  it("is said to have no silent map", () => {
    expect(natural.report.map(({verdict}) => verdict)).not.toContain("silent");
    expect(natural.report.every(({spikes, mean}) => spikes > 0 && mean > 0 && mean < 1)).toBe(true);
  });
});

describe("watch", () => {
  const report = (threshold: number): MapReport[] => {
    const one = network([2, SIZE, SIZE], conv({channels: 2, field: 7}), integrateFire({threshold, refractory: Infinity}));
    const weights = boundedWeights(one, {seed: 1}), seen = watch({node: 0});
    for (const frame of frames(one, weights, code.encode(contrasts(deadLeaves({seed: 1, size: SIZE})), {dt: 1}))) seen.update(frame, weights);
    return seen.report();
  };
  it("calls a map silent that never fires, and saturated if it fires everywhere, and says what to do", () => {
    expect(report(1e6)[1]).toMatchObject({verdict: "silent", spikes: 0, warning: "map 1 of conv at node 0 has never fired: it cannot learn; raise its weights, lower its threshold, or let homeostasis do so"});
    expect(report(0.01)[0]).toMatchObject({verdict: "saturated", active: expect.closeTo(1, 12) as number});
    expect(() => watch({node: 0}).report()).toThrow("watch: must have seen at least one frame, got none");
  });
});
