/** @file Smooth synapses: exact times without a clock, and a clock that converges to them. */
import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {alpha, doubleExponential, exponential} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {convergenceRows} from "../../lib/simulate/convergence.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {eventList} from "../../lib/spikes/events.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {randomWeights} from "../laws/nets.ts";

/** The textbook postsynaptic potential: no state, no propagator. */
function textbook(tau: number, tauSynapse: number, kind: "alpha" | "exponential", resistance: number): (age: number) => number {
  const lambda = 1 / tauSynapse - 1 / tau;
  return (age) => {
    if (age <= 0) return 0;
    if (kind === "exponential") return ((resistance / tau) * (Math.exp(-age / tau) - Math.exp(-age / tauSynapse))) / lambda;
    return ((resistance / (tau * tauSynapse)) * (Math.exp(-age / tau) - Math.exp(-age / tauSynapse) * (1 + lambda * age))) / lambda ** 2;
  };
}

/** Spike times of one neuron that resets by subtraction, by scanning the sum of potentials in steps of 0.005 ms and halving. */
function scanned(psp: (age: number) => number, tau: number, times: readonly number[], weights: readonly number[], end: number): number[] {
  const spikes: number[] = [], scan = 0.005;
  const gap = (t: number): number => times.reduce((sum, at, k) => sum + weights[k]! * psp(t - at), -1) - spikes.reduce((sum, at) => sum + (t >= at ? Math.exp(-(t - at) / tau) : 0), 0);
  for (let t = 0; t < end; t += scan) {
    if (gap(t + scan) < 0) continue;
    let low = t, high = t + scan;
    for (let k = 0; k < 60; k++) { const middle = (low + high) / 2; if (gap(middle) >= 0) high = middle; else low = middle; }
    spikes.push(high);
  }
  return spikes;
}

describe("one neuron behind a synapse, 60 random spikes", () => {
  const draws = uniform(generator(12), 120), times = [...draws.slice(0, 60)].map((u) => 100 * u).sort((a, b) => a - b), weights = [...draws.slice(60)].map((u) => 1.4 * u - 0.3);
  const input = eventList({times, units: times.map((_, k) => k), field: [60], duration: 120});
  it.each([["alpha", alpha({tau: 3}), 3], ["exponential", exponential({tau: 4}), 4]] as const)("%s: fires when the superposed potentials say, to 1e-9 ms", (kind, synapse, tauSynapse) => {
    const net = network([60], dense(1), synapse, lif({tau: 15, resistance: 4, reset: "subtract"}));
    const {times: found} = simulateEvents(net, weightsFrom(net, [weights]), input).spikes[2]!;
    const expected = scanned(textbook(15, tauSynapse, kind, 4), 15, times, weights, 120);
    expect(expected.length).toBeGreaterThan(5);
    expect(found.length).toBe(expected.length);
    found.forEach((time, k) => expect(Math.abs(time - expected[k]!)).toBeLessThan(1e-9));
  });
});

describe("the clock", () => {
  const net = network([2, 8, 8], conv({channels: 3, field: 3}), doubleExponential({rise: 1, decay: 4}), lif({tau: 12, resistance: 3, refractory: 2}), dense(6), alpha({tau: 2}), lif({tau: 10, resistance: 6}));
  const draws = uniform(generator(3), 500), input = eventList({times: [...draws].map((u) => Math.floor(u * 60)), units: [...draws].map((_, k) => (k * 37) % 128), field: [2, 8, 8], duration: 80});
  const weights = randomWeights(net, 5, 1.6);
  it("converges at first order to the run without one, and says so", () => {
    const rows = convergenceRows(net, weights, input, {stage: 2, steps: [0.5, 0.25, 0.125, 0.0625, 0.03125]});
    expect(rows[0]!.exact).toBeGreaterThan(50);
    const [first, last] = [rows[0]!, rows.at(-1)!];
    const order = Math.log(first.meanError / last.meanError) / Math.log(first.dt / last.dt);
    expect(order).toBeGreaterThan(0.8);
    expect(order).toBeLessThan(1.2);
    expect(last.maxError).toBeLessThan(first.maxError);
    expect(last.missed + last.extra).toBeLessThanOrEqual(first.missed + first.extra);
  });
  it("stands exactly where the run without one does, as long as nobody has fired", () => {
    const quiet = network([2, 8, 8], conv({channels: 3, field: 3}), alpha({tau: 4}), lif({tau: 12, threshold: 1e6}));
    const w = randomWeights(quiet, 5, 1), record = {traces: [{stage: 2, units: [0, 40, 100]}, {stage: 2, of: "current" as const, units: [40]}], every: 0.5};
    const clocked = simulate(quiet, w, input, {dt: 0.5, record}).traces, free = simulateEvents(quiet, w, input, {record}).traces;
    clocked.forEach(({data}, k) => data.forEach((v, i) => expect(free[k]!.data[i]).toBeCloseTo(v, 10)));
  });
});
