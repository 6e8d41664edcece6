import {describe, expect, it} from "vitest";
import {holdRate} from "../../../lib/learn/homeostasis/hold-rate.ts";
import {live} from "../../../lib/learn/homeostasis/live.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {adaptive} from "../../../lib/model/neurons/adaptive.ts";
import {network} from "../../../lib/model/network.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {raster} from "../../../lib/spikes/raster.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";

const net = network([1, 12], conv({channels: 3, field: 4}), adaptive({tau: 10, increment: 0, tauThreshold: Infinity})), weights = boundedWeights(net, {seed: 1, mean: 0.5, deviation: 0.3});
const noise = (seed: number) => raster([500, 1, 12], 1, Uint8Array.from(uniform(generator(seed), 6000), (u) => (u < 0.05 ? 1 : 0)));

describe("holdRate on a convolution", () => {
  it("shares a level by the places of a map, and holds each map's mean rate", () => {
    const rule = holdRate({node: 1, targetHz: 15, rate: 0.005, every: 250, each: "map"}), last = Array.from({length: 40}, (_, seed) => noise(seed));
    for (const _rates of live(net, weights, last, [rule]));
    expect(rule.levels().length).toBe(3);
    const counts = [0, 0, 0];
    let raised = new Float64Array(0);
    for (const frame of frames(net, weights, noise(99))) {
      rule.update(frame, weights);
      frame.outputs[1]!.forEach((y, i) => { counts[Math.floor(i / 9)]! += y; });
      raised = (frame.states[1] as unknown as {raised: Float64Array}).raised.slice();
    }
    for (const count of counts) expect(Math.abs(count / (9 * 0.5) - 15)).toBeLessThan(6);
    raised.forEach((level, i) => expect(level).toBe(rule.levels()[Math.floor(i / 9)]));
  });
  it("lets no threshold sink to where membranes start", () => {
    const rule = holdRate({node: 1, targetHz: 900, rate: 1, every: 10}), silent = raster([200, 1, 12], 1);
    for (const frame of frames(net, weights, silent)) rule.update(frame, weights);
    for (const level of rule.levels()) expect(level).toBeCloseTo(-0.9, 12);
  });
  it("refuses words it does not know", () => {
    const run = (rule: ReturnType<typeof holdRate>): void => { for (const frame of frames(net, weights, noise(1))) rule.update(frame, weights); };
    expect(() => run(holdRate({node: 1, targetHz: 1, rate: 1, each: "all" as "unit"}))).toThrow("homeostasis.holdRate (threshold): each must be unit or map, got all");
    expect(() => run(holdRate({node: 1, targetHz: 1, rate: 1, by: "weight" as "gain"}))).toThrow("homeostasis.holdRate (weight): by must be threshold or gain, got weight");
  });
});
