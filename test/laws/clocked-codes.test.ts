import {describe, expect, it} from "vitest";
import {latency} from "../../lib/coding/latency.ts";
import {rate} from "../../lib/coding/rate.ts";
import {rasterise} from "../../lib/spikes/raster.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {tensor} from "../../lib/tensor/tensor.ts";
import {codes} from "./codes.ts";

const field = tensor([3, 5, 7], [0, 1, 0.5, 1e-9, 1 - 2 ** -53, ...uniform(generator(4), 100)]);

describe.each(codes.filter(({code}) => !code.clocked))("$code.name, $code.duration ms", ({code}) => {
  it.each([1, 0.7, 3, 1000])("gives by a clock of %d ms the raster of its events", (dt) => {
    expect(code.encode(field, {dt, seed: 6})).toEqual(rasterise(code.encode(field, {seed: 6}), {dt}));
  });
});

describe("a coin a step", () => {
  it.each([[25, 1, 1000], [25.4, 1, 900], [25.6, 1, 400], [3, 0.1, 9000], [0.3, 1, 500]])("is each unit's own, for %d ms in steps of %d ms at %d Hz", (duration, dt, maxRateHz) => {
    const spikes = rate({process: "bernoulli", duration, maxRateHz}).encode(field, {dt, seed: 8}), units = field.data.length;
    expect(spikes.shape).toEqual([Math.max(1, Math.ceil(duration / dt - 1e-9)), 3, 5, 7]);
    field.data.forEach((x, i) => {
      const draws = stream(split(generator(8), i)), chance = (x * maxRateHz * dt) / 1000;
      for (let t = 0; t < spikes.shape[0]!; t++) expect(spikes.data[t * units + i]).toBe(t < Math.round(duration / dt) && draws.uniform() < chance ? 1 : 0);
    });
  });
  it("of one unit does not depend on the others", () => {
    const code = rate({process: "bernoulli", duration: 30, maxRateHz: 1000}), all = code.encode(field, {dt: 1, seed: 2}), few = code.encode(field.data.subarray(0, 10), {dt: 1, seed: 2});
    for (let t = 0; t < 30; t++) expect(few.data.subarray(10 * t, 10 * t + 10)).toEqual(all.data.subarray(105 * t, 105 * t + 10));
  });
});

it("a code refuses a step that is none, and more spikes in one than a raster holds", () => {
  for (const code of [latency(), rate(), rate({process: "bernoulli"})]) for (const dt of [0, -1, NaN, Infinity]) expect(() => code.encode([0.5], {dt})).toThrow(`${code.name}: dt must be positive (ms), got ${dt}`);
  expect(() => rate({process: "regular", duration: 1, maxRateHz: 300_000}).encode([0, 1], {dt: 1})).toThrow("rasterise: more than 255 spikes of unit 1 in one step; use a smaller dt (ms), got 1");
});
