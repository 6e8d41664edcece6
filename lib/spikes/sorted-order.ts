/** @file Sorting many spikes: into buckets of time first, so that the work grows with their number. */

/**
 * The indices of spikes in the order of their times, then of their units. Times lie in `[0, duration]`.
 *
 * One bucket a spike, filled in a counting pass; only what shares a bucket is compared.
 */
export function sortedOrder(times: ArrayLike<number>, units: ArrayLike<number>, duration: number): Uint32Array {
  const count = times.length, perMs = duration > 0 ? count / duration : 0;
  const bucket = (i: number): number => Math.min(count - 1, Math.floor(times[i]! * perMs));
  const starts = new Uint32Array(count + 1), order = new Uint32Array(count);
  for (let i = 0; i < count; i++) starts[bucket(i) + 1]!++;
  for (let b = 0; b < count; b++) starts[b + 1]! += starts[b]!;
  const next = starts.slice();
  for (let i = 0; i < count; i++) order[next[bucket(i)]!++] = i;
  const compare = (i: number, j: number): number => times[i]! - times[j]! || units[i]! - units[j]!;
  for (let b = 0; b < count; b++) sortPart(order, starts[b]!, starts[b + 1]!, compare);
  return order;
}

function sortPart(order: Uint32Array, from: number, to: number, compare: (i: number, j: number) => number): void {
  for (let k = from + 1; k < to; k++) {
    if (compare(order[k - 1]!, order[k]!) > 0) {
      order.subarray(from, to).sort(compare);
      return;
    }
  }
}
