/** @file Rate code: the value is how often the unit fires. */
import {stepsFor} from "../spikes/raster.ts";
import {coins} from "../tensor/coins.ts";
import type {Generator} from "../tensor/generator.ts";
import type {Stream} from "../tensor/stream.ts";
import {clamp, eachUnit, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface RateOptions {
  /** `poisson`: at random; `bernoulli`: at most once a step, by a coin; `regular`: evenly spaced. */
  readonly process?: "poisson" | "bernoulli" | "regular";
  /** ms */
  readonly duration?: number;
  /** The rate of value 1, Hz. */
  readonly maxRateHz?: number;
  /** Shortest interval between two spikes, ms; the mean rate stays what the value asks for. */
  readonly refractory?: number;
}

/**
 * Rate code: `r = x · maxRate`, read back as `count / (maxRate · duration)`, at most 1.
 *
 * Standard deviation of the decoded rate, over its mean: `1/√(rT)` for Poisson spikes (times `1 - r·refractory`, for long
 * trains), `√((1 - p)/(pN))` for coins of chance `p` in `N` steps; for regular spikes the error is at most `1/(2T)`.
 *
 * @throws RangeError if a parameter is not positive, or the refractory period leaves no room for the highest rate.
 */
export function rate({process = "poisson", duration = 100, maxRateHz = 200, refractory = 0}: RateOptions = {}): Code {
  positive("rate", "duration must be positive (ms)", duration);
  const fastest = positive("rate", "maxRateHz must be positive (Hz)", maxRateHz) / 1000;
  if (!(refractory >= 0 && refractory * fastest < 1)) {
    throw new RangeError(`rate: refractory must be from 0 to below ${1 / fastest} ms, the interval at ${maxRateHz} Hz, got ${refractory}`);
  }
  const shared = {name: `rate (${process})`, duration, count: (x: number) => x * fastest * duration, value: (times: Float64Array) => clamp(times.length / (fastest * duration))};
  const thinned = (fano: (x: number) => number) => (x: number, chance: number): number => lossError(x, chance, fano(x), fastest * duration);
  switch (process) {
    case "poisson":
      return eachUnit({...shared, thinned: thinned((x) => (1 - x * fastest * refractory) ** 2), train: (x, draws) => renewal(x * fastest, duration, refractory, draws()), error: {kind: "deviation", at: (x) => (Math.sqrt(x * fastest * duration) * (1 - x * fastest * refractory)) / (fastest * duration)}});
    case "bernoulli":
      if (refractory > 0) throw new RangeError(`rate: bernoulli spikes have the step as their refractory period; use process "poisson", got refractory ${refractory} ms`);
      return eachUnit({...shared, clocked: true, train: (x, draws, dt) => tossed(x * fastest, duration, draws(), dt), sweep: (values, source, dt) => allTossed(values.map((x) => x * fastest), duration, source, dt), error: {kind: "deviation", at: (x, dt) => Math.sqrt((x * (1 - x * fastest * dt)) / (fastest * duration))}});
    case "regular":
      return eachUnit({...shared, thinned: thinned(() => 0), train: (x) => even(x * fastest, duration), error: {kind: "bound", at: () => regularError({duration}) / fastest}});
    default:
      throw new TypeError(`rate: process must be poisson, bernoulli or regular, got ${String(process satisfies never)}`);
  }
}

/**
 * Root mean square error of a rate after loss of a part `p` of the spikes: of `n` on average, with Fano factor `F`, there
 * remain `n (1 - p)` with variance `n ((1 - p)² F + p (1 - p))`; the part that is missing is missed.
 */
function lossError(value: number, chance: number, fano: number, spikesAtOne: number): number {
  const variance = value * spikesAtOne * ((1 - chance) ** 2 * fano + chance * (1 - chance));
  return Math.sqrt((value * chance) ** 2 + variance / spikesAtOne ** 2);
}

/** Intervals `refractory + exponential`, in equilibrium from the start, so that the expected count is `rate × duration`. */
function renewal(perMs: number, duration: number, refractory: number, draws: Stream): number[] {
  const times: number[] = [];
  if (perMs === 0) return times;
  const wait = 1 / perMs - refractory;
  // In equilibrium a unit is refractory a part r·refractory of the time; then what remains of the period is uniform.
  const dead = refractory > 0 && draws.uniform() < perMs * refractory ? draws.uniform() * refractory : 0;
  for (let t = dead + draws.exponential() * wait; t < duration; t += refractory + draws.exponential() * wait) times.push(t);
  return times;
}

/** Poisson spikes at `perMs`. */
export const poissonTrain = (perMs: number, duration: number, draws: Stream): number[] => renewal(perMs, duration, 0, draws);

/** A coin a step. */
function tossed(perMs: number, duration: number, draws: Stream, dt: number | undefined): number[] {
  if (dt === undefined) throw new RangeError("rate: bernoulli spikes need a step, encode(values, {dt}) (ms), got none");
  const chance = checkedChance(perMs * dt), times: number[] = [];
  for (let t = 0; t < Math.round(duration / dt); t++) if (draws.uniform() < chance) times.push(t * dt);
  return times;
}

/** The coins of all units. */
function allTossed(perMs: Float64Array, duration: number, source: Generator, dt: number): {steps: number; data: Uint8Array} {
  const steps = Math.max(1, stepsFor(duration, dt)), data = new Uint8Array(steps * perMs.length);
  coins(source, perMs.map((each) => checkedChance(each * dt)), Math.round(duration / dt), data);
  return {steps, data};
}

function checkedChance(chance: number): number {
  if (!(chance <= 1 + 1e-12)) throw new RangeError(`rate: a coin's chance, rate × dt, must be at most 1, got ${chance}; use a smaller dt or maxRateHz`);
  return chance;
}

/** Spikes at `(k + ½) / rate`: half an interval first, so that the count rounds and does not floor. */
function even(perMs: number, duration: number): number[] {
  const times: number[] = [];
  for (let k = 0; (k + 0.5) / perMs < duration; k++) times.push((k + 0.5) / perMs);
  return times;
}

/** Relative standard deviation of a Poisson rate read for `duration` ms: `1/√(rT)`. */
export const poissonVariation = ({rateHz, duration}: {readonly rateHz: number; readonly duration: number}): number => 1 / Math.sqrt((rateHz * duration) / 1000);

/** How long a Poisson rate must be read for a relative standard deviation, ms: `1/(r CV²)`. */
export const poissonReadingTime = ({rateHz, variation}: {readonly rateHz: number; readonly variation: number}): number => 1000 / (rateHz * variation ** 2);

/** Standard deviation of the share of heads in `steps` coins of chance `p`: `√(p(1-p)/N)`. */
export const bernoulliDeviation = ({chance, steps}: {readonly chance: number; readonly steps: number}): number => Math.sqrt((chance * (1 - chance)) / steps);

/**
 * The largest error of a rate read from evenly spaced spikes, per ms: `max(φ, 1 - φ)/T` if the first comes a part `φ` of an
 * interval late; at most `1/T` whatever the phase, `1/(2T)` for `φ = ½`.
 */
export const regularError = ({duration, phase = 0.5}: {readonly duration: number; readonly phase?: number}): number => Math.max(phase, 1 - phase) / duration;
