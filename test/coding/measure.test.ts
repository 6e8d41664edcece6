import {describe, expect, it} from "vitest";
import {latency} from "../../lib/coding/latency.ts";
import {degradation, measure, rootMeanSquare} from "../../lib/coding/measure.ts";
import {rate} from "../../lib/coding/rate.ts";
import {deletion, jitter} from "../../lib/spikes/perturb.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

describe("measure", () => {
  it("finds the deviation that the formulas give: jitter over duration, coins by the binomial", () => {
    expect(measure(latency({duration: 100}), 0.5, {jitter: 2, repeats: 4000}).deviation / 0.02).toBeCloseTo(1, 1);
    const coins = measure(rate({process: "bernoulli", duration: 25, maxRateHz: 1000}), 0.3, {repeats: 4000});
    expect(coins.deviation / Math.sqrt((0.3 * 0.7) / 25)).toBeCloseTo(1, 1);
    expect(Math.abs(coins.mean - 0.3)).toBeLessThan(4.5 * (0.09165 / Math.sqrt(4000)));
  });
  it("splits the error into bias and deviation: error² = bias² + deviation²", () => {
    const {mean, deviation, error} = measure(latency({duration: 100}), 0.99, {jitter: 5, repeats: 2000});
    expect(error ** 2).toBeCloseTo((mean - 0.99) ** 2 + deviation ** 2, 12);
  });
});

describe("degradation", () => {
  const images = [tensor([3], [0.2, 0.5, 0.8])];
  it("grows linearly with the jitter of a latency code, and not at all for a rate read from counts", () => {
    const curves = degradation([latency({duration: 100}), rate({process: "regular", duration: 100})], Array.from({length: 300}, () => images[0]!), [0, 1, 2], (spikes, deviation, seed) => jitter(spikes, {deviation, seed}));
    const [none, one, two] = curves["latency (linear)"]!;
    expect(none).toBeLessThan(1e-12);
    expect(one! / 0.01).toBeCloseTo(1, 1);
    expect(two! / 0.02).toBeCloseTo(1, 1);
    expect(new Set(curves["rate (regular)"]).size).toBe(1);
  });
  it("is the value itself where every spike is lost", () => {
    const curves = degradation([latency()], images, [1], (spikes, chance, seed) => deletion(spikes, {chance, seed}));
    expect(curves["latency (linear)"]![0]).toBeCloseTo(Math.sqrt((0.04 + 0.25 + 0.64) / 3), 12);
  });
});

describe("rootMeanSquare", () => {
  it("is taken over all values of all images: by hand", () => {
    expect(rootMeanSquare([tensor([2], [0, 1]), tensor([1], [0.5])], [tensor([2], [0.3, 1]), tensor([1], [0.1])])).toBeCloseTo(Math.sqrt(0.25 / 3), 12);
  });
});
