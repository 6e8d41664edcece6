import {describe, expect, it} from "vitest";
import {sigmaDelta} from "../../lib/coding/sigma-delta.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";

describe("sigmaDelta", () => {
  it("keeps the running sums of signal and spikes within half a threshold, always", () => {
    for (const threshold of [1, 0.3]) {
      const signal = uniform(generator(1), 3000, {from: -2, to: 3}), {data} = sigmaDelta({threshold}).encode(signal, {dt: 1});
      let sum = 0, sent = 0;
      signal.forEach((x, t) => {
        sum += x;
        sent += threshold * (data[2 * t]! - data[2 * t + 1]!);
        expect(Math.abs(sum - sent)).toBeLessThanOrEqual(threshold / 2 + 1e-9);
      });
    }
  });
  it("reads the moving mean to within threshold / window", () => {
    const signal = uniform(generator(2), 400), window = 20, code = sigmaDelta({window}), decoded = code.decode(code.encode(signal, {dt: 1})).data;
    for (let t = window - 1; t < 400; t++) {
      const truth = signal.slice(t - window + 1, t + 1).reduce((a, b) => a + b, 0) / window;
      expect(Math.abs(decoded[t]! - truth)).toBeLessThanOrEqual(1 / window + 1e-9);
    }
  });
  it("is the integrate-and-fire neuron with reset by subtraction and half a threshold to begin with", () => {
    const signal = uniform(generator(3), 500), {data} = sigmaDelta().encode(signal, {dt: 1});
    let v = 0.5;
    signal.forEach((x, t) => {
      v += x;
      const fired = v >= 1 ? 1 : 0;
      v -= fired;
      expect(data[2 * t]).toBe(fired);
    });
  });
  it("refuses what cannot be", () => {
    expect(() => sigmaDelta({threshold: -1})).toThrow("sigmaDelta: threshold must be positive, got -1");
    expect(() => sigmaDelta({window: 0})).toThrow("sigmaDelta: window must be a whole number of at least 1 (frames), got 0");
  });
});
