import {describe, expect, it} from "vitest";
import {currentAt, pulse} from "../../../lib/model/membrane/current.ts";
import {membrane} from "../../../lib/model/membrane/membrane.ts";
import {spikeTimes, voltageAt} from "../../../lib/model/membrane/voltage.ts";
import {evaluate, relative} from "../../oracle/big.ts";
import {integrate} from "../../oracle/integrate.ts";

const cell = membrane({capacitance: 0.2, leak: 0.01, rest: -65, threshold: -50, reset: -65, refractory: 2});
const t1 = 20 * Math.log(4);

describe("voltage", () => {
  it.each([0.001, 1, 10, 27, 300])("is v∞ + (v₀ - v∞) e^(-t/τ) below threshold, at %d ms", (time) => {
    const exact = evaluate("e + i / g + (v - e - i / g) * exp(-t * g / c)", {c: 0.2, g: 0.01, e: -65, i: 0.12, v: -72, t: time});
    expect(relative(voltageAt(cell, {current: 0.12, start: -72, time}), exact)).toBeLessThan(1e-13);
  });
  it("agrees with an independent integrator through steps of current", () => {
    const current = [{from: 5, current: 0.2}, {from: 12, current: -0.3}, {from: 20, current: 0.1}];
    for (const [from, until] of [[0, 5], [5, 12], [12, 20], [20, 40]] as const) {
      const start = voltageAt(cell, {current, time: from});
      const level = currentAt(current, from);
      const [v] = integrate((_, [y]) => [(-0.01 * (y! + 65) + level) / 0.2], [start], until - from);
      expect(Math.abs(voltageAt(cell, {current, time: until}) - v!)).toBeLessThan(1e-9);
    }
  });
  it("fires at t₁ and then every t₁ + refractory, and is held at reset in between", () => {
    const spikes = spikeTimes(cell, {current: 0.2, until: 100});
    expect(spikes).toHaveLength(3);
    spikes.forEach((time, k) => expect(time).toBeCloseTo(t1 + k * (t1 + 2), 11));
    const [before, at, held, free] = voltageAt(cell, {current: 0.2, time: [t1 - 1e-9, t1 + 1e-9, t1 + 1.999, t1 + 2 + 20 * Math.LN2]});
    expect(before).toBeCloseTo(-50, 8);
    expect(at).toBe(-65);
    expect(held).toBe(-65);
    expect(free).toBeCloseTo(-55, 9);
  });
  it("passes its threshold where it is told not to spike", () => {
    expect(voltageAt(cell, {current: 0.2, time: 1e3, spiking: false})).toBeCloseTo(-45, 12);
  });
  it("forgets a pulse as e^(-t/τ), and does not move where it is off", () => {
    const current = pulse({from: 10, until: 30, current: 0.1});
    const peak = 10 * (1 - Math.exp(-1));
    const [off, on, later] = voltageAt(cell, {current, time: [10, 30, 50]});
    expect(off).toBe(-65);
    expect(on).toBeCloseTo(-65 + peak, 12);
    expect(later).toBeCloseTo(-65 + peak / Math.E, 12);
  });
  it("carries voltage and refractory time across a change of current", () => {
    const current = [{from: 0, current: 0.2}, {from: t1 + 1, current: 0.3}];
    const spikes = spikeTimes(cell, {current, until: 60});
    expect(spikes[1]).toBeCloseTo(t1 + 2 + 20 * Math.LN2, 11);
  });
  it("is the same whether one step of current is written as one piece or three", () => {
    const whole = voltageAt(cell, {current: 0.25, time: 91});
    const parts = [{from: 0, current: 0.25}, {from: 33, current: 0.25}, {from: 70, current: 0.25}];
    expect(voltageAt(cell, {current: parts, time: 91})).toBeCloseTo(whole, 11);
  });
  it("fires at once from above threshold", () => {
    expect(spikeTimes(cell, {current: 0, start: -40, until: 10})[0]).toBe(0);
  });
  it("refuses NaN, negative times, pieces out of order and a million spikes", () => {
    expect(() => voltageAt(cell, {current: NaN, time: 1})).toThrow("voltageAt: current must be a finite number (nA), got NaN");
    expect(() => voltageAt(cell, {current: 0, time: [1, NaN]})).toThrow("voltageAt: time[1] must be a finite number (ms), got NaN");
    expect(() => voltageAt(cell, {current: 0, time: -1})).toThrow("voltageAt: time must not be negative (ms), got -1");
    expect(() => voltageAt(cell, {current: 0, start: NaN, time: 1})).toThrow("voltageAt: start must be a finite number (mV), got NaN");
    expect(() => spikeTimes(cell, {current: 0.2, until: Infinity})).toThrow("spikeTimes: until must be a finite number (ms), got Infinity");
    expect(() => spikeTimes(cell, {current: [{from: 3, current: 1}, {from: 3, current: 2}], until: 9})).toThrow("spikeTimes: current[1].from must lie after 3 (ms), got 3");
    expect(() => spikeTimes({...cell, refractory: 0}, {current: 1e9, until: 1e3})).toThrow("spikeTimes: must fire at most 1000000 times");
  });
});
