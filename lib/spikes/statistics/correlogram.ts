/** @file Correlograms: how long after a spike of one train those of another come. */

export interface CorrelogramOptions {
  /** ms */
  readonly bin: number;
  /** The longest lag either way, ms. */
  readonly maxLag: number;
}

export interface Correlogram {
  /** Middles of the bins, ms. */
  readonly lags: Float64Array;
  /** Pairs with `lag - bin/2 ≤ b - a < lag + bin/2`. */
  readonly counts: Float64Array;
}

/** Pairs of spikes, one of each train, by their lag `b - a`. Two independent trains give about `nₐ n_b bin / T` a bin. */
export function crossCorrelogram(a: ArrayLike<number>, b: ArrayLike<number>, {bin, maxLag}: CorrelogramOptions): Correlogram {
  if (!(bin > 0)) throw new RangeError(`crossCorrelogram: bin must be positive (ms), got ${bin}`);
  if (!(maxLag >= 0 && maxLag < Infinity)) throw new RangeError(`crossCorrelogram: maxLag must be at least 0 (ms), got ${maxLag}`);
  const reach = Math.round(maxLag / bin), edge = (reach + 0.5) * bin;
  const lags = Float64Array.from({length: 2 * reach + 1}, (_, k) => (k - reach) * bin), counts = new Float64Array(lags.length);
  let first = 0;
  for (let i = 0; i < a.length; i++) {
    while (first < b.length && b[first]! - a[i]! < -edge) first++;
    for (let j = first; j < b.length && b[j]! - a[i]! < edge; j++) {
      const k = Math.floor((b[j]! - a[i]!) / bin + 0.5) + reach;
      if (k >= 0 && k < counts.length) counts[k]!++;
    }
  }
  return {lags, counts};
}

/** The correlogram of a train with itself, without each spike's pairing with itself. */
export function autocorrelation(times: ArrayLike<number>, options: CorrelogramOptions): Correlogram {
  const {lags, counts} = crossCorrelogram(times, times, options);
  counts[(counts.length - 1) / 2]! -= times.length;
  return {lags, counts};
}
