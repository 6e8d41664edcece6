/** @file Lateral inhibition makes maps answer to different things: their counts decorrelate as its strength grows. */
import {expect, it} from "vitest";
import {contrasts} from "../../../lib/coding/contrasts.ts";
import {rate} from "../../../lib/coding/rate.ts";
import {responses} from "../../../lib/learn/features/tuning.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {lateralInhibition} from "../../../lib/model/containers.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import {network} from "../../../lib/model/network.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {meanCorrelation} from "../../../lib/spikes/statistics/correlations.ts";
import {deadLeaves} from "../../../lib/worlds/dead-leaves.ts";

it("decorrelates maps, the more the stronger it is", () => {
  const size = 16, maps = 8, places = 12 * 12, middle = 6 * 12 + 6, code = rate({process: "regular", duration: 100});
  const pictures = Array.from({length: 50}, (_, seed) => code.encode(contrasts(deadLeaves({seed, size})), {dt: 1}));
  const correlation = (strength: number): number => {
    const net = network([2, size, size], conv({channels: maps, field: 5}), lateralInhibition({population: lif({tau: 10}), radius: 0, strength, delay: 1, channels: "others"}));
    const answers = responses(net, boundedWeights(net, {seed: 2, mean: 0.06, deviation: 0.05}), pictures, {node: 1});
    return meanCorrelation(answers.map((units) => Array.from({length: maps}, (_, map) => units[map * places + middle]!)));
  };
  const [none, weak, strong] = [correlation(0), correlation(0.2), correlation(0.8)] as const;
  expect(none).toBeGreaterThan(0.7);
  expect(weak).toBeLessThan(none - 0.15);
  expect(strong).toBeLessThan(weak - 0.15);
});
