/** @file How much a response tells about a stimulus, in bits, from samples, with the bias of small samples taken out. */

export interface Information {
  /** Bits, corrected: the mutual information of stimulus and response. */
  readonly bits: number;
  /** Bits as the raw histogram gives them: too many. */
  readonly plugIn: number;
  /** Bits that were taken off. */
  readonly bias: number;
  /** Bits of the stimulus itself, corrected: no response can tell more. */
  readonly entropy: number;
}

/**
 * Mutual information of two lists of classes, sample by sample: the plug-in estimate, less its bias to first order,
 * `(K_sr - K_s - K_r + 1) / (2 N ln 2)` with `K` the numbers of classes, and of pairs, that occur.
 *
 * @see Miller (1955) for the correction; Panzeri & Treves, Network 7:87 (1996), for that of information.
 */
export function information(stimuli: ArrayLike<number>, responses: ArrayLike<number>): Information {
  const count = stimuli.length;
  if (count !== responses.length || count === 0) throw new RangeError(`information: one response for each stimulus is needed, and at least one, got ${count} and ${responses.length}`);
  const s = histogram(count, (i) => stimuli[i]!), r = histogram(count, (i) => responses[i]!), both = histogram(count, (i) => `${stimuli[i]} ${responses[i]}`);
  const plugIn = entropyOf(s) + entropyOf(r) - entropyOf(both), unit = 1 / (2 * count * Math.LN2);
  const bias = (both.size - s.size - r.size + 1) * unit;
  return {bits: Math.max(0, plugIn - bias), plugIn, bias, entropy: entropyOf(s) + (s.size - 1) * unit};
}

function histogram(count: number, key: (i: number) => number | string): Map<number | string, number> {
  const counts = new Map<number | string, number>();
  for (let i = 0; i < count; i++) counts.set(key(i), (counts.get(key(i)) ?? 0) + 1);
  return counts;
}

/** Plug-in entropy, bits. */
function entropyOf(counts: ReadonlyMap<unknown, number>): number {
  let total = 0, sum = 0;
  for (const n of counts.values()) {
    total += n;
    sum += n * Math.log2(n);
  }
  return Math.log2(total) - sum / total;
}

/** Values in `[0, 1]` as classes `0 … levels - 1` of equal width. */
export const levelsOf = (values: ArrayLike<number>, levels: number): Uint16Array => Uint16Array.from(values, (x) => Math.min(levels - 1, Math.max(0, Math.floor(x * levels))));
