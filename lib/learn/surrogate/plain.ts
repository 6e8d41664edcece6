/** @file Surrogates that do not look at the distance: straight through, and noise. */
import {finite, notNegative, positive} from "../../model/door.ts";
import type {Surrogate} from "../../model/surrogate.ts";

/**
 * Straight through: the spike's slope is 1 everywhere. Of no finite area; soft spike `u + 1/2`.
 *
 * @see Bengio, Léonard and Courville, arXiv:1308.3432.
 */
export function straightThrough(): Surrogate {
  return {kind: "straightThrough", settings: {}, form: {name: "straightThrough", numbers: []}, derivative: () => 1, soft: (u) => u + 0.5};
}

/**
 * Another surrogate, its height and area multiplied: the same shape on another scale.
 *
 * @throws RangeError if the factor is not positive.
 */
export function scaled(each: Surrogate, by: number): Surrogate {
  positive("scaled", "by", by, "1");
  const {kind, settings, form, derivative, soft} = each;
  return {
    kind: `scaled ${kind}`,
    settings: {...settings, by},
    form: {...form, by: by * (form.by ?? 1)},
    derivative: (u) => by * derivative(u),
    ...(soft ? {soft: (u: number) => by * soft(u)} : {})
  };
}

export interface StochasticOptions {
  readonly seed: number;
  readonly mean?: number;
  /** The whole width of the noise. */
  readonly spread?: number;
}

/**
 * Noise for those who stayed silent: 1 where the unit fired (`u ≥ 0`), else `mean` plus a number spread evenly over
 * `±spread / 2`. The number is a function of the seed and of `u` to 2⁻²⁰, so that a run can be repeated and rounding
 * changes nothing. It is no smooth function's derivative: there is no soft spike.
 *
 * @throws RangeError if the spread is negative or the seed is no whole number.
 */
export function stochastic({seed, mean = 0, spread = 0.2}: StochasticOptions): Surrogate {
  if (!(Number.isInteger(seed) && seed >= 0)) throw new RangeError(`stochastic: seed must be a whole number of at least 0, got ${seed}`);
  finite("stochastic", "mean", mean, "per unit of membrane");
  notNegative("stochastic", "spread", spread, "per unit of membrane");
  return {
    kind: "stochastic",
    settings: {seed, mean, spread},
    form: {name: "stochastic", numbers: [seed, mean, spread]},
    derivative: (u) => (u >= 0 ? 1 : mean + spread * (scattered(u, seed) - 0.5))
  };
}

/** A number in `[0, 1)` from `u` to 2⁻²⁰: a 32-bit mixer (Murmur's finaliser). */
function scattered(u: number, seed: number): number {
  return (mixed(Math.round(u * 2 ** 20) ^ mixed((seed + 0x9e3779b9) | 0)) >>> 0) / 2 ** 32;
}

function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
