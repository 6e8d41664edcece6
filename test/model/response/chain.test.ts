import {describe, expect, it} from "vitest";
import {all, create} from "../../oracle/mathjs.ts";
import type {Matrix} from "mathjs";
import {chain, propagate, propagator, stageAt} from "../../../lib/model/response/chain.ts";
import {relative} from "../../oracle/big.ts";

const math = create(all!);
/** The same matrix by Taylor series and squaring, from the differential equations alone. */
function expm(taus: readonly number[], gain: number, dt: number): number[] {
  const last = taus.length - 1;
  const a = taus.map((tau, to) => taus.map((_, from) => (from === to ? -dt : from === to - 1 ? (to === last ? gain : 1) * dt : 0) / tau));
  return (math.expm(math.matrix(a)) as Matrix).toArray().flat(2) as number[];
}

describe("chain", () => {
  it("gives the three published propagator entries of an alpha synapse over 1 ms (C = 2 nF, R = 10 MΩ)", () => {
    const step = propagator(chain({taus: [5, 5, 20], gain: 10}), 1);
    // The first state there is the current's slope at the spike: one nA/ms is τs times one nA of ours.
    expect(5 * step[6]!).toBeCloseTo(0.21531241, 8);
    expect(step[7]).toBeCloseTo(0.44166224, 8);
    expect(step[8]).toBeCloseTo(0.95122942, 8);
  });
  it.each([[[5, 20]], [[20, 20]], [[5, 5, 20]], [[20, 20, 20]], [[3, 7, 20]], [[20, 5, 20]], [[5, 20 * (1 + 1e-9), 20]], [[40, 1, 0.5]]])(
    "agrees with the matrix exponential for time constants %j", (taus) => {
      for (const dt of [0.01, 1, 10]) {
        const ours = propagator(chain({taus, gain: 50}), dt);
        expm(taus, 50, dt).forEach((entry, i) => expect(relative(ours[i]!, entry)).toBeLessThan(1e-11));
      }
    });
  it("is the identity over no time", () => {
    expect([...propagator(chain({taus: [5, 5, 20]}), 0)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
  it("propagates in place as into another array", () => {
    const c = chain({taus: [5, 3, 20], gain: 50});
    const step = propagator(c, 2), state = Float64Array.of(1, 0.5, 3);
    const next = propagate(step, state, new Float64Array(3));
    expect(next[2]).toBeCloseTo(stageAt(c, state, 2, 2), 13);
    expect([...propagate(step, state, state)]).toEqual([...next]);
  });
  it("refuses what is not a chain, or a step back in time", () => {
    expect(() => chain({taus: []})).toThrow("chain: must have one to three time constants (ms), got 0");
    expect(() => chain({taus: [5, NaN]})).toThrow("chain: taus[1] must be positive (ms), got NaN");
    expect(() => chain({taus: [5, 20], gain: Infinity})).toThrow("chain: gain must be a finite number (mV), got Infinity");
    expect(() => propagator(chain({taus: [5]}), -1)).toThrow("propagator: dt must not be negative (ms), got -1");
  });
});
