import {describe, expect, it} from "vitest";
import {eventList, trains} from "../../lib/spikes/events.ts";
import type {Events} from "../../lib/spikes/events.ts";
import {deletion, jitter} from "../../lib/spikes/perturb.ts";
import {isRaster} from "../../lib/spikes/spikes.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {mean, variance} from "../tensor/moments.ts";
import {codes} from "./codes.ts";
import type {Code} from "../../lib/coding/code.ts";

const encoded = (code: Code, values: ArrayLike<number>, dt: number, seed = 1) => (dt > 0 ? code.encode(values, {dt, seed}) : code.encode(values, {seed}));
const spread = [0, 1, 0.5, 0.25, 0.7, ...uniform(generator(9), 60)];
// Far enough from 1 that clipping to [0, 1], which only lessens an error, plays no part.
const inner = [0.2, 0.5, 0.7];
const repeats = 1000;

describe.each(codes)("$code.name, $code.duration ms", ({code, steps, alone}) => {
  it.each(steps)("comes back within its error (dt = %d ms)", (dt) => {
    if (code.error.kind === "bound") {
      const decoded = code.decode(encoded(code, spread, dt)).data;
      spread.forEach((x, i) => expect(Math.abs(decoded[i]! - x), `x = ${x}`).toBeLessThanOrEqual(code.error.at(x, dt)));
    } else {
      for (const x of inner) {
        const decoded = code.decode(encoded(code, new Float64Array(repeats).fill(x), dt)).data;
        const predicted = code.error.at(x, dt);
        expect(Math.abs(mean(decoded) - x), `mean at ${x}`).toBeLessThan(5 * predicted / Math.sqrt(repeats) + 0.05 * predicted);
        expect(Math.sqrt(variance(decoded)) / predicted, `deviation at ${x}`).toBeGreaterThan(0.9);
        expect(Math.sqrt(variance(decoded)) / predicted, `deviation at ${x}`).toBeLessThan(1.1);
      }
    }
  });

  it.each(steps)("sends as many spikes as it says (dt = %d ms)", (dt) => {
    const count = (spikes: ReturnType<typeof encoded>): number => (isRaster(spikes) ? spikes.data.reduce((a, b) => a + b, 0) : spikes.times.length);
    for (const x of inner) {
      const expected = code.count(x, dt) * repeats, sent = count(encoded(code, new Float64Array(repeats).fill(x), dt, 5));
      const slack = code.error.kind === "deviation" ? 4.5 * Math.sqrt(expected) : code.name.includes("regular") ? repeats : 1e-9;
      expect(Math.abs(sent - expected), `x = ${x}`).toBeLessThanOrEqual(slack);
    }
  });

  it("is silent or says so at 0, and never leaves its duration", () => {
    for (const dt of steps) {
      const spikes = encoded(code, spread, dt);
      if (isRaster(spikes)) expect((spikes.shape[0]! - 1) * dt).toBeLessThanOrEqual(code.duration + 1e-9);
      else expect(spikes.times.at(-1)!).toBeLessThanOrEqual(code.duration);
    }
  });

  it("repeats itself for a seed, and keeps the shape of the values", () => {
    const field = {shape: [2, 3], data: Float64Array.of(0, 0.2, 0.4, 0.6, 0.8, 1)}, dt = steps[0]!;
    expect(encoded(code, field.data, dt, 3)).toEqual(encoded(code, field.data, dt, 3));
    const decoded = code.decode(dt > 0 ? code.encode(field, {dt}) : code.encode(field));
    expect(decoded.shape).toEqual([2, 3]);
    expect(decoded.data.length).toBe(6);
  });

  if (alone) it("treats every unit by itself: the first values of a longer list are encoded as if alone", () => {
    const dt = steps[0]!, whole = code.decode(encoded(code, spread, dt, 2)).data, part = code.decode(encoded(code, spread.slice(0, 7), dt, 2)).data;
    expect([...part]).toEqual([...whole.slice(0, 7)]);
  });

  it("is read from silence as a value in [0, 1], and from any loss or noise too", () => {
    const dt = steps[0]!, spikes = encoded(code, spread, dt);
    const field = isRaster(spikes) ? spikes.shape.slice(1) : spikes.field;
    const silence = eventList({times: [], units: [], field, duration: code.duration});
    for (const received of [silence, deletion(spikes, {chance: 0.5, seed: 1}), jitter(spikes, {deviation: 5, seed: 1})]) {
      for (const x of code.decode(received).data) expect(x >= 0 && x <= 1, `${x}`).toBe(true);
    }
  });

  if (code.jittered) it("deviates under jitter as its formula says", () => {
    for (const x of inner) {
      const sent: Events = code.encode(new Float64Array(repeats).fill(x)), deviation = 0.6;
      const decoded = code.decode(jitter(sent, {deviation, seed: 4})).data, predicted = code.jittered!(x, deviation);
      if (predicted === 0) expect(variance(decoded)).toBeLessThan(1e-20);
      // The formulas are of first order: curvature and the sample of 1,000 may add or take a tenth.
      else expect(Math.abs(Math.sqrt(variance(decoded)) / predicted - 1), `x = ${x}`).toBeLessThan(0.1);
    }
  });

  if (code.thinned) it("errs after loss as its formula says", () => {
    for (const x of inner) {
      const sent: Events = code.encode(new Float64Array(repeats).fill(x), {seed: 6});
      const {data} = code.decode(deletion(sent, {chance: 0.2, seed: 7})), predicted = code.thinned!(x, 0.2);
      const measured = Math.sqrt(data.reduce((sum, y) => sum + (y - x) ** 2, 0) / repeats);
      // What rounding adds without loss is allowed too, and 0.02 where so few values are lost that the sample says little.
      expect(Math.abs(measured - predicted), `x = ${x}`).toBeLessThan(0.1 * predicted + (code.error.kind === "bound" ? code.error.at(x, 0) : 0) + (predicted < 0.05 ? 0.02 : 0));
    }
  });

  it("refuses values outside [0, 1]", () => {
    expect(() => encoded(code, [0.5, 1.5], steps[0]!)).toThrow(/values must lie from 0 to 1, got 1.5/);
    expect(() => encoded(code, [NaN], steps[0]!)).toThrow(/values must lie from 0 to 1, got NaN/);
  });
  it("carries one train for each unit", () => {
    const dt = steps[0]!, spikes = encoded(code, [0.5, 0.6], dt);
    if (!isRaster(spikes)) expect(trains(spikes).length % 2).toBe(0);
  });
});
