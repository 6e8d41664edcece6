import {describe, expect, it} from "vitest";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {additive, logistic, powerLaw} from "../../../lib/learn/stdp/dependence.ts";
import {order} from "../../../lib/learn/stdp/order.ts";
import {pairs} from "../../../lib/learn/stdp/pairs.ts";
import {spikeOnce} from "../../../lib/learn/stdp/spike-once.ts";
import {stdp} from "../../../lib/learn/stdp/stdp.ts";
import type {StdpOptions} from "../../../lib/learn/stdp/stdp.ts";
import {network} from "../../../lib/model/network.ts";
import type {Network} from "../../../lib/model/network.ts";
import {integrateFire, lif} from "../../../lib/model/neurons/lif.ts";
import type {Population} from "../../../lib/model/node.ts";
import {averagePool} from "../../../lib/model/projections/average-pool.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {rivals} from "../../../lib/model/selection/rivals.ts";
import {kWinners} from "../../../lib/model/selection/winners.ts";
import {copyWeights} from "../../../lib/model/weights.ts";
import type {Weights} from "../../../lib/model/weights.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {events} from "../../../lib/spikes/events.ts";
import {raster} from "../../../lib/spikes/raster.ts";
import type {Raster} from "../../../lib/spikes/raster.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";
import {sizeOf} from "../../../lib/tensor/shape.ts";

const once = (threshold: number, reset?: number | "none"): Population => integrateFire({threshold, refractory: Infinity, ...(reset === undefined ? {} : {reset})});
const rule = {node: 0, timing: order({aPlus: 0.04, aMinus: 0.03}), dependence: logistic()};

/** Inputs of which each step lets a part `share` of the units spike, a few of them twice. */
const inputs = (net: Network, share: number, count = 12): Raster[] => Array.from({length: count}, (_, k) => {
  const drawn = uniform(split(generator(5), k), 9 * sizeOf(net.shape));
  return raster([9, ...net.shape], 0.5, Uint8Array.from(drawn, (u) => (u < share / 10 ? 2 : u < share ? 1 : 0)));
});

function overFrames(net: Network, options: StdpOptions, weights: Weights, shown: readonly Raster[]): Weights {
  const after = copyWeights(weights), slow = stdp(options);
  for (const input of shown) for (const frame of frames(net, after, input)) slow.update(frame, after);
  return after;
}

const image = [2, 9, 8];
const cases: readonly (readonly [string, Network, number, StdpOptions])[] = [
  ["a convolution of rivals", network(image, conv({channels: 6, field: 3}), once(3)), 0.08, {...rule, competition: rivals({winners: 3, radius: 1})}],
  ["rivals of which one speaks at each place", network(image, conv({channels: 6, field: 3}), once(3)), 0.1, {...rule, competition: rivals({winners: 4, radius: 1, onePerPlace: true})}],
  ["rivals that never find all their winners", network(image, conv({channels: 3, field: 3}), once(3)), 0.08, {...rule, competition: rivals({winners: 50, radius: 2, perMap: 4})}],
  ["several winners of a map in one step", network(image, conv({channels: 2, field: 3}), once(2)), 0.15, {...rule, competition: rivals({winners: 20, perMap: 10})}],
  ["padding and strides", network(image, conv({channels: 5, field: 4, padding: 2, stride: 2}), once(3)), 0.1, {...rule, competition: rivals({winners: 4})}],
  ["groups", network([4, 9, 8], conv({channels: 6, field: 3, groups: 2}), once(2)), 0.08, {...rule, competition: rivals({winners: 4, radius: 1})}],
  ["a line", network([1, 40], conv({channels: 4, field: 7}), once(2)), 0.08, {...rule, competition: rivals({winners: 3, radius: 2})}],
  ["a dense layer", network([30], dense(8), once(3)), 0.1, {...rule, competition: rivals({winners: 2})}],
  ["winners that rank all strengths", network(image, conv({channels: 4, field: 3}), once(3)), 0.08, {...rule, competition: kWinners({winners: 2, among: "channel"})}],
  ["no competition", network(image, conv({channels: 4, field: 3}), once(3)), 0.06, rule],
  ["a reset to a value", network(image, conv({channels: 4, field: 3}), once(3, 0)), 0.1, {...rule, competition: rivals({winners: 3, radius: 1})}],
  ["no reset", network(image, conv({channels: 4, field: 3}), once(3, "none")), 0.1, {...rule, competition: rivals({winners: 3, radius: 1})}],
  ["weights that change alike, to their bounds", network(image, conv({channels: 4, field: 3}), once(1)), 0.1, {...rule, dependence: additive(), bounds: [-0.5, 0.6], competition: rivals({winners: 3, radius: 1})}],
  ["a power law without potentiation", network(image, conv({channels: 4, field: 3}), once(3)), 0.1, {...rule, timing: order({aPlus: 0, aMinus: 0.02}), dependence: powerLaw(), competition: rivals({winners: 3, radius: 1})}]
];

describe("spikeOnce", () => {
  it.each(cases)("leaves the weights of stdp over frames, to the bit: %s", (_name, net, share, options) => {
    const [low, high] = options.bounds ?? [0, 1], weights = boundedWeights(net, {seed: 3, bounds: [low, high], mean: low + 0.7 * (high - low), deviation: 0.1}), before = copyWeights(weights);
    const learner = spikeOnce(net, options), shown = inputs(net, share), learned = shown.map((input) => learner.learn(weights, input));
    expect(weights).toEqual(overFrames(net, options, before, shown));
    expect(weights).not.toEqual(before);
    expect(Math.max(...learned)).toBeGreaterThan(0);
  });
  it("says how many units learned, and takes events by a clock", () => {
    const net = network(image, conv({channels: 6, field: 3}), once(3)), options = {...rule, competition: rivals({winners: 3, radius: 1})};
    const [byRaster, byEvents] = [boundedWeights(net, {seed: 3}), boundedWeights(net, {seed: 3})], input = inputs(net, 0.15)[0]!;
    expect(spikeOnce(net, options).learn(byRaster, input)).toBe(3);
    spikeOnce(net, options).learn(byEvents, events(input), {dt: 0.5});
    expect(byEvents).toEqual(byRaster);
  });
  it("refuses what it cannot follow, and names the way out", () => {
    const out = "use stdp over frames", net = (cell: Population): Network => network(image, conv({channels: 2, field: 3}), cell);
    const must = "must lead straight to integrateFire({refractory: Infinity}) without a current";
    expect(() => spikeOnce(net(once(3)), {node: 0, timing: pairs()})).toThrow(`spikeOnce (pairs, additive): timing must be timing.order, got pairs; ${out}`);
    expect(() => spikeOnce(net(lif({refractory: Infinity})), rule)).toThrow(`spikeOnce (order, w(1 - w)): conv at node 0 ${must}, got lif at node 1; ${out}`);
    expect(() => spikeOnce(net(integrateFire()), rule)).toThrow(must);
    expect(() => spikeOnce(net(integrateFire({refractory: Infinity, current: 0.1})), rule)).toThrow(must);
    expect(() => spikeOnce(net(integrateFire({refractory: Infinity, order: "decay, reset, input"})), rule)).toThrow(must);
    expect(() => spikeOnce(network(image, averagePool(2), conv({channels: 2, field: 3}), once(3)), {...rule, node: 1})).toThrow("conv at node 1 must read the network's input; make a network that begins there");
    const wild = boundedWeights(net(once(3)), {seed: 1});
    wild[0]!.data[4] = NaN;
    expect(() => spikeOnce(net(once(3)), rule).learn(wild, inputs(net(once(3)), 0.1)[0]!)).toThrow("spikeOnce (order, w(1 - w)): weights of conv at node 0 must lie from 0 to 1, got NaN at 4; draw them with boundedWeights");
  });
});
