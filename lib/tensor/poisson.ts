/** @file Poisson counts: by waiting times while the mean is small, by transformed rejection where it is large. */
import {log} from "./log.ts";

/** What a Poisson draw needs of a stream. */
export interface PoissonSource {
  uniform(): number;
  exponential(): number;
}

/**
 * A count with mean and variance `mean`.
 *
 * @throws RangeError if the mean is negative or above 10⁹.
 */
export function poisson(source: PoissonSource, mean: number): number {
  if (!(mean >= 0 && mean <= 1e9)) throw new RangeError(`poisson: mean must be from 0 to 1e9, got ${mean}`);
  return mean < 10 ? waiting(source, mean) : rejection(source, mean);
}

/** Counts unit-rate arrivals before `mean`. */
function waiting(source: PoissonSource, mean: number): number {
  let count = 0;
  for (let time = source.exponential(); time < mean; time += source.exponential()) count++;
  return count;
}

/** Hörmann's PTRS (Insurance: Mathematics and Economics 12:39, 1993), for means of at least 10. */
function rejection(source: PoissonSource, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const sure = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.uniform() - 0.5, v = 1 - source.uniform(), edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= sure) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const accepted = log(v) + log(inverseAlpha) - log(a / (edge * edge) + b);
    if (accepted <= count * log(mean) - mean - logFactorial(count)) return count;
  }
}

/** `ln n!`: the sum below 16, Stirling's series (error under 10⁻¹⁵ relative) from there. */
export function logFactorial(n: number): number {
  if (n >= 16) {
    const x = n + 1, y = 1 / (x * x);
    const tail = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y / 1188)))) / x;
    return (x - 0.5) * log(x) - x + 0.91893853320467274178 + tail;
  }
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return log(product);
}
