/** @file Which constant decides, and how networks compare under the same models. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import {total} from "./count.ts";
import type {Counts} from "./counts.ts";
import {entries, listed, written} from "./ledger.ts";
import type {Profile} from "./profile.ts";
import {totalOf} from "./totals.ts";

/**
 * One row for each figure of a profile: its share of the total (in the middle of its interval), how far its own interval moves the
 * total, and by which factor it would have to change for the verdict against a rival of `rivalPj` to flip (`NaN` where no factor does).
 * Sorted: the first row decides.
 *
 * @throws RangeError if the rival's energy is not positive, or the profile gives no total.
 */
export function sensitivity(counts: Counts, profile: Profile, {rivalPj}: {readonly rivalPj?: number} = {}): ColumnTable {
  if (rivalPj !== undefined && !(rivalPj > 0 && rivalPj < Infinity)) throw new RangeError(`sensitivity: rivalPj must be positive (pJ), got ${rivalPj}`);
  const {low, high, unpriced} = totalOf(counts, profile);
  if (unpriced.length > 0) throw new RangeError(`sensitivity: ${profile.name} gives no total: ${unpriced.join("; ")}`);
  const middle = (low + high) / 2, parts = new Map<string, {component: string; figure: string; low: number; high: number}>();
  for (const {component, figure, low: least, high: most} of entries(counts, profile)) {
    const key = `${component} ${figure!.upToBytes ?? ""}`, part = parts.get(key) ?? {component, figure: written(figure!), low: 0, high: 0};
    parts.set(key, {...part, low: part.low + least, high: part.high + most});
  }
  const rows = [...parts.values()].map((part) => {
    const own = (part.low + part.high) / 2, factor = rivalPj === undefined ? NaN : (rivalPj - (middle - own)) / own;
    return {component: part.component, figure: part.figure, sharePercent: middle === 0 ? 0 : (100 * own) / middle, spanPj: part.high - part.low, flipsAtFactor: factor > 0 ? factor : NaN};
  });
  return from(rows.sort((a, b) => b.sharePercent - a.sharePercent));
}

/**
 * Networks, codes or conversions side by side: counts, and each model's interval for each of them.
 *
 * @throws TypeError if there is nothing to compare.
 */
export function compare(runs: Readonly<Record<string, Counts>> | readonly Counts[], profiles: Profile | readonly Profile[]): ColumnTable {
  const named: readonly (readonly [string, Counts])[] = Array.isArray(runs) ? (runs as readonly Counts[]).map((counts, k) => [`run ${k + 1}`, counts]) : Object.entries(runs as Record<string, Counts>);
  if (named.length === 0) throw new TypeError("compare: needs the counts of at least one run, got none");
  return from(named.flatMap(([run, counts]) => listed(profiles).map((profile) => {
    const {low, high, unpriced} = totalOf(counts, profile);
    return {run, profile: profile.name, synaptic: total(counts, "synaptic"), spikes: total(counts, "spikes"), macs: total(counts, "macs"), modelledLowPj: low, modelledHighPj: high, scope: profile.scope, unpriced: unpriced.join("; ")};
  })));
}
