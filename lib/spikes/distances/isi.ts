/** @file The ISI-distance: how different the intervals are in which two trains find themselves, over time. */

/**
 * `1/T ∫ |x - y| / max(x, y) dt`, with `x(t)`, `y(t)` the intervals around `t` in either train: 0 for equal intervals,
 * near 1 for very different rates. It needs no parameter, and does not see a common shift in time.
 *
 * Before the first spike the interval is the time from 0 to it, or the first interval if that is longer; after the last
 * likewise. A silent train has one interval, `duration`.
 *
 * @param duration ms
 * @see Kreuz, Haas, Morelli, Abarbanel & Politi, J. Neurosci. Methods 165:151 (2007).
 */
export function isiDistance(a: ArrayLike<number>, b: ArrayLike<number>, {duration}: {readonly duration: number}): number {
  if (!(duration > 0)) throw new RangeError(`isiDistance: duration must be positive (ms), got ${duration}`);
  let i = 0, j = 0, time = 0, sum = 0;
  while (time < duration) {
    const next = Math.min(i < a.length ? a[i]! : duration, j < b.length ? b[j]! : duration, duration);
    const x = interval(a, i, duration), y = interval(b, j, duration);
    if (next > time) sum += (next - time) * (Math.abs(x - y) / Math.max(x, y));
    time = next;
    while (i < a.length && a[i]! <= time) i++;
    while (j < b.length && b[j]! <= time) j++;
  }
  return sum / duration;
}

/** The interval that ends with spike `i`. */
function interval(times: ArrayLike<number>, i: number, duration: number): number {
  const count = times.length;
  if (count === 0) return duration;
  if (i === 0) return Math.max(times[0]!, count > 1 ? times[1]! - times[0]! : 0);
  if (i === count) return Math.max(duration - times[count - 1]!, count > 1 ? times[count - 1]! - times[count - 2]! : 0);
  return times[i]! - times[i - 1]!;
}
