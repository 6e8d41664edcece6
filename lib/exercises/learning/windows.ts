/** @file STDP by brute force: every pair of spikes, or the window summed in small steps, without a closed form. */

export interface Window {
  readonly aPlus: number;
  readonly aMinus: number;
  /** ms */
  readonly tauPlus: number;
  readonly tauMinus: number;
}

/** What one pair changes, `lag` = post - pre (ms): `A₊ e^(-lag/τ₊)` forwards, `-A₋ e^(lag/τ₋)` backwards. */
export const pairChange = ({aPlus, aMinus, tauPlus, tauMinus}: Window, lag: number): number => (lag >= 0 ? aPlus * Math.exp(-lag / tauPlus) : -aMinus * Math.exp(lag / tauMinus));

/** Both trains, every pair of them. */
export function allPairs(window: Window, pre: readonly number[], post: readonly number[]): number {
  let sum = 0;
  for (const a of pre) for (const b of post) sum += pairChange(window, b - a);
  return sum;
}

/** The area under the window, by midpoints of 0.02 ms: what uncorrelated trains meet. */
export function windowArea(window: Window): number {
  const step = 0.02, reach = 20 * Math.max(window.tauPlus, window.tauMinus);
  let sum = 0;
  for (let lag = step / 2; lag < reach; lag += step) sum += pairChange(window, lag) + pairChange(window, -lag);
  return sum * step;
}

/** Where a function of one number changes its sign, by bisection. */
export function signChange(difference: (x: number) => number, low: number, high: number): number {
  const rising = difference(high) > 0;
  for (let k = 0; k < 80; k++) {
    const middle = (low + high) / 2;
    if (difference(middle) > 0 === rising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
