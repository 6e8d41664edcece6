/** @file Statistics of one spike train: intervals and how regular they are. */

/** Intervals between neighbouring spikes, ms. */
export const intervals = (times: ArrayLike<number>): Float64Array => Float64Array.from({length: Math.max(0, times.length - 1)}, (_, i) => times[i + 1]! - times[i]!);

/**
 * Coefficient of variation of the intervals, standard deviation over mean (that of the sample itself): 0 for a clock, 1
 * for a Poisson process. `NaN` for fewer than two intervals.
 */
export function cv(times: ArrayLike<number>): number {
  const gaps = intervals(times), count = gaps.length;
  if (count < 2) return NaN;
  const mean = gaps.reduce((a, b) => a + b, 0) / count;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / count) / mean;
}

/**
 * Local variation: the mean of `2 |I' - I| / (I' + I)` over neighbouring intervals, which a slowly changing rate does not
 * raise as it raises `cv`. 0 for a clock, 1 for a Poisson process. `NaN` for fewer than two intervals.
 *
 * @see Holt, Softky, Koch & Douglas, J. Neurophysiol. 75:1806 (1996).
 */
export function cv2(times: ArrayLike<number>): number {
  const gaps = intervals(times);
  let sum = 0;
  for (let i = 0; i + 1 < gaps.length; i++) sum += (2 * Math.abs(gaps[i + 1]! - gaps[i]!)) / (gaps[i + 1]! + gaps[i]!);
  return gaps.length < 2 ? NaN : sum / (gaps.length - 1);
}
