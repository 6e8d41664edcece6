/** @file Totals of the ledger: an interval for each model, and how far models of one scope lie apart. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Counts} from "./counts.ts";
import {entries, listed, unfit} from "./ledger.ts";
import type {Profile} from "./profile.ts";

/** What one model says of one run. */
export interface Total {
  readonly profile: Profile;
  /** pJ; `NaN` where something that was counted has no figure. */
  readonly low: number;
  readonly high: number;
  /** What the model cannot price, and so why there is no total. */
  readonly unpriced: readonly string[];
}

/** The sum of one profile's lines, all of one scope. */
export function totalOf(counts: Counts, profile: Profile): Total {
  const lines = entries(counts, profile), reason = unfit(counts, profile);
  const unpriced = reason ? [reason] : [...new Set(lines.filter(({figure}) => !figure).map(({component}) => `${component} has no figure`))];
  const sum = (of: "low" | "high"): number => lines.reduce((all, each) => all + each[of], 0);
  return {profile, low: unpriced.length > 0 ? NaN : sum("low"), high: unpriced.length > 0 ? NaN : sum("high"), unpriced};
}

/** A meter's reading of this very network on this very chip. */
export interface Measurement {
  readonly profile: string;
  readonly energyPj: number;
  readonly source: string;
}

/**
 * One row a profile: its interval, what it includes and leaves out, and beside it what was measured, if it was.
 *
 * @throws RangeError for a measurement that is no energy; TypeError for one without a source or for a profile that is not listed.
 */
export function totals(counts: Counts, profiles: Profile | readonly Profile[], measured: readonly Measurement[] = []): ColumnTable {
  const all = listed(profiles);
  for (const {profile, energyPj, source} of measured) {
    if (!(energyPj >= 0 && energyPj < Infinity)) throw new RangeError(`totals: a measurement must be at least 0 (pJ), got ${energyPj}`);
    if (!source) throw new TypeError(`totals: a measurement must name its source, got ${JSON.stringify(source)}`);
    if (!all.some(({name}) => name === profile)) throw new TypeError(`totals: a measurement must be of a listed profile, got ${JSON.stringify(profile)}`);
  }
  return from(all.map((each) => {
    const {low, high, unpriced} = totalOf(counts, each), reading = measured.find(({profile}) => profile === each.name);
    return {
      profile: each.name, modelledLowPj: low, modelledHighPj: high, measuredPj: reading?.energyPj ?? null, scope: each.scope, leavesOut: each.leavesOut,
      unpriced: unpriced.join(", "), source: [...new Set(each.figures.map(({source}) => source))].join("; "), measuredBy: reading?.source ?? ""
    };
  }));
}

/** The lowest and highest of the models that apply, scope by scope: models are alternatives, their energies are never added. */
export function byScope(counts: Counts, profiles: readonly Profile[]): ColumnTable {
  const scopes = [...new Set(profiles.map(({scope}) => scope))];
  return from(scopes.flatMap((scope) => {
    const priced = profiles.filter((each) => each.scope === scope).map((each) => totalOf(counts, each)).filter(({unpriced}) => unpriced.length === 0);
    if (priced.length === 0) return [];
    const low = Math.min(...priced.map((each) => each.low)), high = Math.max(...priced.map((each) => each.high));
    return [{scope, models: priced.length, modelledLowPj: low, modelledHighPj: high, ratio: high / low}];
  }));
}
