import {describe, expect, it} from "vitest";
import {eventList, trains} from "../../lib/spikes/events.ts";
import {deletion, insertion, jitter, quantise, until} from "../../lib/spikes/perturb.ts";
import {mean, variance} from "../tensor/moments.ts";

const count = 10_000;
const many = eventList({times: new Float64Array(count).fill(50), units: Uint32Array.from({length: count}, (_, i) => i), field: [count], duration: 100});
const few = eventList({times: [1, 2.7, 2.9, 8], units: [0, 1, 0, 1], field: [2], duration: 10});

describe("perturb", () => {
  it("jitters every time by a normal number of the given deviation, within the recording", () => {
    const {times} = jitter(many, {deviation: 3, seed: 1});
    expect(Math.abs(mean(times) - 50)).toBeLessThan((4.5 * 3) / Math.sqrt(count));
    expect(Math.abs(variance(times) / 9 - 1)).toBeLessThan(4.5 * Math.sqrt(2 / count));
    const wild = jitter(many, {deviation: 300, seed: 1}).times;
    expect(Math.min(...wild)).toBe(0);
    expect(Math.max(...wild)).toBe(100);
  });
  it("deletes with the given chance: none at 0, all at 1", () => {
    const left = deletion(many, {chance: 0.3, seed: 1}).times.length;
    expect(Math.abs(left - 0.7 * count)).toBeLessThan(4.5 * Math.sqrt(0.21 * count));
    expect(deletion(many, {chance: 0}).times.length).toBe(count);
    expect(deletion(many, {chance: 1}).times.length).toBe(0);
  });
  it("inserts Poisson spikes at the given rate, and keeps those that were there", () => {
    const noisy = insertion(many, {rateHz: 20, seed: 1}), added = noisy.times.length - count;
    expect(Math.abs(added - 2 * count)).toBeLessThan(4.5 * Math.sqrt(2 * count));
    expect(trains(noisy).every((times) => times.includes(50))).toBe(true);
    expect(insertion(few, {rateHz: 0})).toEqual(few);
  });
  it("quantises to the start of the step, and again changes nothing", () => {
    expect([...quantise(few, {step: 0.5}).times]).toEqual([1, 2.5, 2.5, 8]);
    expect(quantise(quantise(few, {step: 0.3}), {step: 0.3})).toEqual(quantise(few, {step: 0.3}));
  });
  it("leaves a unit's fate to itself: other units may come or go", () => {
    const alone = eventList({times: [1, 2.9], units: [0, 0], field: [1], duration: 10});
    expect(trains(jitter(few, {deviation: 1, seed: 4}))[0]).toEqual(trains(jitter(alone, {deviation: 1, seed: 4}))[0]);
  });
  it("cuts at a time, which is not included", () => {
    expect([...until(few, 2.9).times]).toEqual([1, 2.7]);
    expect(until(few, 100)).toEqual(few);
    expect(until(few, 0).times.length).toBe(0);
  });
  it("refuses what cannot be", () => {
    expect(() => jitter(few, {deviation: -1})).toThrow("jitter: deviation must be at least 0 (ms), got -1");
    expect(() => deletion(few, {chance: 2})).toThrow("deletion: chance must lie from 0 to 1, got 2");
    expect(() => insertion(few, {rateHz: NaN})).toThrow("insertion: rateHz must be at least 0 (Hz), got NaN");
    expect(() => quantise(few, {step: 0})).toThrow("quantise: step must be positive (ms), got 0");
  });
});
