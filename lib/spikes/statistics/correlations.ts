/** @file Correlations over samples: how much alike units, or maps, answer. */

/**
 * Pearson's correlation of each pair of columns over samples: `[i][j]`, 1 on the diagonal, `NaN` where one never varies.
 *
 * @param samples one row of equal length for each observation, e.g. a map's spike counts for each picture
 * @throws RangeError if there are fewer than two samples, or they differ in length.
 */
export function correlations(samples: readonly ArrayLike<number>[]): Float64Array[] {
  const count = samples.length, size = samples[0]?.length ?? 0;
  if (count < 2) throw new RangeError(`correlations: samples must be at least two, got ${count}`);
  const odd = samples.find(({length}) => length !== size);
  if (odd) throw new RangeError(`correlations: samples must be of one length, got ${size} and ${odd.length}`);
  const centred = Array.from({length: size}, (_, i) => {
    const column = Float64Array.from(samples, (row) => row[i]!), mean = column.reduce((a, b) => a + b, 0) / count;
    return column.map((x) => x - mean);
  });
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
  const lengths = centred.map((column) => Math.sqrt(dot(column, column)));
  return centred.map((a, i) => Float64Array.from(centred, (b, j) => (i === j && lengths[i]! > 0 ? 1 : dot(a, b) / (lengths[i]! * lengths[j]!))));
}

/** The mean correlation of two different columns; those that never vary are left out. `NaN` if none are left. */
export function meanCorrelation(samples: readonly ArrayLike<number>[]): number {
  const all = correlations(samples).flatMap((row, i) => [...row].filter((r, j) => j > i && Number.isFinite(r)));
  return all.reduce((sum, r) => sum + r, 0) / all.length;
}
