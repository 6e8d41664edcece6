/** @file Homeostasis settles at its target, where theory says, and only below the bound that theory gives. */
import {describe, expect, it} from "vitest";
import {fatigueRate, heldGain, heldThreshold} from "../../lib/learn/homeostasis/equilibrium.ts";
import {fatigue} from "../../lib/learn/homeostasis/fatigue.ts";
import {holdRate} from "../../lib/learn/homeostasis/hold-rate.ts";
import type {Regulator} from "../../lib/learn/homeostasis/hold-rate.ts";
import {synapticScaling} from "../../lib/learn/homeostasis/synaptic-scaling.ts";
import {firingRateHz} from "../../lib/model/membrane/threshold.ts";
import {membrane} from "../../lib/model/membrane/membrane.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {excitable} from "../../lib/model/neurons/excitable.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {izhikevich} from "../../lib/model/neurons/spiking-models.ts";
import type {Population} from "../../lib/model/node.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";

const DT = 0.1, cell = {drive: 30, tau: 20, refractory: 2};

/** One neuron under a constant current of 1 times its weight. */
const driven = (population: Population): Network => network([1], dense(1), population);

/** Runs for `seconds`, again and again; gives the rate of each second, Hz. */
function seconds(net: Network, weights: Weights, rule: Regulator | undefined, count: number): number[] {
  const input = {shape: [Math.round(1000 / DT), 1], dt: DT, data: new Float64Array(Math.round(1000 / DT)).fill(1)};
  return Array.from({length: count}, () => {
    let spikes = 0;
    for (const frame of frames(net, weights, input)) {
      rule?.update(frame, weights);
      spikes += frame.outputs[1]![0]!;
    }
    return spikes;
  });
}

const bent = adaptive({tau: 20, refractory: 2, threshold: 10, increment: 0, tauThreshold: Infinity, current: 30});
const straight = lif({tau: 20, refractory: 2, threshold: 10, input: "current"});

describe("the equilibria", () => {
  it("are those of the neuron's own closed form", () => {
    const {at, slopeHz, bound} = heldThreshold({...cell, targetHz: 50});
    expect(at).toBeCloseTo(17.80291, 5);
    expect(slopeHz).toBeCloseTo(-4.09934, 5);
    expect(bound).toBeCloseTo(0.48788, 5);
    const rate = (threshold: number, gain = 1): number => 1000 / (1000 / firingRateHz(membrane({capacitance: 20, leak: 1, rest: 0, reset: 0, threshold}), 30 * gain) + 2);
    expect(rate(at)).toBeCloseTo(50, 9);
    expect((rate(at + 1e-4) - rate(at - 1e-4)) / 2e-4).toBeCloseTo(slopeHz, 5);
    const gained = heldGain({...cell, threshold: 10, targetHz: 50}), h = 1e-5;
    expect(rate(10, gained.at)).toBeCloseTo(50, 9);
    expect((rate(10, gained.at * Math.exp(h)) - rate(10, gained.at * Math.exp(-h))) / (2 * h)).toBeCloseTo(gained.slopeHz, 4);
  });
  it("give the rate of a tired neuron", () => {
    expect(fatigueRate({...cell, threshold: 10, increment: 1, tauThreshold: 1000})).toBeCloseTo(18.3287, 4);
    expect(fatigueRate({...cell, drive: 9, threshold: 10, increment: 1, tauThreshold: 1000})).toBe(0);
  });
});

describe.each([
  ["a threshold", driven(bent), 0, holdRate, {by: "threshold"}, heldThreshold({...cell, targetHz: 50}), (x: number) => 10 + x],
  ["a gain", driven(excitable(straight)), 30, holdRate, {by: "gain"}, heldGain({...cell, threshold: 10, targetHz: 50}), Math.exp],
  ["synaptic scaling", driven(straight), 30, synapticScaling, {}, heldGain({...cell, threshold: 10, targetHz: 50}), Math.exp]
] as const)("%s", (name, net, weight, make, options, {at, bound}, place) => {
  const node = name === "synaptic scaling" ? 0 : 1;
  const held = (share: number, count: number): {rates: number[]; level: number} => {
    const rule = make({node, targetHz: 50, rate: share * bound, every: 1000, ...options});
    return {rates: seconds(net, weightsFrom(net, [[weight]]), rule, count), level: rule.levels()[0]!};
  };
  it("settles at its target, where theory says", () => {
    const {rates, level} = held(0.4, 12);
    for (const rate of rates.slice(8)) expect(Math.abs(rate - 50)).toBeLessThanOrEqual(1);
    expect(place(level) / at).toBeCloseTo(1, 1);
    expect(Math.abs(place(level) / at - 1)).toBeLessThan(0.02);
  });
  it("settles just below the bound, and swings for ever just above it", () => {
    // Whole spikes a window leave a dead zone of half a hertz, into which an orbit just above the bound may fall.
    const swing = (share: number): number => Math.max(...held(share, 34).rates.slice(10).map((rate) => Math.abs(rate - 50)));
    expect(swing(0.75)).toBeLessThanOrEqual(2);
    expect(swing(1.7)).toBeGreaterThan(5);
  });
});

describe("fatigue", () => {
  it.each([["within a run (adaptive)", adaptive({tau: 20, refractory: 2, threshold: 10, increment: 1, tauThreshold: 1000, current: 30}), undefined],
    ["from run to run", bent, fatigue({node: 1, increment: 1, tau: 1000})]] as const)("settles at the predicted rate %s", (_name, population, rule) => {
    const net = driven(population), expected = fatigueRate({...cell, threshold: 10, increment: 1, tauThreshold: 1000});
    const input = {shape: [200000, 1], dt: 0.05, data: new Float64Array(200000)}, weights = weightsFrom(net, [[0]]), times: number[] = [];
    for (const frame of frames(net, weights, input)) {
      rule?.update(frame, weights);
      if (frame.outputs[1]![0] === 1) times.push(frame.time);
    }
    const late = times.slice(-20), rate = (1000 * 19) / (late.at(-1)! - late[0]!);
    expect(rate / expected).toBeCloseTo(1, 2);
  });
  it("keeps what it has reached when a new run begins", () => {
    const net = driven(bent), rule = fatigue({node: 1, increment: 1, tau: 1e6}), weights = weightsFrom(net, [[0]]);
    const [first, second] = seconds(net, weights, rule, 2);
    expect(second!).toBeLessThan(0.5 * first!);
    expect(rule.levels()[0]!).toBeGreaterThan(0.95 * (first! + second!));
  });
});

describe("homeostasis on other populations", () => {
  it("holds neurons without a closed form by their gain", () => {
    const net = driven(excitable(izhikevich())), rule = holdRate({node: 1, targetHz: 20, rate: 0.01, every: 500, by: "gain"});
    const weights = weightsFrom(net, [[1]]), input = {shape: [1000, 1], dt: 0.5, data: new Float64Array(1000).fill(5)};
    let last = 0;
    for (let run = 0; run < 40; run++) {
      last = 0;
      for (const frame of frames(net, weights, input)) {
        rule.update(frame, weights);
        last += frame.outputs[1]![0]!;
      }
    }
    expect(Math.abs(last / 0.5 - 20)).toBeLessThanOrEqual(4);
  });
  it("says what is missing where there is nothing to move, and refuses numbers that are none", () => {
    const run = (rule: Regulator, population: Population): void => void seconds(driven(population), weightsFrom(driven(population), [[1]]), rule, 1);
    expect(() => run(holdRate({node: 1, targetHz: 1, rate: 1}), lif())).toThrow('homeostasis.holdRate (threshold): lif at node 1 has no threshold that moves; use adaptive({…, increment: 0, tauThreshold: Infinity}), or by "gain"');
    expect(() => run(holdRate({node: 1, targetHz: 1, rate: 1, by: "gain"}), lif())).toThrow("lif at node 1 has no gain that moves; use excitable(lif(…))");
    expect(() => run(holdRate({node: 0, targetHz: 1, rate: 1}), lif())).toThrow("homeostasis.holdRate (threshold): node must be a population (lif at node 1), got node 0");
    expect(() => holdRate({node: 1, targetHz: 0, rate: 1})).toThrow("homeostasis.holdRate (threshold): targetHz must be positive (Hz), got 0");
    expect(() => heldThreshold({...cell, targetHz: 600})).toThrow("homeostasis.heldThreshold: targetHz must lie below 500 Hz, one spike a refractory period, got 600");
  });
  it("leaves thresholds and gains that a network can be built with", () => {
    const rule = holdRate({node: 1, targetHz: 50, rate: 0.2, every: 1000}), weights = weightsFrom(driven(bent), [[0]]);
    const before = seconds(driven(bent), weights, rule, 15).at(-1)!;
    const kept = adaptive({tau: 20, refractory: 2, threshold: 10, increment: 0, tauThreshold: Infinity, current: 30, raised: rule.levels()});
    expect(Math.abs(seconds(driven(kept), weights, undefined, 1)[0]! - before)).toBeLessThanOrEqual(1);
    expect(() => adaptive({raised: [1, NaN]})).toThrow("adaptive: raised must be finite, got NaN");
    expect(() => adaptive({raised: [1, 2]}).start(3)).toThrow("adaptive: raised must be one number, or one for each channel or unit of 3, got 2");
  });
});
