import {describe, expect, it} from "vitest";
import {euler, eulerDecayError, onGrid} from "../../../lib/model/membrane/euler.ts";
import {membrane} from "../../../lib/model/membrane/membrane.ts";
import {voltageAt} from "../../../lib/model/membrane/voltage.ts";
import {relative} from "../../oracle/big.ts";

const cell = membrane({capacitance: 0.2, leak: 0.01, rest: -65, threshold: -50, reset: -65, refractory: 2});

describe("euler", () => {
  it("decays to 0.358486 where the truth is 0.367879: -2.553 % at dt = 1 ms, τ = 20 ms", () => {
    const {v} = euler(cell, {current: 0, start: -64, dt: 1, until: 20});
    expect(v[20]! + 65).toBeCloseTo(0.358486, 6);
    expect(eulerDecayError({tau: 20, dt: 1})).toBeCloseTo(-0.02553, 5);
    expect(relative((v[20]! + 65) * Math.E, 1 + eulerDecayError({tau: 20, dt: 1}))).toBeLessThan(1e-12);
  });
  it("errs by -dt / (2τ), the closer the finer the step", () => {
    for (const dt of [1, 0.1, 0.01]) {
      const predicted = -dt / 40;
      expect(relative(eulerDecayError({tau: 20, dt}), predicted)).toBeLessThan(0.5 * dt / 10);
    }
  });
  it("fires first at 27.7 ms with dt = 0.1 and at 27.5 ms with dt = 0.5, too early both", () => {
    expect(euler(cell, {current: 0.2, dt: 0.1, until: 40}).spikes[0]).toBeCloseTo(27.7, 9);
    expect(euler(cell, {current: 0.2, dt: 0.5, until: 40}).spikes[0]).toBeCloseTo(27.5, 9);
  });
  it("looked at exactly on the same grids, the neuron fires at 27.8 and 28.0 ms", () => {
    expect(onGrid(cell, {current: 0.2, dt: 0.1, until: 40}).spikes[0]).toBeCloseTo(27.8, 9);
    expect(onGrid(cell, {current: 0.2, dt: 0.5, until: 40}).spikes[0]).toBeCloseTo(28, 9);
  });
  it("on the grid has the exact voltage up to the first spike", () => {
    const {time, v} = onGrid(cell, {current: 0.2, dt: 0.5, until: 27.5});
    const exact = voltageAt(cell, {current: 0.2, time});
    v.forEach((value, k) => expect(value).toBeCloseTo(exact[k]!, 11));
  });
  it("holds the reset for the refractory time", () => {
    const {v, spikes} = onGrid(cell, {current: 0.2, dt: 0.5, until: 60});
    const first = Math.round(spikes[0]! / 0.5);
    expect([...v.slice(first, first + 5)]).toEqual([-65, -65, -65, -65, -65]);
    expect(v[first + 5]).toBeGreaterThan(-65);
  });
  it("refuses a step that is not positive, NaN, and too many steps", () => {
    expect(() => euler(cell, {current: 0.2, dt: 0, until: 1})).toThrow("euler: dt must be positive (ms), got 0");
    expect(() => euler(cell, {current: NaN, dt: 1, until: 1})).toThrow("euler: current must be a finite number (nA), got NaN");
    expect(() => onGrid(cell, {current: 0, dt: 1e-9, until: 1})).toThrow("onGrid: until / dt must be at most ten million steps");
    expect(() => eulerDecayError({tau: 20, dt: 20})).toThrow("eulerDecayError: dt must lie between 0 and tau 20 (ms), got 20");
  });
});
