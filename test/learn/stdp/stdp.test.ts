import {describe, expect, it} from "vitest";
import {additive, between, logistic, multiplicative, powerLaw} from "../../../lib/learn/stdp/dependence.ts";
import {boundedWeights} from "../../../lib/learn/stdp/bounded-weights.ts";
import {order} from "../../../lib/learn/stdp/order.ts";
import {pairs} from "../../../lib/learn/stdp/pairs.ts";
import {rewardedStdp} from "../../../lib/learn/stdp/rewarded.ts";
import {stdp} from "../../../lib/learn/stdp/stdp.ts";
import type {Rule} from "../../../lib/learn/rule.ts";
import {triplets} from "../../../lib/learn/stdp/triplets.ts";
import {integrator} from "../../../lib/model/neurons/integrator.ts";
import {integrateFire, lif} from "../../../lib/model/neurons/lif.ts";
import {network} from "../../../lib/model/network.ts";
import {lateralInhibition} from "../../../lib/model/containers.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {maxPool} from "../../../lib/model/selection/pooling.ts";
import {rivals} from "../../../lib/model/selection/rivals.ts";
import {copyWeights, weightsFrom} from "../../../lib/model/weights.ts";
import type {Weights} from "../../../lib/model/weights.ts";
import {frames} from "../../../lib/simulate/frames.ts";
import {eventList} from "../../../lib/spikes/events.ts";
import type {Events} from "../../../lib/spikes/events.ts";
import {raster} from "../../../lib/spikes/raster.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";

/** A synapse that learns (line 0), and one that makes the neuron fire whenever it wants (line 1). */
const taught = network([2], dense(1), lif({tau: 10, threshold: 0.95}));
const twoTrains = (learner: readonly number[], teacher: readonly number[], duration: number): Events =>
  eventList({times: [...learner, ...teacher], units: [...learner.map(() => 0), ...teacher.map(() => 1)], field: [2], duration});

function learn(rule: Rule, weights: Weights, input: Events): number {
  for (const frame of frames(taught, weights, input, {dt: 1})) rule.update(frame, weights);
  return weights[0]!.data[0]!;
}

const every = (period: number, count: number, from = 0): number[] => Array.from({length: count}, (_, k) => from + k * period);

describe("stdp", () => {
  it("changes a weight per cycle of a periodic pair by the closed form", () => {
    // Period 100 ms, post 10 ms after pre, A+ 0.01, A- 0.0105, both 20 ms: the sum over all pairs is a geometric series.
    const change = (0.01 * Math.exp(-10 / 20) - 0.0105 * Math.exp(-90 / 20)) / (1 - Math.exp(-100 / 20));
    expect(change).toBeCloseTo(0.005989016, 9);
    const after = (cycles: number): number => learn(stdp({node: 0}), weightsFrom(taught, [[0.3, 1]]), twoTrains(every(100, cycles), every(100, cycles, 10), cycles * 100));
    expect(after(21) - after(20)).toBeCloseTo(change, 12);
  });
  it("follows the logistic map under w(1 - w)", () => {
    let expected = 0.5;
    for (let k = 0; k < 500; k++) expected += 0.004 * expected * (1 - expected);
    expect(expected).toBeCloseTo(0.880979, 6);
    const rule = stdp({node: 0, timing: order({aPlus: 0.004}), dependence: logistic()});
    expect(learn(rule, weightsFrom(taught, [[0.5, 1]]), twoTrains([0], every(1, 500), 500))).toBeCloseTo(expected, 12);
  });
  it.each([additive(), multiplicative(), between({mu: 0.3}), powerLaw(), logistic()])("keeps weights in their bounds ($name)", (dependence) => {
    const net = network([2, 8, 8], conv({channels: 3, field: 3}), lif({tau: 10})), bounds = [-0.3, 0.7] as const;
    const weights = boundedWeights(net, {seed: 1, mean: 0.3, deviation: 0.4, bounds}), before = weights[0]!.data.slice();
    const rule = stdp({node: 0, timing: pairs({aPlus: 0.2, aMinus: 0.25}), dependence, bounds});
    const input = raster([60, 2, 8, 8], 1, Uint8Array.from(uniform(generator(2), 60 * 128), (u) => (u < 0.1 ? 1 : 0)));
    for (const frame of frames(net, weights, input)) rule.update(frame, weights);
    expect([...weights[0]!.data].every((w) => w >= -0.3 && w <= 0.7)).toBe(true);
    expect(weights[0]!.data).not.toEqual(before);
  });
  it("forgets its traces when a new run begins", () => {
    const rule = stdp({node: 0, aMinus: 0}), weights = weightsFrom(taught, [[0.5, 1]]);
    learn(rule, weights, twoTrains([0], [], 1));
    expect(learn(rule, weights, twoTrains([], [0], 1))).toBe(0.5);
  });
  it("lets only winners learn, the stronger first", () => {
    const net = network([1, 6], conv({channels: 2, field: 3}), integrateFire({threshold: 0.6, refractory: Infinity}));
    const weights = weightsFrom(net, [[0.3, 0.3, 0.3, 0.5, 0.5, 0.5]]), rule = stdp({node: 0, timing: order({aPlus: 0.1, aMinus: 0.1}), competition: rivals({winners: 1})});
    const input = eventList({times: [0, 0], units: [2, 3], field: [1, 6], duration: 2});
    for (const frame of frames(net, weights, input, {dt: 1})) rule.update(frame, weights);
    // Both maps fire at the places that see both spikes; the second map is further above threshold, its first place wins.
    expect([...weights[0]!.data].map((w) => Number(w.toFixed(12)))).toEqual([0.3, 0.3, 0.3, 0.4, 0.6, 0.6]);
  });
  it("finds a projection inside another node's path, and one behind a lateral node", () => {
    const net = network([1, 6], conv({channels: 2, field: 3}), lateralInhibition({population: lif(), radius: 1, strength: 0.2, delay: 1}), dense(2), lif());
    const weights = boundedWeights(net, {seed: 1}), before = copyWeights(weights);
    const rules = [stdp({node: 0}), stdp({node: 2})];
    const input = raster([30, 1, 6], 1, Uint8Array.from(uniform(generator(3), 180), (u) => (u < 0.3 ? 1 : 0)));
    for (const frame of frames(net, weights, input)) for (const rule of rules) rule.update(frame, weights);
    for (const index of [0, net.stages.findIndex(({path}) => path === "2")]) expect(weights[index]!.data).not.toEqual(before[index]!.data);
  });
  it("says which layer and which rule cannot learn, and why", () => {
    const one = eventList({times: [0], units: [0], field: [2], duration: 1}), run = (rule: Rule, net = taught, weights = weightsFrom(net, [[0.5, 1]])): void => {
      for (const frame of frames(net, weights, one, {dt: 1})) rule.update(frame, weights);
    };
    expect(() => run(stdp({node: 1}))).toThrow("stdp (pairs, additive): node must be a projection with weights to learn (dense at node 0), got node 1");
    expect(() => run(stdp({node: 0}), taught, weightsFrom(taught, [[0.5, 1.5]]))).toThrow("stdp (pairs, additive): weights of dense at node 0 must lie from 0 to 1, got 1.5 at 1; draw them with boundedWeights");
    expect(() => run(stdp({node: 0, timing: triplets()}), taught, weightsFrom(taught, [[NaN, 1]]))).toThrow("stdp (triplets, additive): weights of dense at node 0 must lie from 0 to 1, got NaN");
    const graded = network([2], dense(1), integrator());
    expect(() => run(stdp({node: 0}), graded, weightsFrom(graded, [[0.5, 1]]))).toThrow("stdp (pairs, additive): dense at node 0 must lead to a population that fires, got integrator at node 1, which gives values");
    const image = network([1, 4, 4], conv({channels: 1, field: 1}), lif());
    const pooled = (): void => { for (const frame of frames(image, boundedWeights(image, {seed: 1}), raster([1, 1, 4, 4], 1))) stdp({node: 0, competition: maxPool(2)}).update(frame, boundedWeights(image, {seed: 1})); };
    expect(pooled).toThrow("stdp (pairs, additive): competition must leave the field of lif at node 1 [1, 4, 4] as it is, got maxPool, which gives [1, 2, 2]");
  });
  it("refuses numbers that are none at the door", () => {
    expect(() => stdp({node: 0, tauPlus: 0})).toThrow("timing.pairs: tauPlus must be positive (ms), got 0");
    expect(() => stdp({node: 0, aMinus: NaN})).toThrow("timing.pairs: aMinus must not be negative (parts of the weight's range), got NaN");
    expect(() => stdp({node: 0, bounds: [1, 0]})).toThrow("stdp: bounds must be two finite numbers, the lower first, got [1, 0]");
    expect(() => stdp({node: 0, timing: order(), aPlus: 1})).toThrow("stdp: a timing brings its own amplitudes and time constants, got aPlus beside it");
    expect(() => between({mu: 2})).toThrow("dependence.between: mu must lie from 0 to 1, got 2");
  });
});

describe("rewardedStdp", () => {
  const input = twoTrains([0, 20], [5, 22], 40);
  it("does nothing without a reward, and what stdp does with a reward of 1 at once", () => {
    const rewarded = weightsFrom(taught, [[0.5, 1]]), plain = weightsFrom(taught, [[0.5, 1]]);
    const rule = rewardedStdp({node: 0, tauEligibility: Infinity});
    expect(learn(rule, rewarded, input)).toBe(0.5);
    rule.reward(1, rewarded);
    expect(rewarded[0]!.data[0]).toBeCloseTo(learn(stdp({node: 0}), plain, input), 12);
    rule.reward(-2, rewarded);
    expect(rewarded[0]!.data[0]! - 0.5).toBeCloseTo(0.5 - plain[0]!.data[0]!, 12);
  });
  it("lets a mark fade with its time constant", () => {
    const marked = (wait: number): number => {
      const weights = weightsFrom(taught, [[0.5, 1]]), rule = rewardedStdp({node: 0, tauEligibility: 50});
      learn(rule, weights, twoTrains([0], [5], 6 + wait));
      rule.reward(1, weights);
      return weights[0]!.data[0]! - 0.5;
    };
    expect(marked(0)).toBeCloseTo(0.01 * Math.exp(-5 / 20), 12);
    expect(marked(30) / marked(0)).toBeCloseTo(Math.exp(-30 / 50), 12);
  });
});
