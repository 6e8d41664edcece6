/** @file Networks in whole numbers: exact where whole numbers suffice, close elsewhere, refused where a chip has no such neuron. */
import {describe, expect, it} from "vitest";
import {quantise} from "../../../lib/hardware/chip/quantise.ts";
import {count, total} from "../../../lib/hardware/count.ts";
import {recurrent} from "../../../lib/model/containers.ts";
import {delay} from "../../../lib/model/delay.ts";
import {network} from "../../../lib/model/network.ts";
import {integrator, relu} from "../../../lib/model/neurons/integrator.ts";
import {integrateFire, lif} from "../../../lib/model/neurons/lif.ts";
import {averagePool} from "../../../lib/model/projections/average-pool.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {maxPool} from "../../../lib/model/selection/pooling.ts";
import {alpha, exponential} from "../../../lib/model/synapses/synapse.ts";
import {copyWeights, weightsFrom} from "../../../lib/model/weights.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {normal} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";
import {randomSpikes, randomWeights} from "../../laws/nets.ts";

const net = network([2, 8, 8], conv({channels: 4, field: 3}), lif({tau: 10}), maxPool(2), dense(6), lif({tau: 15}), dense(3), integrator());
const spikes = randomSpikes(net, {steps: 50, activity: 0.15}), weights = randomWeights(net);

describe("quantise", () => {
  it("loses no spike of units without a leak whose weights are whole mantissas", () => {
    const perfect = network([12], dense(8), integrateFire(), delay(2), dense(4), integrateFire({reset: 0}));
    const whole = (n: number, seed: number): number[] => [127, ...normal(generator(seed), n - 1)].map((x, k) => (k === 0 ? 127 : Math.max(-60, Math.min(60, Math.round(20 * x + 15))))).map((m) => m / 128);
    const w = weightsFrom(perfect, [whole(96, 1), whole(32, 2)]), drive = randomSpikes(perfect, {steps: 200, activity: 0.4});
    const float = simulate(perfect, w, drive), fixed = quantise(perfect, w, {dt: 1}), chip = simulate(fixed.net, fixed.weights, drive);
    expect(float.totals[1]!.reduce((a, b) => a + b)).toBeGreaterThan(200);
    for (const stage of [1, 4]) {
      expect([...chip.spikes[stage]!.times]).toEqual([...float.spikes[stage]!.times]);
      expect([...chip.spikes[stage]!.units]).toEqual([...float.spikes[stage]!.units]);
    }
    expect(fixed.layers.map(({worst}) => worst)).toEqual([0, 0]);
  });
  it("keeps every weight within half a mantissa, and takes a bit off for each bit", () => {
    const worst = [4, 6, 8].map((bits) => quantise(net, weights, {bits, dt: 1}).layers[0]!.worst);
    [4, 6, 8].forEach((bits, k) => expect(worst[k]).toBeLessThanOrEqual(0.5 / (2 ** (bits - 1) - 1) + 1e-12));
    expect(worst[0]! / worst[2]!).toBeGreaterThan(6);
  });
  it("nears the float network as bits grow", () => {
    const float = simulate(net, weights, spikes).output;
    const distance = (bits: number): number => { const fixed = quantise(net, weights, {bits, dt: 1}), {scale} = fixed.layers.at(-1)!; return Math.hypot(...simulate(fixed.net, fixed.weights, spikes).output.map((x, k) => x / scale - float[k]!)) / Math.hypot(...float); };
    expect(distance(9)).toBeLessThan(0.1);
    expect(distance(3)).toBeGreaterThan(distance(9));
  });
  it("keeps the charge of a weight behind an exponential synapse", () => {
    const driven = network([1], dense(1), exponential({tau: 5}), integrateFire({threshold: 50})), w = weightsFrom(driven, [[0.7]]);
    const once = {shape: [80, 1], dt: 1, data: Uint8Array.from({length: 80}, (_, t) => (t === 0 ? 1 : 0))};
    const fixed = quantise(driven, w, {dt: 1}), chip = simulate(fixed.net, fixed.weights, once).membranes[2]![0]! / fixed.layers[0]!.scale;
    expect(chip).toBeCloseTo(0.7 * 5, 1);
    expect(simulate(driven, w, once).membranes[2]![0]!).toBeCloseTo(0.7 * 5, 6);
  });
  it("takes loops through delays as they are", () => {
    const looped = network([2, 6, 6], conv({channels: 4, field: 3}), recurrent({population: lif(), through: [conv({channels: 4, field: 3, padding: 1})], delay: 2}), dense(5), lif());
    const fixed = quantise(looped, randomWeights(looped), {dt: 1}), chip = simulate(fixed.net, fixed.weights, randomSpikes(looped));
    expect(chip.operations.filter(({synaptic}) => synaptic > 0).length).toBe(3);
  });
  it("writes decays as exercise 20 does: a time constant of 20 steps is the word 200", () => {
    expect(quantise(network([1], dense(1), lif({tau: 20})), weightsFrom(network([1], dense(1), lif({tau: 20})), [[1]]), {dt: 1}).layers[0]!.cell.voltageDecay).toBe(200);
  });
  it("is counted like any network, and does not touch the weights it was given", () => {
    const before = copyWeights(weights), fixed = quantise(net, weights, {dt: 1});
    expect(weights).toEqual(before);
    expect(total(count(simulate(fixed.net, fixed.weights, spikes)), "synaptic")).toBeGreaterThan(0);
    expect(fixed.table.get("bits", 0)).toBe(8);
  });
  it("refuses what such a chip does not have, and names the way out", () => {
    const refused = (...nodes: Parameters<typeof network>[1][]): (() => unknown) => () => { const made = network([2, 4, 4], ...nodes); return quantise(made, randomWeights(made), {dt: 1}); };
    expect(refused(dense(2), relu())).toThrow("use lif, integrateFire or integrator");
    expect(refused(averagePool(2), lif())).toThrow("use conv, or maxPool");
    expect(refused(dense(2), alpha({tau: 5}), lif())).toThrow("use exponential or delta");
    expect(refused(dense(2), lif({reset: -0.5}))).toThrow('use reset: 0, or "subtract"');
    expect(refused(dense(2), integrateFire({spikes: "all"}))).toThrow('use spikes: "one"');
    expect(refused(dense(2), lif({refractory: 100}))).toThrow("37 more than the chip's 63");
    expect(refused(lif())).toThrow("put a projection in between");
    expect(refused(dense(2))).toThrow("must feed a population");
    expect(refused(dense(2), lif({threshold: 1e9}))).toThrow("raise the weights, or lower the threshold");
    expect(() => quantise(net, weights, {bits: 12, dt: 1})).toThrow("from 2 to 9");
    expect(() => quantise(net, weights, {dt: NaN})).toThrow("dt must be positive");
  });
});
