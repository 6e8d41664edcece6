/** @file The value that makes Poisson counts most likely. */
import type {Tuning} from "./population.ts";

const GRID = 200;
/** Stands for ln 0: a spike from a unit that should be silent makes a value all but impossible. */
const IMPOSSIBLE = -700;

/**
 * A reader of counts: the value in `[0, 1]` that maximises `Σ n_j ln f_j(x) - T Σ f_j(x)`, on a grid of 1/200, then by the
 * parabola through its best point and both neighbours (to about 10⁻⁴ for tuning wider than a few grid points).
 */
export function mostLikely({centres, rate}: Tuning, duration: number): (counts: readonly number[]) => number {
  const points = Array.from({length: GRID + 1}, (_, g) => g / GRID);
  const logs = centres.map((_, j) => Float64Array.from(points, (x) => Math.max(IMPOSSIBLE, Math.log(rate(j, x)))));
  const silent = Float64Array.from(points, (x) => -duration * centres.reduce((sum, _, j) => sum + rate(j, x), 0));
  const likelihood = new Float64Array(GRID + 1);
  return remembered((counts) => {
    likelihood.set(silent);
    for (let j = 0; j < counts.length; j++) {
      const n = counts[j]!, row = logs[j]!;
      if (n > 0) for (let g = 0; g <= GRID; g++) likelihood[g]! += n * row[g]!;
    }
    let best = 0;
    for (let g = 1; g <= GRID; g++) if (likelihood[g]! > likelihood[best]!) best = g;
    return (best + vertex(likelihood[best - 1], likelihood[best]!, likelihood[best + 1])) / GRID;
  });
}

/** Most units of a picture are silent, and their counts alike: each kind is worked out once. */
function remembered(decode: (counts: readonly number[]) => number): (counts: readonly number[]) => number {
  const known = new Map<string, number>();
  return (counts) => {
    const key = counts.join(), value = known.get(key) ?? decode(counts);
    if (known.size < 100_000) known.set(key, value);
    return value;
  };
}

/** Where the parabola through three heights one apart is highest, from the middle one; 0 at an end of the grid. */
function vertex(left: number | undefined, middle: number, right: number | undefined): number {
  if (left === undefined || right === undefined) return 0;
  const bend = left - 2 * middle + right;
  return bend < 0 ? (left - right) / (2 * bend) : 0;
}
