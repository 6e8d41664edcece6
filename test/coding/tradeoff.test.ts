import {describe, expect, it} from "vitest";
import {burst} from "../../lib/coding/burst.ts";
import {latency} from "../../lib/coding/latency.ts";
import {phase} from "../../lib/coding/phase.ts";
import {rate} from "../../lib/coding/rate.ts";
import {tradeoff} from "../../lib/coding/tradeoff.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

const images = [0, 1, 2, 3].map((i) => tensor([1, 20, 20], uniform(split(generator(1), i), 400)));
const codes = [rate({duration: 50}), rate({process: "bernoulli", duration: 50}), latency({duration: 50}), phase({bits: 8}), burst()];
const rows = tradeoff(codes, images, {jitter: 1, deletion: 0.2, insertionHz: 10, seed: 3}).objects() as Record<string, number>[];

describe("tradeoff", () => {
  it("gives a row for each code and no number that is none", () => {
    expect(rows.map(({code}) => code)).toEqual(codes.map(({name}) => name));
    for (const row of rows) for (const name of ["duration", "spikes", "error", "bits", "bitsPerSpike", "decision", "jittered", "thinned", "noisy"]) expect(row[name], name).toBeGreaterThanOrEqual(0);
  });
  it("agrees with each code's own formulas on values spread evenly", () => {
    const [poisson, , linear, weighted] = rows;
    expect(poisson!.spikes! / 5).toBeCloseTo(1, 1);
    // Mean square of √(x/(fT)) over x in [0, 1] is 1/(2 fT) = 1/20; clipping at 1 lessens it.
    expect(poisson!.error!).toBeLessThan(Math.sqrt(1 / 20));
    expect(poisson!.error!).toBeGreaterThan(0.8 * Math.sqrt(1 / 20));
    expect(linear!.spikes).toBe(1);
    expect(linear!.error).toBeLessThan(1e-12);
    expect(linear!.jittered! / (1 / 50)).toBeCloseTo(1, 1);
    // Deletion loses a value x altogether with chance .2: √(.2 · 1/3).
    expect(linear!.thinned! / Math.sqrt(0.2 / 3)).toBeCloseTo(1, 0.9);
    expect(weighted!.error! / (1 / 256 / Math.sqrt(3))).toBeCloseTo(1, 1);
    expect(weighted!.spikes! / 4).toBeCloseTo(1, 1);
  });
  it("finds three bits in eight even levels that come back whole, and divides them by the spikes", () => {
    const linear = rows[2]!;
    expect(linear.bits).toBeCloseTo(3, 1);
    expect(linear.bitsPerSpike).toBe(linear.bits! / linear.spikes!);
    expect(rows[0]!.bits).toBeLessThan(2);
  });
  it("does not let one code's row depend on another's", () => {
    expect(tradeoff([codes[2]!], images, {jitter: 1, deletion: 0.2, insertionHz: 10, seed: 3}).objects()[0]).toEqual(rows[2]);
  });
  it("refuses to compare on nothing", () => {
    expect(() => tradeoff(codes, [])).toThrow("tradeoff: at least one image is needed, got none");
  });
});
