/** @file Who wins: a run against its rival of matched bits, and where the verdict flips. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import {sizeOf} from "../tensor/shape.ts";
import {matchedBits} from "./break-even.ts";
import type {Counts} from "./counts.ts";
import {entries, listed} from "./ledger.ts";
import type {Component, Interval, Profile} from "./profile.ts";
import {rival} from "./rival.ts";
import {totalOf} from "./totals.ts";

/** What grows with spikes; the rest is paid at every step, spikes or none. Event-driven updates grow at most as spikes do, and are taken to. */
const BY_SPIKES: readonly Component[] = ["synapse", "multiply-accumulate", "spike", "weight read", "spike read", "spike write"];

/** Steps looked through for the flip. */
const MOST = 4096;

/**
 * One row a profile: the interval of the run and of the rival, who wins (`"open"` where the intervals overlap), the rate of arriving
 * spikes per unit and step, the rates at which both would cost the same (between the two worst pairings of the intervals; 0 where
 * standing costs alone lose), and the most steps with which the run still wins for sure, and may win, at its rate.
 *
 * A model of arithmetic alone meets the rival's arithmetic alone; every other meets it with its memory.
 *
 * @throws RangeError if the counts have no steps.
 */
export function verdict(counts: Counts, profiles: Profile | readonly Profile[]): ColumnTable {
  const {steps} = counts;
  if (steps === undefined) throw new RangeError("verdict: needs counts by steps of a clock; use simulate, or activity");
  const rate = meanRate(counts, steps);
  return from(listed(profiles).map((profile) => {
    const {low, high, unpriced} = totalOf(counts, profile), other = rivalOf(counts, profile, matchedBits(steps));
    const spikes = entries(counts, profile).filter(({component}) => BY_SPIKES.includes(component) || (profile.updates === "events" && component !== "time"));
    const [varies, most] = [spikes.reduce((sum, each) => sum + each.low, 0), spikes.reduce((sum, each) => sum + each.high, 0)];
    const even = (goal: number, standing: number, moving: number): number => Math.max(0, (rate * (goal - standing)) / moving);
    const rivals = Array.from({length: matchedBits(MOST) + 1}, (_, bits) => (bits === 0 ? other : rivalOf(counts, profile, bits)));
    const wins = (against: 0 | 1, own: number): number => unpriced.length > 0 ? NaN : lastStep((t) => (own * t) / steps <= rivals[matchedBits(t)]![against]);
    return {
      profile: profile.name, snnLowPj: low, snnHighPj: high, rivalLowPj: other[0], rivalHighPj: other[1],
      verdict: unpriced.length > 0 ? unpriced.join("; ") : high < other[0] ? "spikes win" : low > other[1] ? "rival wins" : "open",
      rate, evenRateLow: even(other[0], high - most, most), evenRateHigh: even(other[1], low - varies, varies), winsToStep: wins(0, high), mayWinToStep: wins(1, low), scope: profile.scope
    };
  }));
}

function rivalOf(counts: Counts, {figures}: Profile, activationBits: number): Interval {
  const {low, high, layers} = rival(counts, {activationBits});
  const prices = (component: Component): boolean => figures.some((figure) => figure.prices === component);
  if (!prices("multiply-accumulate") || prices("weight read")) return [low, high];
  const arithmetic = layers.reduce((sum, layer) => sum + layer.arithmetic, 0);
  return [arithmetic, arithmetic];
}

/** Spikes that arrive at an input of a projection in a step, on average over all of them. */
function meanRate({layers, net}: Counts, steps: number): number {
  const heard = layers.filter(({fanIn}) => fanIn > 0);
  return heard.reduce((sum, {arrivals}) => sum + arrivals, 0) / (steps * heard.reduce((sum, {stage}) => sum + sizeOf(net.stages[stage]!.input), 0));
}

/** The last step up to which a condition holds from the first on; a bit more for the rival may let it hold again, which does not count. */
function lastStep(holds: (steps: number) => boolean): number {
  for (let t = 1; t <= MOST; t++) if (!holds(t)) return t - 1;
  return Infinity;
}
