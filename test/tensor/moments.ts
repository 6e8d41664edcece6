/** @file What the tests of random numbers measure. */
export const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((a, b) => a + b, 0) / x.length;

export const variance = (x: ArrayLike<number>): number => {
  const centre = mean(x);
  return mean(Array.from(x, (value) => (value - centre) ** 2));
};

export const correlation = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  const mx = mean(x), my = mean(y);
  return mean(Array.from(x, (value, i) => (value - mx) * (y[i]! - my))) / Math.sqrt(variance(x) * variance(y));
};

/** The largest distance between the empirical distribution and `cdf` (Kolmogorov and Smirnov). */
export function distance(x: ArrayLike<number>, cdf: (value: number) => number): number {
  const sorted = Float64Array.from(x).sort();
  return sorted.reduce((worst, value, i) => {
    const p = cdf(value);
    return Math.max(worst, p - i / sorted.length, (i + 1) / sorted.length - p);
  }, 0);
}
