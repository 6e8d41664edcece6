import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {arrivalNoise} from "../../lib/rewrite/arrival-noise.ts";
import {spikeCount} from "../../lib/rewrite/staircase.ts";
import {unevenness} from "../../lib/rewrite/unevenness.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {randomAnn} from "./nets.ts";

/** One neuron behind 150 even spike trains at rates and phases of their own; its mean current is set by a constant. */
function trial(draws: ReturnType<typeof stream>, steps: number, spread: number, burst: boolean): {measured: number; z: number; deviation: number} {
  const n = 150, rates = Array.from({length: n}, () => 0.9 * draws.uniform()), phases = rates.map(() => draws.uniform()), w = rates.map(() => spread * draws.normal());
  const shift = 1.2 * draws.uniform() - 0.3 - w.reduce((sum, each, j) => sum + each * rates[j]!, 0);
  let v = 0.5, spikes = 0, total = 0;
  for (let t = 1; t <= steps; t++) {
    let x = shift;
    for (let j = 0; j < n; j++) if (Math.floor(rates[j]! * t + phases[j]!) > Math.floor(rates[j]! * (t - 1) + phases[j]!)) x += w[j]!;
    v += x;
    total += x;
    for (let n = 0; v >= 1 && (burst || n < 1); n++) { v -= 1; spikes++; }
  }
  const z = total / steps;
  return {z, deviation: Math.sqrt(w.reduce((sum, each) => sum + each ** 2, 0) / 12), measured: spikes - spikeCount(z, {steps, reset: "subtract", start: "half", burst})};
}

describe("unevenness", () => {
  it.each([[8, 0.12, false], [16, 0.12, false], [32, 0.12, false], [16, 0.12, true], [16, 0.35, true], [32, 0.35, true]] as const)("of random phases in %i steps, weights of %f, bursts %s: mean and rms as predicted, within a quarter", (steps, spread, burst) => {
    const draws = stream(generator(steps)), firing = {steps, reset: "subtract", start: "half", burst} as const, trials = 1500;
    let mean = 0, square = 0, expectedMean = 0, expectedSquare = 0;
    for (let k = 0; k < trials; k++) {
      const {measured, z, deviation} = trial(draws, steps, spread, burst), theory = unevenness(z, deviation, firing);
      mean += measured / trials;
      square += measured ** 2 / trials;
      expectedMean += theory.mean / trials;
      expectedSquare += theory.square / trials;
    }
    expect(expectedMean / mean).toBeGreaterThan(0.75);
    expect(expectedMean / mean).toBeLessThan(1.33);
    expect(Math.sqrt(expectedSquare / square)).toBeGreaterThan(0.8);
    expect(Math.sqrt(expectedSquare / square)).toBeLessThan(1.25);
  });
  it("is none for a constant current, nor where a unit spikes in every step", () => {
    expect(unevenness(0.4, 0, {steps: 16, reset: "subtract", start: "half", burst: false})).toEqual({mean: 0, square: 0});
    expect(unevenness(1.2, 3, {steps: 16, reset: "subtract", start: "half", burst: false})).toEqual({mean: 0, square: 0});
  });
});

describe("arrivalNoise", () => {
  it("adds Σ w² / 12 over the units that spike in some steps, through pools too", () => {
    const net = network([1, 4, 4], conv({channels: 1, field: 1}), integrateFire(), averagePool(2), conv({channels: 2, field: 2}), integrateFire()), weights = randomAnn(net);
    const counts = Float64Array.from({length: 16}, (_, i) => (i % 3) * 2), heard = arrivalNoise(net, weights)([undefined, counts, undefined, undefined, new Float64Array(2)], 4);
    expect([...heard[1]!]).toEqual(new Array(16).fill(0));
    const w = weights[3]!.data;
    for (const o of [0, 1]) {
      let variance = 0;
      // Pool (a, b) holds units (2a + c, 2b + d); only a count of 2 in 4 steps is neither none nor all.
      for (let a = 0; a < 2; a++) for (let b = 0; b < 2; b++) for (let c = 0; c < 2; c++) for (let d = 0; d < 2; d++) if (counts[4 * (2 * a + c) + 2 * b + d] === 2) variance += (w[4 * o + 2 * a + b]! / 4) ** 2 / 12;
      expect(heard[4]![o]).toBeCloseTo(variance, 14);
    }
  });
});
