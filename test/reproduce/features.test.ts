import {describe, expect, it} from "vitest";
import {digits} from "../../lib/files/image-sets.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {network} from "../../lib/model/network.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {firstSpikes, scrambled, seen, STEPS} from "./features.ts";

describe("firstSpikes", () => {
  it("counts the steps left after the first spike of each map in each region, as a run of the network that spikes once does", async () => {
    const layer = {maps: 4, field: 5, threshold: 9}, images = digits.test.sample(3), region = 4;
    const net = network([2, 28, 28], conv({channels: 4, field: 5}), integrateFire({threshold: 9, refractory: Infinity})), weights = boundedWeights(net, {seed: 3, mean: 0.7, deviation: 0.2});
    const found = await firstSpikes(weights, images, {...layer, region, threads: 1}), wished = new Float64Array(found.pixels.length);
    for (let k = 0; k < 3; k++) {
      for (const {step, outputs} of frames(net, weights, seen(images.image(k)))) {
        outputs[1]!.forEach((spike, unit) => {
          const map = Math.floor(unit / 576), row = Math.floor((unit % 576) / 24), column = unit % 24, at = ((k * 4 + map) * 6 + Math.floor(row / region)) * 6 + Math.floor(column / region);
          if (spike > 0) wished[at] = Math.max(wished[at]!, 17 * (STEPS - step));
        });
      }
    }
    expect(found.shape).toEqual([4, 6, 6]);
    expect(wished.some((value) => value > 0)).toBe(true);
    expect(Array.from(found.pixels)).toEqual(Array.from(wished));
  }, 120_000);
});

describe("scrambled", () => {
  it("keeps the weights of each map, and their places in none", () => {
    const weights = [{shape: [2, 2, 5, 5], data: Float64Array.from({length: 100}, (_, k) => k)}], {data} = scrambled(weights, {maps: 2, seed: 1})[0]!;
    for (const map of [0, 1]) {
      const own = data.subarray(50 * map, 50 * (map + 1));
      expect(Array.from(own).sort((a, b) => a - b)).toEqual(Array.from({length: 50}, (_, k) => 50 * map + k));
      expect(own.filter((w, k) => w === 50 * map + k).length).toBeLessThan(10);
    }
  });
});
