/** @file A second layer, taught by nothing but the spikes of the first, finds parts that differ from map to map. */
import {beforeAll, describe, expect, it} from "vitest";
import {contrasts} from "../../../lib/coding/contrasts.ts";
import {latency} from "../../../lib/coding/latency.ts";
import {receptiveFields} from "../../../lib/learn/features/coverage.ts";
import {deepFields} from "../../../lib/learn/features/deep-fields.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../../lib/learn/stdp/dependence.ts";
import {order} from "../../../lib/learn/stdp/order.ts";
import {stdp} from "../../../lib/learn/stdp/stdp.ts";
import {integrateFire} from "../../../lib/model/neurons/lif.ts";
import {network} from "../../../lib/model/network.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {firstSpikePool} from "../../../lib/model/selection/pooling.ts";
import {rivals} from "../../../lib/model/selection/rivals.ts";
import {kWinners} from "../../../lib/model/selection/winners.ts";
import type {Weights} from "../../../lib/model/weights.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {meanCorrelation} from "../../../lib/spikes/statistics/correlations.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";
import {tensor} from "../../../lib/tensor/tensor.ts";
import {digit} from "../../../lib/worlds/digits.ts";

const MAPS = 10, FIRST = 120, SECOND = 330;
const net = network([2, 28, 28], conv({channels: 8, field: 5}), integrateFire({threshold: 8, refractory: Infinity}),
  kWinners({winners: 1, among: "place"}), firstSpikePool(2), conv({channels: MAPS, field: 7}), integrateFire({threshold: 30, refractory: Infinity}));
const code = latency({duration: 15});
const drawn = (i: number) => code.encode(contrasts(tensor([1, 28, 28], Array.from(digit(i % 10, split(generator(9), i)), (grey) => grey / 255)), {threshold: 0.05}), {dt: 1});

/** How alike the maps of the second layer are, carried back to the picture: the mean correlation of two of them over pixels. */
function alike(weights: Weights): number {
  const fields = receptiveFields(deepFields(net, weights, {node: 4}));
  return meanCorrelation(Array.from(fields[0]!.data, (_, pixel) => fields.map(({data}) => data[pixel]!)));
}

describe("a second layer", () => {
  const weights = boundedWeights(net, {seed: 1});
  let afterFirst = NaN, untouched = new Float64Array(0);
  beforeAll(() => {
    for (const [node, from, to] of [[0, 0, FIRST], [4, FIRST, FIRST + SECOND]] as const) {
      const rules = [0.01, 0.02, 0.04, 0.06, 0.1].map((aPlus) => stdp({node, timing: order({aPlus, aMinus: 0.75 * aPlus}), dependence: logistic(), competition: rivals({winners: 5, radius: 2})}));
      for (let i = from; i < to; i++) {
        const rule = rules[Math.min(4, Math.floor((6 * (i - from)) / (to - from)))]!;
        for (const frame of frames(net, weights, drawn(i))) rule.update(frame, weights);
      }
      if (node === 0) [afterFirst, untouched] = [alike(weights), weights[0]!.data.slice()];
    }
  }, 300_000);

  it("sees the same in all its maps before it has learned, and different parts after", () => {
    expect(afterFirst).toBeGreaterThan(0.9);
    expect(alike(weights)).toBeLessThan(0.6);
  });
  it("leaves the first as it was", () => expect(weights[0]!.data).toEqual(untouched));
});
