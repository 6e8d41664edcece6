import {describe, expect, it} from "vitest";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {evenly, fastAccuracy} from "./fast.ts";

describe("evenly", () => {
  it("draws weights and biases within one over the root of the lines of their projection", () => {
    const net = network([1, 28, 28], conv({channels: 3, field: 5}), bias(), relu(), averagePool(4), dense(10), bias()), weights = evenly(net, 7);
    const learning = weights.filter(({data}) => data.length > 0);
    expect(learning.map(({data}) => data.length)).toEqual([75, 3, 1080, 10]);
    [25, 25, 108, 108].forEach((lines, k) => expect(learning[k]!.data.every((w) => Math.abs(w) <= 1 / Math.sqrt(lines))).toBe(true));
    // An even spread over ±b has the mean square b²/3.
    for (const [k, lines] of [[0, 25], [2, 108]] as const) {
      const {data} = learning[k]!, square = data.reduce((sum, w) => sum + w * w, 0) / data.length;
      expect(square * 3 * lines).toBeGreaterThan(0.6);
      expect(square * 3 * lines).toBeLessThan(1.4);
    }
  });
});

describe("fastAccuracy", () => {
  it("is what the reference gives", async () => {
    const net = network([1, 28, 28], conv({channels: 3, field: 5}), bias(), relu(), averagePool(4), dense(10), bias()), weights = evenly(net, 7), images = digits.test.sample(520);
    const share = accuracy(net, weights, images);
    expect(share).toBeGreaterThan(0);
    expect(await fastAccuracy(net, weights, images, {steps: 1})).toBe(share);
  }, 120_000);
});
