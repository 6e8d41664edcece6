/** @file Pooling that chooses: by rate, by the first spike, or by any spike. */
import type {Arrivals, BackstepOptions, Choice, Selection, Settings, Tape} from "../node.ts";
import {perDimension} from "../projections/per-dimension.ts";
import type {Sizes} from "../projections/per-dimension.ts";
import type {PoolTwin} from "../twin.ts";
import {anyTape, rateTape, stepTape} from "./pool-tapes.ts";
import {pools, touched} from "./pools.ts";
import type {Pools} from "./pools.ts";

export interface MaxPoolOptions {
  /** What makes a unit the largest: its sum so far, or what it gives in this step alone (as frameworks pool currents). */
  readonly by?: "rate" | "step";
}

/**
 * Max-pooling on rates: each pool passes the signal of the unit with the largest sum so far (the first of equals).
 * In one step of an artificial network that is its largest value; with `by: "step"` it is so in every step.
 *
 * Input `[c, ...space]`, output `[c, ...⌊n / field⌋]`.
 *
 * @see Rueckauer et al., Frontiers in Neuroscience 11:682 (2017), section 2.2.
 */
export const maxPool = (field: Sizes, {by = "rate"}: MaxPoolOptions = {}): Selection => {
  if (by !== "rate" && by !== "step") throw new RangeError(`maxPool: by must be "rate" or "step", got ${String(by)}`);
  const pool = by === "rate" ? pooling("maxPool", field, byRate, rateTape, "rate") : pooling("maxPool", field, byStep, stepTape, "step", {by});
  return {...pool, earliest: firstSpikePool(field)};
};

/**
 * Each pool passes its first spike ever and no other: the earliest wins. Spikes at the same time count once.
 *
 * @see Kheradpisheh et al., Neural Networks 99 (2018), section 2.4.
 */
export const firstSpikePool = (field: Sizes): Selection => pooling("firstSpikePool", field, byFirst, (map, options) => anyTape(map, true, options));

/** Each pool fires whenever at least one of its units does. */
export const orPool = (field: Sizes): Selection => pooling("orPool", field, byAny, (map, options) => anyTape(map, false, options), "any");

type PoolTape = (map: Pools, options: BackstepOptions) => Tape;

function pooling(kind: string, field: Sizes, start: (map: Pools, size: number) => Choice, tape: PoolTape, rule?: PoolTwin["rule"], settings: Settings = {}): Selection {
  return {
    kind,
    settings: {field: typeof field === "number" ? field : field.join(" × "), ...settings},
    choose(input) {
      const map = pools(kind, input, field), twin = rule && {form: "pool" as const, rule, field: perDimension(kind, field, input.length - 1, 1)};
      return {output: map.output, ...(twin ? {twin} : {}), start: () => start(map, map.poolOf.length), backstep: (options) => tape(map, options)};
    }
  };
}

function byRate({poolOf, members, size}: Pools, units: number): Choice {
  const sums = new Float64Array(units);
  const winner = (pool: number): number => {
    let best = members[pool * size]!;
    for (let k = pool * size + 1; k < (pool + 1) * size; k++) if (sums[members[k]!]! > sums[best]!) best = members[k]!;
    return best;
  };
  return {
    pick(arrivals, _now, emit) {
      for (let k = 0; k < arrivals.count; k++) sums[arrivals.units[k]!]! += arrivals.x[arrivals.units[k]!]!;
      for (const pool of touched(poolOf, arrivals)) {
        const amount = arrivals.x[winner(pool)]!;
        if (amount !== 0) emit(pool, amount);
      }
    }
  };
}

/** What does not arrive is 0, and counts. */
function byStep({poolOf, members, size}: Pools, units: number): Choice {
  const here = new Float64Array(units);
  return {
    pick(arrivals, _now, emit) {
      const {x, units: list, count} = arrivals;
      for (let k = 0; k < count; k++) here[list[k]!] = x[list[k]!]!;
      for (const pool of touched(poolOf, arrivals)) {
        let best = -Infinity;
        for (let k = pool * size; k < (pool + 1) * size; k++) best = Math.max(best, here[members[k]!]!);
        if (best !== 0) emit(pool, best);
      }
      for (let k = 0; k < count; k++) here[list[k]!] = 0;
    }
  };
}

function byFirst({poolOf, members, size}: Pools): Choice {
  const done = new Uint8Array(members.length / size);
  return {
    pick(arrivals, _now, emit) {
      for (const pool of touched(poolOf, positive(arrivals))) {
        if (done[pool] === 0) emit(pool, 1);
        done[pool] = 1;
      }
    }
  };
}

function byAny({poolOf}: Pools): Choice {
  return {
    pick(arrivals, _now, emit) {
      for (const pool of touched(poolOf, positive(arrivals))) emit(pool, 1);
    }
  };
}

/** Only what is a spike. */
function positive({x, units, count}: Arrivals): Arrivals {
  const kept = units.subarray(0, count).filter((unit) => x[unit]! > 0);
  return {x, units: kept, count: kept.length};
}
