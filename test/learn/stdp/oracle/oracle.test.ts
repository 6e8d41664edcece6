/** @file Theory beside simulation: drift, rest and spread of weights between trains that know nothing of each other, and selectivity. */
import {describe, expect, it} from "vitest";
import {additive, between, logistic, multiplicative, powerLaw} from "../../../../lib/learn/stdp/dependence.ts";
import type {Dependence} from "../../../../lib/learn/stdp/dependence.ts";
import {pairDrift, tripletDrift} from "../../../../lib/learn/stdp/oracle/drift.ts";
import {groupTrajectory, selectivity} from "../../../../lib/learn/stdp/oracle/groups.ts";
import {settlingPlaces, spread} from "../../../../lib/learn/stdp/oracle/settling.ts";
import {pairs} from "../../../../lib/learn/stdp/pairs.ts";
import {stdp} from "../../../../lib/learn/stdp/stdp.ts";
import type {Timing} from "../../../../lib/learn/stdp/timing.ts";
import {triplets} from "../../../../lib/learn/stdp/triplets.ts";
import {chance} from "../../../../lib/model/neurons/chance.ts";
import {lif} from "../../../../lib/model/neurons/lif.ts";
import {network} from "../../../../lib/model/network.ts";
import {dense} from "../../../../lib/model/projections/dense.ts";
import {weightsFrom, zeroWeights} from "../../../../lib/model/weights.ts";
import {frames} from "../../../../lib/simulate/frames.ts";
import type {Frame} from "../../../../lib/simulate/frames.ts";
import {generator, split} from "../../../../lib/tensor/generator.ts";
import {stream} from "../../../../lib/tensor/stream.ts";
import {trains} from "../../../../lib/worlds/trains.ts";

const PRE = 120, POST = 12;
const net = network([PRE], dense(POST), lif());

/** Weights after `steps` of 1 ms in which both sides fire by chance, the post side not because of the pre side. */
function wandered(timing: Timing, dependence: Dependence, start: number, steps: number, preHz: number, postHz: number): Float64Array {
  const weights = zeroWeights(net), rule = stdp({node: 0, timing, dependence}), draws = stream(split(generator(7), timing.name));
  weights[0]!.data.fill(start);
  const pre = new Float64Array(PRE), post = new Float64Array(POST), states = [undefined, {v: new Float64Array(POST)}];
  const drawn = (x: Float64Array, rateHz: number): void => { for (let i = 0; i < x.length; i++) x[i] = draws.uniform() < rateHz / 1000 ? 1 : 0; };
  for (let step = 0; step < steps; step++) {
    drawn(pre, preHz);
    drawn(post, postHz);
    const frame: Frame = {net, step, time: step, dt: 1, input: pre, inputs: [pre, post], outputs: [post, post], states, synaptic: [0, 0]};
    rule.update(frame, weights);
  }
  return weights[0]!.data;
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: ArrayLike<number>): number => Math.sqrt(mean(Array.from(values, (x) => (x - mean(values)) ** 2)));

describe("the drift between independent trains", () => {
  it("is r² (A₊τ₊ - A₋τ₋) for all pairs", () => {
    const {potentiation, depression} = pairDrift({aPlus: 0.01, aMinus: 0.0105, preHz: 10, postHz: 10});
    expect(potentiation - depression).toBeCloseTo(-1e-3, 12);
  });
  it.each([["all", 0], ["nearest", 0], ["all", 1], ["nearest", 1]] as const)("is what %s pairs do, half by half (half %i)", (pairing, half) => {
    const options = {aPlus: half === 0 ? 1e-4 : 0, aMinus: half === 1 ? 1e-4 : 0, tauPlus: 17, tauMinus: 34, pairing};
    const {potentiation, depression} = pairDrift({...options, preHz: 15, postHz: 25, dt: 1});
    const measured = (mean(wandered(pairs(options), additive(), 0.5, 30000, 15, 25)) - 0.5) / 30;
    expect(measured / (potentiation - depression)).toBeCloseTo(1, 1);
  });
  it.each([["all", 0], ["nearest", 0], ["all", 1], ["nearest", 1]] as const)("is what %s triplets do, half by half (half %i)", (pairing, half) => {
    const gain = half === 0 ? 1e-4 : 0, options = {a2Plus: gain / 2, a3Plus: gain, a2Minus: 1e-4 / 2 - gain / 2, a3Minus: 1e-4 - gain, pairing};
    const {potentiation, depression} = tripletDrift({...options, preHz: 15, postHz: 25, dt: 1});
    const measured = (mean(wandered(triplets(options), additive(), 0.5, 30000, 15, 25)) - 0.5) / 30;
    expect(measured / (potentiation - depression)).toBeCloseTo(1, 1);
  });
  it("on a fine clock is that of continuous time", () => {
    for (const pairing of ["all", "nearest"] as const) {
      const [fine, none] = [1e-4, 0].map((dt) => pairDrift({pairing, preHz: 10, postHz: 30, dt}));
      expect(fine!.potentiation / none!.potentiation).toBeCloseTo(1, 4);
      expect(fine!.depression / none!.depression).toBeCloseTo(1, 4);
    }
  });
});

describe("the settling places", () => {
  const even = {potentiation: 0.01, depression: 0.0105};
  it("are those of the closed forms", () => {
    expect(settlingPlaces(additive(), even)).toEqual([0]);
    expect(settlingPlaces(additive(), {potentiation: 2, depression: 1})).toEqual([1]);
    expect(settlingPlaces(multiplicative(), even)).toEqual([expect.closeTo(0.01 / 0.0205, 12)]);
    expect(0.01 / 0.0205).toBeCloseTo(0.487805, 6);
    // (1 - u)^mu P = u^mu D, so u / (1 - u) = (P / D)^(1 / mu).
    const odds = (0.01 / 0.0105) ** (1 / 0.3);
    expect(settlingPlaces(between({mu: 0.3}), even)).toEqual([expect.closeTo(odds / (1 + odds), 9)]);
    // u^mu P = u D, so u = (P / D)^(1 / (1 - mu)).
    expect(settlingPlaces(powerLaw({mu: 0.4}), even)).toEqual([expect.closeTo((0.01 / 0.0105) ** (1 / 0.6), 9)]);
    expect(settlingPlaces(logistic(), even)).toEqual([0]);
  });
});

describe("the spread of weights", () => {
  it.each([["multiplicative", multiplicative(), 0.03, 25000], ["between", between({mu: 0.5}), 0.03, 25000], ["additive", additive(), 0.05, 80000]] as const)("is that of a simulation (%s)", (_name, dependence, aPlus, steps) => {
    const options = {aPlus, aMinus: 1.02 * aPlus}, rates = {preHz: 20, postHz: 20};
    const w = wandered(pairs(options), dependence, 0.5, steps, 20, 20), theory = spread(dependence, {...options, ...rates, dt: 1});
    expect(Math.abs(mean(w) - theory.mean)).toBeLessThan(0.03);
    expect(deviation(w) / theory.deviation).toBeCloseTo(1, 0);
    expect(Math.abs(deviation(w) / theory.deviation - 1)).toBeLessThan(0.12);
  });
  it("under additive STDP with balanced halves falls by e^(2A/B) from wall to wall", () => {
    const options = {aPlus: 0.001, aMinus: 0.00102, preHz: 10, postHz: 10};
    const {places, density} = spread(additive(), options), {potentiation, depression} = pairDrift(options);
    const push = (potentiation - depression) / 1000, r = 0.01, total = 0.001 * 20 - 0.00102 * 20;
    const noise = r * r * ((0.001 ** 2 * 20 + 0.00102 ** 2 * 20) / 2 + 2 * r * total ** 2);
    const slope = Math.log(density.at(-1)! / density[0]!) / (places.at(-1)! - places[0]!);
    expect(slope / ((2 * push) / noise)).toBeCloseTo(1, 9);
    expect(mean(density)).toBeCloseTo(1, 12);
  });
});

describe("groups of inputs", () => {
  it("compete as the mean-field theory says, and the one that fires together wins", () => {
    const size = 60, groups = [{size, rateHz: 20, correlation: 0.3}, {size, rateHz: 20}], gain = 0.012, steps = 40000;
    const neuron = network([2 * size], dense(1), chance({seed: 3, gain})), weights = weightsFrom(neuron, [new Float64Array(2 * size).fill(0.5)]);
    const options = {aPlus: 0.012, aMinus: 0.0144}, rule = stdp({node: 0, ...options, dependence: between({mu: 0.05})});
    for (const frame of frames(neuron, weights, trains({groups, steps, seed: 2}))) rule.update(frame, weights);
    const {data} = weights[0]!, [a, b] = [mean(data.subarray(0, size)), mean(data.subarray(size))];
    const theory = groupTrajectory({...options, groups, dependence: between({mu: 0.05}), start: [0.5, 0.5], duration: steps, gain});
    const [left, right] = theory.weights.map((line) => line.at(-1)!) as [number, number];
    expect(Math.abs(a - left)).toBeLessThan(0.06);
    expect(Math.abs(b - right)).toBeLessThan(0.06);
    expect(selectivity(a, b)).toBeGreaterThan(0.3);
  });
});

describe("the oracle's door", () => {
  it("refuses rates and pairings it cannot speak of", () => {
    expect(() => pairDrift({preHz: -1, postHz: 1})).toThrow("oracle.pairDrift: preHz must not be negative (Hz), got -1");
    expect(() => pairDrift({preHz: 1, postHz: 2000, dt: 1})).toThrow("oracle.pairDrift: a rate must not exceed one spike a step of 1 ms, got 2000 Hz");
    expect(() => spread(additive(), {preHz: 1, postHz: 1, pairing: "nearest"})).toThrow("oracle.spread: holds for all pairs, got the nearest; simulate those");
  });
});
