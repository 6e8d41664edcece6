/** @file Where weights come to rest under a drift, and how they are spread around it by chance. */
import {root} from "../../../model/response/root.ts";
import type {Dependence} from "../dependence.ts";
import {checkedPairs} from "../pairs.ts";
import type {PairsOptions} from "../pairs.ts";
import {pairDrift} from "./drift.ts";
import type {Drift, Rates} from "./drift.ts";

const GRID = 2000;

/**
 * The stable resting places of a weight in its range, 0 to 1: where `up(u) potentiation - down(u) depression` falls through 0, and
 * the walls towards which it pushes. A rule that pushes to both walls decides by where a weight starts.
 */
export function settlingPlaces({up, down}: Dependence, {potentiation, depression}: Drift): number[] {
  const push = (u: number): number => up(u) * potentiation - down(u) * depression, places: number[] = [];
  // Just inside the walls, where factors like u(1 - u) vanish.
  const edge = 1e-9;
  if (push(edge) < 0) places.push(0);
  for (let k = 0; k < GRID; k++) {
    const [from, to] = [Math.max(edge, k / GRID), Math.min(1 - edge, (k + 1) / GRID)];
    if (push(from) > 0 && push(to) <= 0) places.push(push(to) === 0 ? to : root(push, from, to));
  }
  if (push(1 - edge) > 0) places.push(1);
  return places;
}

/** The stationary spread of many weights. */
export interface Spread {
  /** Places in the range, 0 to 1: the middles of equal cells. */
  readonly places: Float64Array;
  /** Probability density there; its mean over the cells is 1. */
  readonly density: Float64Array;
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The stationary spread of weights under pair STDP (all pairs) and independent Poisson trains, by the Fokker–Planck equation with
 * walls: `p(u) ∝ exp(∫ 2 A / B) / B`, drift `A = a τ₊ up - b τ₋ down` and diffusion
 * `B = r_pre r_post (a² τ₊ + b² τ₋) / 2 + r_pre r_post (r_pre + r_post) (a τ₊ - b τ₋)²` with `a = aPlus up(u)`, `b = aMinus down(u)`: the
 * variance of a sum over all pairs of two Poisson processes. It holds for steps that are small against the range.
 *
 * @throws RangeError for the nearest pairing, or bad numbers.
 * @see van Rossum, Bi and Turrigiano, Journal of Neuroscience 20 (2000), 8812; Rubin, Lee and Sompolinsky, PRL 86 (2001), 364.
 */
export function spread({up, down}: Dependence, {preHz, postHz, dt = 0, ...options}: PairsOptions & Rates, cells = 200): Spread {
  const {aPlus, aMinus, tauPlus, tauMinus, pairing} = checkedPairs("oracle.spread", options);
  if (pairing !== "all") throw new RangeError("oracle.spread: holds for all pairs, got the nearest; simulate those");
  if (!(preHz > 0 && postHz > 0)) throw new RangeError(`oracle.spread: both rates must be positive (Hz), got ${preHz} and ${postHz}`);
  const {potentiation, depression} = pairDrift({preHz, postHz, dt, ...options}), [x, y] = [preHz / 1000, postHz / 1000];
  const push = (u: number): number => (up(u) * potentiation - down(u) * depression) / 1000;
  const noise = (u: number): number => {
    const [a, b] = [aPlus * up(u), aMinus * down(u)];
    return x * y * ((a * a * tauPlus + b * b * tauMinus) / 2 + (x + y) * (a * tauPlus - b * tauMinus) ** 2);
  };
  const places = Float64Array.from({length: cells}, (_, k) => (k + 0.5) / cells), height = new Float64Array(cells);
  let exponent = 0;
  places.forEach((u, k) => {
    if (k > 0) exponent += 2 * (push(u - 0.5 / cells) / noise(u - 0.5 / cells)) / cells;
    height[k] = exponent - Math.log(noise(u));
  });
  const top = height.reduce((a, b) => Math.max(a, b), -Infinity), weights = height.map((h) => Math.exp(h - top));
  const sum = weights.reduce((a, b) => a + b, 0), density = weights.map((w) => (w * cells) / sum);
  const mean = places.reduce((total, u, k) => total + (u * weights[k]!) / sum, 0);
  return {places, density, mean, deviation: Math.sqrt(places.reduce((total, u, k) => total + ((u - mean) ** 2 * weights[k]!) / sum, 0))};
}
