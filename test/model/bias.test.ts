import {describe, expect, it} from "vitest";
import {expected, total} from "../../lib/hardware/count.ts";
import {mapToCores} from "../../lib/hardware/chip/map.ts";
import {quantise} from "../../lib/hardware/chip/quantise.ts";
import {targets} from "../../lib/hardware/chip/target.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise, predictMembranes} from "../../lib/model/initialise.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as regulariser from "../../lib/learn/regulariser/family.ts";
import {network} from "../../lib/model/network.ts";
import {integrateFire, lif} from "../../lib/model/neurons/lif.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {gain} from "../../lib/model/projections/per-channel.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";

const steps = 40, spikes = Uint8Array.from(uniform(generator(3), steps * 3), (u) => (u < 0.3 ? 1 : 0));
/** The same with a fourth line that spikes in every step. */
const withOne = Uint8Array.from({length: steps * 4}, (_, k) => (k % 4 === 3 ? 1 : spikes[3 * Math.floor(k / 4) + (k % 4)]!));
const w = [[0.3, -0.2, 0.4], [-0.1, 0.5, 0.2]], b = [0.15, 0.07];

describe("bias", () => {
  it("adds its channel's constant at every place and in every step", () => {
    const net = network([1, 2, 2], conv({channels: 2, field: 1}), bias(), relu());
    const {output} = simulate(net, weightsFrom(net, [[2, -1], [0.5, 3]]), {shape: [2, 1, 2, 2], dt: 1, data: [1, 2, 3, 4, 0, 1, 0, 5]});
    expect([...output]).toEqual([2.5 + 0.5, 4.5 + 2.5, 6.5 + 0.5, 8.5 + 10.5, 2 + 3, 1 + 2, 0 + 3, 0]);
  });
  it("is what a line that always spikes would be, on a chip too", () => {
    const plain = network([4], dense(2), integrateFire()), biased = network([3], dense(2), bias(), integrateFire());
    const plainWeights = weightsFrom(plain, [[...w[0]!, b[0]!, ...w[1]!, b[1]!]]), biasedWeights = weightsFrom(biased, [w.flat(), b]);
    const input = raster([steps, 3], 1, spikes), withLine = raster([steps, 4], 1, withOne);
    expect(simulate(biased, biasedWeights, input).output).toEqual(simulate(plain, plainWeights, withLine).output);
    const chip = quantise(biased, biasedWeights, {bits: 6, dt: 1}), plainChip = quantise(plain, plainWeights, {bits: 6, dt: 1});
    expect(chip.layers.map(({exponent, cell}) => ({exponent, cell}))).toEqual(plainChip.layers.map(({exponent, cell}) => ({exponent, cell})));
    expect(simulate(chip.net, chip.weights, input).output).toEqual(simulate(plainChip.net, plainChip.weights, withLine).output);
    const [core] = mapToCores(biased, targets.loihi).cores;
    expect(core!.units.length).toBe(2);
    expect(mapToCores(biased, targets.loihi).routes.map(({home}) => [...home])).toEqual([[-1, -1, -1], [-1]]);
  });
  it("counts one addition a unit and step, and needs no rate", () => {
    const net = network([3], dense(2), bias(), integrateFire());
    expect(total(expected(net, {steps, rates: [0, 0]}), "synaptic")).toBe(2 * steps);
  });
  it("starts at 0, a gain at 1, and is no line with a rate", () => {
    const net = network([3], dense(2), gain(), bias(), lif()), weights = initialise(net, {seed: 1});
    expect(net.stages.map(({node}) => node.kind)).toEqual(["dense", "gain", "always", "spread", "lif"]);
    expect([...weights[1]!.data, ...weights[3]!.data]).toEqual([1, 1, 0, 0]);
    expect(predictMembranes(net, weights).map(({node}) => node)).toEqual(["gain"]);
  });
  it("is no layer whose rate is watched or kept in bounds", () => {
    const net = network([3], dense(2), bias(), lif({tau: 5}), dense(2), bias()), start = initialise(net, {seed: 1}), input = raster([steps, 3], 1, spikes);
    const {loss: plain, layers} = gradient(net, start, input, {target: 0}), {loss: kept} = gradient(net, start, input, {target: 0, regularisers: [regulariser.rate({atMostHz: 999, strength: 1})]});
    expect(kept).toBe(plain);
    expect(layers.map(({node}) => node)).toEqual(["dense", "spread", "lif", "dense", "spread"]);
  });
  it("has no meaning without a clock, and says so", () => {
    const net = network([3], dense(2), bias(), integrateFire());
    expect(() => simulateEvents(net, initialise(net, {seed: 1}), raster([steps, 3], 1, spikes))).toThrow("a bias comes in every step of a clock");
  });
});
