import {describe, expect, it} from "vitest";
import {adaptive} from "../../../lib/model/neurons/adaptive.ts";
import {excitable} from "../../../lib/model/neurons/excitable.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import type {Population} from "../../../lib/model/node.ts";
import {network} from "../../../lib/model/network.ts";
import type {Network} from "../../../lib/model/network.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {exponential} from "../../../lib/model/synapses/synapse.ts";
import {weightsFrom} from "../../../lib/model/weights.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../../lib/simulate/simulate-events.ts";
import {normal} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";
import {trains} from "../../../lib/worlds/trains.ts";

const spikes = trains({groups: [{size: 10, rateHz: 80}], steps: 400, seed: 1}), w = normal(generator(2), 40, {mean: 0.15, deviation: 0.3});
const given = (net: Network): number[][] => {
  const {times, units} = simulate(net, weightsFrom(net, [w]), spikes).spikes.at(-1)!;
  return [[...times], [...units]];
};
const direct = (population: Population): Network => network([10], dense(4), population), through = (population: Population): Network => network([10], dense(4), exponential({tau: 5}), population);

describe("excitable", () => {
  it("with gain g fires as the neuron with its threshold divided by g", () => {
    const expected = given(direct(lif({tau: 10, threshold: 1 / 1.6})));
    expect(expected[0]!.length).toBeGreaterThan(20);
    expect(given(direct(excitable(lif({tau: 10}), {gain: 1.6})))).toEqual(expected);
  });
  it("has its gain before a synapse as well", () => {
    const expected = given(through(lif({tau: 10, resistance: 3, threshold: 1 / 1.6})));
    expect(expected[0]!.length).toBeGreaterThan(20);
    expect(given(through(excitable(lif({tau: 10, resistance: 3}), {gain: 1.6})))).toEqual(expected);
  });
  it("takes one gain for each unit, and refuses what does not fit", () => {
    const one = given(direct(excitable(lif({tau: 10}), {gain: [1, 0, 1, 0]})));
    expect(new Set(one[1])).toEqual(new Set(given(direct(lif({tau: 10})))[1]!.filter((unit) => unit % 2 === 0)));
    expect(() => excitable(lif(), {gain: Infinity})).toThrow("excitable: gain must be finite, got Infinity");
    expect(() => excitable(lif(), {gain: [1, 2, 3]}).start(4)).toThrow("excitable: gain must be one number, or one for each channel or unit of 4, got 3");
  });
});

describe("adaptive with thresholds that stay", () => {
  it("is the leaky neuron with another threshold, by the clock and without one", () => {
    for (const raised of [-0.4, 0, 0.5]) {
      const stays = direct(adaptive({tau: 10, increment: 0, tauThreshold: Infinity, raised})), plain = direct(lif({tau: 10, threshold: 1 + raised}));
      const expected = given(plain);
      expect(expected[0]!.length).toBeGreaterThan(5);
      expect(given(stays)).toEqual(expected);
      expect([...simulateEvents(stays, weightsFrom(stays, [w]), spikes).spikes[1]!.times]).toEqual(expected[0]);
    }
  });
  it("is driven over its threshold by a steady current when the closed form says so", () => {
    const cell = {tau: 20, current: 3, increment: 0, tauThreshold: Infinity}, silent = trains({groups: [{size: 10, rateHz: 0}], steps: 100, seed: 1});
    for (const raised of [-0.5, 1]) {
      const net = direct(adaptive({...cell, raised})), {times} = simulateEvents(net, weightsFrom(net, [w]), silent).spikes[1]!;
      expect(times[0]).toBeCloseTo(20 * Math.log(3 / (3 - (1 + raised))), 9);
    }
  });
});
