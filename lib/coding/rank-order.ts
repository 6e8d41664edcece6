/** @file Rank-order code: the values are who fires before whom. */
import {checkedValues, clamp, fieldCode, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface RankOrderOptions {
  /** From the first to the last spike of the whole field, ms. */
  readonly duration?: number;
  /** The part of the field that fires, largest values first. */
  readonly share?: number;
  /** Values that the receiver expects, in any order; without them, values spread evenly over `[0, 1]`. */
  readonly expected?: ArrayLike<number>;
}

/**
 * Rank-order code: one spike a unit, the largest value first, ties by place. Only the order is sent, so any rising change
 * of the values (contrast, gamma) leaves the spikes as they are, and any stretching of time leaves what is read as it is.
 *
 * Read back, rank `k` of `n` becomes the expected values' quantile `1 - (k + ½)/n`; silent units share the mean of the
 * ranks that are left. The order of `n` units carries at most `log₂ n!` bits.
 *
 * @see Thorpe & Gautrais, "Rank order coding" (1998); Van Rullen & Thorpe, Neural Computation 13:1255 (2001).
 */
export function rankOrder({duration = 50, share = 1, expected}: RankOrderOptions = {}): Code {
  positive("rankOrder", "duration must be positive (ms)", duration);
  if (!(share > 0 && share <= 1)) throw new RangeError(`rankOrder: share must be above 0 and at most 1, got ${share}`);
  const quantile = quantiles(expected);
  return fieldCode({
    name: "rank order",
    duration,
    count: () => share,
    error: {kind: "bound", at: () => 1},
    trains: (values) => {
      const {shape, data} = checkedValues("rankOrder", values), firing = Math.round(share * data.length);
      const trains: number[][] = Array.from(data, () => []);
      ordered(data.length, (i, j) => data[j]! - data[i]!).slice(0, firing).forEach((i, k) => trains[i]!.push(((k + 0.5) / data.length) * duration));
      return {field: shape, trains};
    },
    values: (trains, shape) => {
      const first = trains.map((times) => times[0] ?? Infinity), order = ordered(trains.length, (i, j) => (first[i] === first[j] ? 0 : first[i]! - first[j]!));
      const fired = first.filter((t) => t < Infinity).length, data = new Float64Array(trains.length).fill(quantile((trains.length - fired) / 2 / trains.length));
      order.slice(0, fired).forEach((i, k) => (data[i] = quantile(1 - (k + 0.5) / trains.length)));
      return {shape, data};
    }
  });
}

/** Places in order; equals keep the order of their places. */
function ordered(count: number, compare: (i: number, j: number) => number): number[] {
  return Array.from({length: count}, (_, i) => i).sort((i, j) => compare(i, j) || i - j);
}

function quantiles(expected: ArrayLike<number> | undefined): (part: number) => number {
  if (!expected) return clamp;
  if (expected.length === 0) throw new RangeError("rankOrder: expected must hold at least one value, got none");
  const sorted = Float64Array.from(expected).sort();
  return (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}

/** Standard deviation of the value of a given rank, where `units` values are spread evenly: `√(x(1 - x)/(n + 2))`. */
export const rankDeviation = ({value, units}: {readonly value: number; readonly units: number}): number => Math.sqrt((value * (1 - value)) / (units + 2));
