/** @file First weights, chosen so that the membranes they drive fluctuate around a place below threshold. */
import {normal} from "../tensor/draw.ts";
import {generator, split} from "../tensor/generator.ts";
import {sizeOf} from "../tensor/shape.ts";
import {hearsConstant} from "./bias.ts";
import type {Network} from "./network.ts";
import type {ShotNoise} from "./node.ts";
import type {Weights} from "./weights.ts";
import type {Stage} from "./wiring.ts";

export interface InitialiseOptions {
  /** Names the weights: the same seed gives the same weights, stage by stage. */
  readonly seed: number;
  /** How often each unit is expected to fire, and the input with it, Hz. */
  readonly rateHz?: number;
  /** Where the mean of the membrane should lie between rest (0) and threshold (1). */
  readonly mean?: number;
  /** The standard deviation of the membrane, in distances from rest to threshold. */
  readonly deviation?: number;
}

/** What a stage's membranes are expected to do, and whether that is a way to start. */
export interface Prediction {
  readonly stage: number;
  readonly node: string;
  /** In distances from rest (0) to threshold (1). */
  readonly mean: number;
  readonly deviation: number;
  readonly verdict: "fluctuates" | "silent" | "saturated";
  /** A sentence where the stage would start silent or saturated. */
  readonly warning?: string;
}

/** What `initialise` asks for where nothing else is said. */
export const DEFAULTS = {rateHz: 20, mean: 0.2, deviation: 0.5};

/**
 * Normal weights for every projection that learns. Before a population that fires they are scaled by Campbell's theorem, so that
 * under independent Poisson input of `rateHz` on every line its free membrane has the asked mean and standard deviation:
 * `mean = n r w̄ ∫ε`, `variance = n r (w̄² + s²) ∫ε²` for `n` lines, mean weight `w̄` and spread `s`. Elsewhere (rectifiers,
 * integrators) they have mean 0 and variance `2 / fanIn`. Biases start at 0, gains at 1.
 *
 * @throws RangeError if the rate or the deviation is not positive.
 * @see Rossbroich, Gygax and Zenke, Neuromorphic Computing and Engineering 2 (2022), 044016.
 */
export function initialise(net: Network, {seed, ...options}: InitialiseOptions): Weights {
  const {rateHz, mean, deviation} = {...DEFAULTS, ...options};
  if (!(rateHz > 0 && rateHz < Infinity)) throw new RangeError(`initialise: rateHz must be positive (Hz), got ${rateHz}`);
  if (!(deviation > 0 && deviation < Infinity)) throw new RangeError(`initialise: deviation must be positive, got ${deviation}`);
  if (!Number.isFinite(mean)) throw new RangeError(`initialise: mean must be a finite number, got ${mean}`);
  return net.stages.map((stage) => ({shape: stage.map?.weights ?? [0], data: drawn(net, stage, seed, {rateHz, mean, deviation})}));
}

/** The weights of one stage, drawn for lines that carry `rateHz`. */
export function drawn(net: Network, stage: Stage, seed: number, wish: Required<Omit<InitialiseOptions, "seed">>): Float64Array {
  const size = sizeOf(stage.map?.weights ?? [0]);
  if (size === 0 || hearsConstant(net.stages, stage)) return new Float64Array(size);
  return stage.map!.diagonal ? new Float64Array(size).fill(1) : normal(split(generator(seed), stage.index), size, spread(net, stage, wish));
}

/** The shot noise of the population that a projection drives, if it drives one that fires. */
function drivenNoise(net: Network, index: number): ShotNoise | undefined {
  const hearer = net.stages.find(({sources, folded}) => !folded && sources.includes(index));
  if (hearer?.population?.shotNoise) return hearer.population.shotNoise.threshold < Infinity ? hearer.population.shotNoise : undefined;
  // Delays and shortcuts between a projection and its population change nothing.
  return hearer?.routes ? drivenNoise(net, hearer.index) : undefined;
}

function spread(net: Network, {index, map}: Stage, {rateHz, mean, deviation}: Required<Omit<InitialiseOptions, "seed">>): {mean: number; deviation: number} {
  const lines = map!.fanIn, noise = drivenNoise(net, index);
  if (!noise || !Number.isFinite(noise.power)) return {mean: 0, deviation: Math.sqrt(2 / lines)};
  const height = noise.threshold - noise.rest, rate = rateHz / 1000;
  const centre = (mean * height) / (lines * rate * noise.area);
  const square = (deviation * height) ** 2 / (lines * rate * noise.power);
  // Where the mean alone makes more noise than asked for, the weights are all equal.
  return {mean: centre, deviation: Math.sqrt(Math.max(0, square - centre ** 2))};
}

/**
 * What Campbell's theorem expects of every population's free membrane, given weights and the rate of every line: the mean over
 * units, and the standard deviation of one unit over time.
 *
 * A stage is called silent where threshold lies more than 4 standard deviations above the mean, saturated where the mean lies above it.
 */
export function predictMembranes(net: Network, weights: Weights, {rateHz = DEFAULTS.rateHz}: {readonly rateHz?: number} = {}): Prediction[] {
  if (!(rateHz >= 0)) throw new RangeError(`predictMembranes: rateHz must be at least 0 (Hz), got ${rateHz}`);
  return net.stages.flatMap((stage) => {
    const sums = weights[stage.index]?.data;
    const noise = stage.map && sums && sums.length > 0 && !hearsConstant(net.stages, stage) ? drivenNoise(net, stage.index) : undefined;
    return noise && Number.isFinite(noise.power) ? [predict(stage, sums!, noise, rateHz / 1000)] : [];
  });
}

function predict({index, node, map}: Stage, w: Float64Array, noise: ShotNoise, rate: number): Prediction {
  const height = noise.threshold - noise.rest, units = w.length / map!.fanIn;
  const first = w.reduce((sum, each) => sum + each, 0) / units, second = w.reduce((sum, each) => sum + each * each, 0) / units;
  const mean = (rate * first * noise.area) / height, deviation = Math.sqrt(rate * second * noise.power) / height;
  const verdict = mean >= 1 ? "saturated" : mean + 4 * deviation < 1 ? "silent" : "fluctuates";
  const place = `${node.kind} (stage ${index}): the membranes it drives are expected at ${mean.toFixed(2)} ± ${deviation.toFixed(2)} of the way to threshold`;
  const way = verdict === "silent" ? "they will hardly ever fire; raise the weights or the rate" : "they will fire all the time; lower the weights' mean or the rate";
  return {stage: index, node: node.kind, mean, deviation, verdict, ...(verdict === "fluctuates" ? {} : {warning: `${place}: ${way}`})};
}
