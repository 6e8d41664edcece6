/** @file Rivalry between maps: a winner keeps others from winning near it, and its own map from winning elsewhere. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";
import type {Choice, Selection} from "../node.ts";

export interface RivalsOptions {
  /** How many units may win in all. */
  readonly winners: number;
  /** How many units of one map (channel) may win. */
  readonly perMap?: number;
  /** No two winners lie within so many places of each other in every dimension of space, whatever their maps. */
  readonly radius?: number;
  /** At each place the first unit to spike (of spikes at the same time the strongest) silences the other maps there, whether it wins or not. */
  readonly onePerPlace?: boolean;
}

/**
 * Winners that keep their distance: units win in the order of their spikes (of spikes at the same time the larger first, then the
 * lower unit) as long as fewer than `winners` have won in all, fewer than `perMap` in their map, and none within `radius` places.
 * Winners are heard from then on, all others are silent for the rest of the run. With `onePerPlace`, maps also compete for each place.
 *
 * Input and output `[maps, ...space]`.
 *
 * @throws RangeError if a count is not a whole number of at least 1, or the radius not one of at least 0.
 * @see Kheradpisheh et al., Neural Networks 99 (2018), 56, section 2.3.
 */
export function rivals({winners, perMap = 1, radius = 0, onePerPlace = false}: RivalsOptions): Selection {
  for (const [name, value, least] of [["winners", winners, 1], ["perMap", perMap, 1], ["radius", radius, 0]] as const) {
    if (!(Number.isInteger(value) && value >= least)) throw new RangeError(`rivals: ${name} must be a whole number of at least ${least}, got ${value}`);
  }
  return {
    kind: "rivals",
    settings: {winners, perMap, radius, onePerPlace},
    choose: (input) => ({output: input, start: () => contest(input, {winners, perMap, radius, onePerPlace})})
  };
}

function contest(input: Shape, {winners, perMap, radius, onePerPlace}: Required<RivalsOptions>): Choice {
  const space = input.slice(1), places = sizeOf(space) | 0;
  // For each map how many have won; for each place whether it is shut, and the unit that speaks there (-1: none yet).
  const inMap = new Uint32Array(input[0]!), shut = new Uint8Array(places), owner = new Int32Array(onePerPlace ? places : 0).fill(-1), fresh = new Uint8Array(onePerPlace ? places : 0), won = new Uint8Array(sizeOf(input));
  let taken = 0;
  const take = (unit: number): void => {
    won[unit] = 1;
    taken++;
    inMap[Math.floor(unit / places)]!++;
    around(unit % places, space, radius, (place) => { shut[place] = 1; });
  };
  /** Keeps those of `left` who may win at their place. */
  const open = (left: Uint32Array, count: number): number => {
    let still = 0;
    for (let k = 0; k < count; k++) {
      const unit = left[k]! | 0, place = unit % places;
      if (shut[place] === 0 && (!onePerPlace || owner[place] === unit)) left[still++] = unit;
    }
    return still;
  };
  /** The strongest of those who may win wins, as long as there is one. */
  const elect = (units: Uint32Array, count: number, stronger: (a: number, b: number) => boolean): void => {
    if (onePerPlace) own(units, count, stronger, owner, fresh);
    const left = units.slice(0, count);
    for (let still = open(left, count); still > 0 && taken < winners; still = open(left, still)) {
      let best = -1;
      for (let k = 0; k < still; k++) {
        const unit = left[k]! | 0;
        if (inMap[(unit / places) | 0]! < perMap && (best < 0 || stronger(unit, best))) best = unit;
      }
      if (best < 0) return;
      take(best);
    }
  };
  return {
    pick({x, units, count}, _now, emit) {
      if (taken < winners) {
        const loud = units.slice(0, count).filter((unit) => x[unit]! > 0);
        elect(loud, loud.length, (a, b) => x[a]! > x[b]! || (x[a] === x[b] && a < b));
      }
      if (taken > 0) for (let k = 0; k < count; k++) if (won[units[k]!] === 1) emit(units[k]!, x[units[k]!]!);
    },
    elect(units, count, stronger, emit) {
      elect(units, count, stronger);
      if (taken > 0) for (let k = 0; k < count; k++) if (won[units[k]!] === 1) emit(units[k]!);
    },
    decided: () => taken >= winners
  };
}

/** Gives every place that had no owner to the strongest unit that spikes there. `fresh` marks places that this call gives away, and is 0 before and after. */
function own(units: Uint32Array, count: number, stronger: (a: number, b: number) => boolean, owner: Int32Array, fresh: Uint8Array): void {
  const places = owner.length;
  for (let k = 0; k < count; k++) {
    const unit = units[k]! | 0, place = unit % places, last = owner[place]!;
    if (last >= 0 && (fresh[place] === 0 || !stronger(unit, last))) continue;
    owner[place] = unit;
    fresh[place] = 1;
  }
  for (let k = 0; k < count; k++) fresh[units[k]! % places] = 0;
}

/** Calls `visit` with the places within the radius of one in every dimension. */
function around(place: number, space: Shape, radius: number, visit: (place: number) => void): void {
  const at = space.map(() => 0);
  for (let d = space.length - 1, rest = place; d >= 0; d--) {
    at[d] = rest % space[d]!;
    rest = Math.floor(rest / space[d]!);
  }
  const along = (d: number, base: number): void => {
    if (d === space.length) return visit(base);
    for (let p = Math.max(0, at[d]! - radius); p <= Math.min(space[d]! - 1, at[d]! + radius); p++) along(d + 1, base * space[d]! + p);
  };
  along(0, 0);
}
