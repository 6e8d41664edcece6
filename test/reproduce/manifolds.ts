/** @file Smooth random manifolds in spike times: the classes of Zenke and Vogels, hard for a line, easy to draw. */
import type {Lessons} from "../../lib/learn/examples.ts";
import type {Input} from "../../lib/simulate/input.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";

export interface ManifoldsOptions {
  readonly classes: number;
  /** Input units, each of which spikes once. */
  readonly units: number;
  /** How many samples of each class. */
  readonly samples: number;
  /** Frequency `k` counts `k^-smoothness`. */
  readonly smoothness?: number;
  /** Steps of a run, and steps within which spikes come. */
  readonly steps: number;
  readonly within: number;
  /** Names the manifolds; the points on them are drawn by `seed` and `part`. */
  readonly seed: number;
  readonly part: string;
}

const FREQUENCIES = 30, GRID = 400;

/**
 * Points on one-dimensional manifolds, one for each class: unit `i` spikes at the time `fᵢ(x)` of its class,
 * `f(x) = Σₖ aₖ k^-α sin(2π (k x bₖ + cₖ))` with `a, b, c` even in `[0, 1)`, stretched to `[0, within)`; `x` even in `[0, 1)`.
 *
 * @see Zenke and Vogels, Neural Computation 33 (2021), 899, section 4.
 */
export function manifolds({classes, units, samples, smoothness = 3, steps, within, seed, part}: ManifoldsOptions): Lessons {
  const source = split(generator(seed), "manifolds"), points = stream(split(split(generator(seed), "points"), part)), inputs: Input[] = [], targets: number[] = [];
  for (let label = 0; label < classes; label++) {
    const curves = Array.from({length: units}, (_, i) => curve(stream(split(split(source, label), i)), smoothness));
    for (let n = 0; n < samples; n++) {
      const x = points.uniform(), data = new Float64Array(steps * units);
      curves.forEach((at, i) => { data[Math.floor(within * Math.min(at(x), 1 - 1e-9)) * units + i] = 1; });
      inputs.push({shape: [steps, units], dt: 1, data});
      targets.push(label);
    }
  }
  return {inputs, targets};
}

/** One random curve, stretched so that it runs from 0 to 1. */
function curve(draws: {uniform(): number}, smoothness: number): (x: number) => number {
  const waves = Array.from({length: FREQUENCIES}, (_, j) => ({height: draws.uniform() * (j + 1) ** -smoothness, speed: (j + 1) * draws.uniform(), phase: draws.uniform()}));
  const raw = (x: number): number => waves.reduce((sum, {height, speed, phase}) => sum + height * Math.sin(2 * Math.PI * (speed * x + phase)), 0);
  const seen = Array.from({length: GRID + 1}, (_, k) => raw(k / GRID)), low = Math.min(...seen), high = Math.max(...seen);
  return (x) => Math.max(0, (raw(x) - low) / (high - low));
}
