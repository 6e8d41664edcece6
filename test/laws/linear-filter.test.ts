import {describe, expect, it} from "vitest";
import {chain, propagate, propagator} from "../../lib/model/response/chain.ts";
import {psp, pspAt} from "../../lib/model/response/psp.ts";
import {pspTrainAt, trainCrossings} from "../../lib/model/response/psp-train.ts";
import {alpha, doubleExponential, exponential} from "../../lib/model/response/response.ts";
import {relative} from "../oracle/big.ts";

const responses = [exponential(5), exponential(20), alpha(5), alpha(20), doubleExponential({rise: 1, decay: 8}), doubleExponential({rise: 20, decay: 20 * (1 + 1e-7)})];

describe.each(responses)("$name $taus", (response) => {
  const p = psp({tau: 20, response, amplitude: 50});
  const spikes = [1, 4, 4.5, 20], weights = [1, -0.7, 2, 0.4], time = [3, 5, 19, 21, 60];

  it("superposes: the potential of a train is the sum of the potentials of its spikes", () => {
    const whole = pspTrainAt(p, {spikes, weights, time});
    const alone = spikes.map((spike, j) => pspTrainAt(p, {spikes: [spike], weights: [weights[j]!], time}));
    whole.forEach((v, i) => expect(v).toBeCloseTo(alone.reduce((sum, part) => sum + part[i]!, 0), 12));
  });
  it("translates: a train 100 ms later has its potential and its crossings 100 ms later", () => {
    const later = {spikes: spikes.map((t) => t + 100), weights};
    pspTrainAt(p, {...later, time: time.map((t) => t + 100)}).forEach((v, i) => expect(v).toBeCloseTo(pspTrainAt(p, {spikes, weights, time: time[i]!}), 11));
    const [here, there] = [trainCrossings(p, {spikes, weights, threshold: 3}), trainCrossings(p, {...later, threshold: 3})];
    expect(there.length).toBe(here.length);
    there.forEach(({time: t}, i) => expect(t - 100).toBeCloseTo(here[i]!.time, 9));
  });
  it("is a semigroup: P(a + b) = P(a) P(b)", () => {
    for (const [a, b] of [[0.1, 0.7], [3, 11], [1e-3, 40]] as const) {
      const whole = propagator(p, a + b), first = propagator(p, a), n = p.taus.length;
      for (let from = 0; from < n; from++) {
        const column = Float64Array.from({length: n}, (_, to) => first[to * n + from]!);
        propagate(propagator(p, b), column, column).forEach((entry, to) => expect(relative(entry, whole[to * n + from]!)).toBeLessThan(1e-12));
      }
    }
  });
  it("steps to the closed form: a spike propagated n times is the potential after n steps", () => {
    const state = Float64Array.from(p.taus, (_, k) => (k === 0 ? 1 : 0)), step = propagator(p, 0.1);
    for (let k = 0; k < 300; k++) propagate(step, state, state);
    expect(relative(state.at(-1)!, pspAt(p, 30))).toBeLessThan(1e-12);
  });
  it("does not care in which order its filters stand", () => {
    const reversed = chain({taus: [...p.response.taus].reverse().concat(p.tau), gain: p.gain});
    const last = p.taus.length - 1, n = p.taus.length;
    const [there, back] = [propagator(p, 7), propagator(reversed, 7)];
    // Each has the area of its own first filter.
    expect(relative(back[last * n]! / reversed.taus[0]!, there[last * n]! / p.taus[0]!)).toBeLessThan(1e-13);
  });
  it("moves smoothly through equal time constants: a relative change ε of τ moves the potential by O(ε)", () => {
    const tau = response.taus[0]!;
    const at = (membrane: number): number => pspAt(psp({tau: membrane, response, amplitude: 50}), 15);
    for (const epsilon of [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12]) {
      expect(relative(at(tau * (1 + epsilon)), at(tau))).toBeLessThan(4 * epsilon);
    }
  });
});
