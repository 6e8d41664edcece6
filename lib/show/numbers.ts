/** @file Numbers on their way into a figure: plain, rounded to what can be seen, and not more than can be seen. */

/** A list of numbers of any kind. */
export type Numbers = ArrayLike<number>;

/**
 * A plain array for plotly: nine significant digits, which no screen can tell from all of them and which halve the
 * notebook; `null`, which plotly draws as a gap, for what is not finite.
 */
export const plain = (values: Numbers): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(9)) + 0 : null));

/** Above this many points a line is thinned. */
const MOST = 4000;

/**
 * Which points of a long line to draw: of every run of points the first, the lowest, the highest and the last, so that
 * no peak is lost. All of them, up to 4,000.
 */
export function kept(y: Numbers): number[] {
  if (y.length <= MOST) return Array.from(y, (_, i) => i);
  const runs = MOST / 4, indices = new Set<number>();
  for (let run = 0; run < runs; run++) {
    const from = Math.floor((run * y.length) / runs), to = Math.floor(((run + 1) * y.length) / runs) - 1;
    let low = from, high = from;
    for (let i = from; i <= to; i++) {
      if (!(y[i]! >= y[low]!)) low = i;
      if (!(y[i]! <= y[high]!)) high = i;
    }
    for (const i of [from, Math.min(low, high), Math.max(low, high), to]) indices.add(i);
  }
  return [...indices];
}

/** @throws RangeError if the two do not have the same length. */
export function sameLength(who: string, name: string, values: Numbers, expected: number): void {
  if (values.length !== expected) throw new RangeError(`${who}: ${name} must have as many values as x, ${expected}, got ${values.length}`);
}
