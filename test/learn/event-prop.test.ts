/** @file Exact spike-time gradients, against finite differences of event-driven runs and a closed form. */
import {describe, expect, it} from "vitest";
import {eventProp, firstTime} from "../../lib/learn/event-prop.ts";
import type {TimeLoss} from "../../lib/learn/event-prop.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {alpha, doubleExponential, exponential} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {eventList, trains} from "../../lib/spikes/events.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

const until = 60, seed = generator(5);
const given = (net: Network, count = 30) => eventList({
  times: uniform(split(seed, "times"), count, {to: 40}), units: Array.from(uniform(split(seed, "units"), count, {to: sizeOf(net.shape)}), Math.floor), field: net.shape, duration: until
});

const nets: readonly (readonly [string, Network])[] = [
  ["one layer, exponential", network([4], dense(3), exponential({tau: 5}), lif({tau: 10}))],
  ["one layer that starts high and is driven", network([4], dense(3), exponential({tau: 5}), lif({tau: 10, start: 0.4, current: 0.3, rest: -0.1, reset: -0.5}))],
  ["two layers, exponential", network([4], dense(5), exponential({tau: 5}), lif({tau: 10}), dense(3), exponential({tau: 3}), lif({tau: 20}))],
  ["units that spike once", network([4], dense(5), exponential({tau: 5}), lif({tau: 10, threshold: 0.4, refractory: Infinity}), dense(3), exponential({tau: 5}), lif({tau: 10, threshold: 0.2, refractory: Infinity}))],
  ["reset by subtraction, alpha", network([4], dense(5), alpha({tau: 3, normalisation: "peak"}), lif({tau: 10, reset: "subtract"}), dense(3), doubleExponential({rise: 1, decay: 4}), lif({tau: 8}))],
  ["equal time constants", network([4], dense(4), exponential({tau: 10}), lif({tau: 10}), dense(2), alpha({tau: 10}), lif({tau: 10}))],
  ["shared weights", network([2, 5], conv({channels: 2, field: 3}), exponential({tau: 5}), lif({tau: 10}), dense(3), exponential({tau: 5}), lif({tau: 10}))]
];

/** `Σ c t`, another `c` for each spike: every time counts. */
const weighted: TimeLoss = (times) => {
  const slopes = times.map((train, o) => normal(split(seed, o), train.length));
  return {loss: times.reduce((sum, train, o) => sum + train.reduce((part, t, k) => part + slopes[o]![k]! * t, 0), 0), slopes};
};

describe.each(nets)("%s", (_name, net) => {
  it("moves spike times as runs with other weights do", () => {
    const drawn = zeroWeights(net).map(({shape, data}, k) => ({shape, data: normal(split(seed, `w${k}`), data.length, {mean: 0.9, deviation: 0.8})}));
    const {gradients, times} = eventProp(net, drawn, given(net), {loss: weighted, until}), h = 1e-6;
    expect(times.reduce((sum, train) => sum + train.length, 0)).toBeGreaterThanOrEqual(3);
    const loss = (): number => weighted(trains(simulateEvents(net, drawn, given(net), {until}).spikes.at(-1)!), until).loss;
    let checked = 0;
    drawn.forEach(({data}, k) => data.forEach((w, i) => {
      data[i] = w + h;
      const up = loss();
      data[i] = w - h;
      const slope = (up - loss()) / (2 * h);
      data[i] = w;
      if (slope !== 0) checked++;
      expect(Math.abs(gradients[k]!.data[i]! - slope)).toBeLessThan(2e-5 * Math.max(1, Math.abs(slope)));
    }));
    expect(checked).toBeGreaterThan(5);
  });
});

describe("eventProp", () => {
  it("agrees with the closed form of one spike: t = -τ ln x, x = (1 + √(1 - 4 θ / W)) / 2", () => {
    // With τ = 20 and τs = 10, v = W / 20 (e^(-t/20) - e^(-t/10)) / (1/10 - 1/20) = W (e^(-t/20) - e^(-t/10)).
    const net = network([1], dense(1), exponential({tau: 10}), lif({tau: 20, threshold: 14, refractory: Infinity}));
    const at = (W: number) => eventProp(net, weightsFrom(net, [[W]]), eventList({times: [0], units: [0], field: [1], duration: 50}), {loss: (times) => ({loss: times[0]![0]!, slopes: times.map((train) => train.map(() => 1))})});
    const {loss, gradients} = at(60);
    expect(loss).toBeCloseTo(-20 * Math.log((1 + Math.sqrt(1 - 56 / 60)) / 2), 10);
    expect(loss).toBeCloseTo(9.269319, 6);
    expect(gradients[0]!.data[0]!).toBeCloseTo(-0.478831, 6);
    // Towards W = 56, below which there is no spike, the slope runs away.
    expect(at(56.0001).gradients[0]!.data[0]!).toBeLessThan(-50);
  });
  it("makes the wanted unit sooner: a step down the gradient of the first-spike loss", () => {
    const net = network([4], dense(5), exponential({tau: 5}), lif({tau: 10}), dense(3), exponential({tau: 5}), lif({tau: 10}));
    const drawn = zeroWeights(net).map(({shape, data}, k) => ({shape, data: normal(split(seed, `w${k}`), data.length, {mean: 0.9, deviation: 0.5})}));
    const options = {loss: firstTime({target: 2}), until}, before = eventProp(net, drawn, given(net), options);
    drawn.forEach(({data}, k) => data.forEach((_, i) => { data[i]! -= 1e-3 * before.gradients[k]!.data[i]!; }));
    expect(eventProp(net, drawn, given(net), options).loss).toBeLessThan(before.loss);
  });
  it("names what has no time of its own, and the way out", () => {
    const jumps = network([4], dense(3), lif());
    expect(() => eventProp(jumps, zeroWeights(jumps), given(jumps), {loss: weighted})).toThrow("eventProp: lif (node 1) has spike times that do not follow from a crossing (put a synapse before lif); use gradient");
  });
});
