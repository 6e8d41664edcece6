/** @file The Victor-Purpura distance: the cheapest way of editing one train into the other. */

/**
 * The least total cost of turning `a` into `b`, where a spike is added or deleted at cost 1 and moved by `Δt` at cost
 * `cost · |Δt|`. With cost 0 it compares counts alone, `|nₐ - n_b|`; with a large cost it counts the spikes not shared.
 *
 * By dynamic programming, in `nₐ · n_b` steps.
 *
 * @param cost per ms
 * @see Victor & Purpura, J. Neurophysiol. 76:1310 (1996).
 */
export function victorPurpura(a: ArrayLike<number>, b: ArrayLike<number>, {cost}: {readonly cost: number}): number {
  if (!(cost >= 0)) throw new RangeError(`victorPurpura: cost must be at least 0 (per ms), got ${cost}`);
  // row[j]: the cost of turning the spikes of a so far into the first j of b.
  const row = Float64Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let corner = row[0]!;
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const distance = Math.abs(a[i]! - b[j]!), moved = corner + (distance === 0 ? 0 : cost * distance);
      corner = row[j + 1]!;
      row[j + 1] = Math.min(moved, corner + 1, row[j]! + 1);
    }
  }
  return row[b.length]!;
}
