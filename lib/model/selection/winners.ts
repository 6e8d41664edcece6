/** @file Winner-take-all: the first or strongest few are heard, the rest never. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Arrivals, Choice, Selection} from "../node.ts";

export interface WinnersOptions {
  /** How many units may win. */
  readonly winners: number;
  /** Who competes: all units, the units of each channel, or the channels at each place. */
  readonly among?: "all" | "channel" | "place";
}

/**
 * `k` winners take all: in each group the first `winners` units to spike are heard from then on, all others are silent
 * for the rest of the run. Of spikes at the same time the larger wins, then the lower unit.
 *
 * In one step of an artificial network: the `winners` largest values pass, the others are 0.
 *
 * @throws RangeError if `winners` is not a whole number of at least 1.
 */
export function kWinners({winners, among = "all"}: WinnersOptions): Selection {
  if (!(Number.isInteger(winners) && winners >= 1)) throw new RangeError(`kWinners: winners must be a whole number of at least 1, got ${winners}`);
  return {
    kind: "kWinners",
    settings: {winners, among},
    choose(input) {
      const size = sizeOf(input), places = size / input[0]!;
      const groupOf = {all: () => 0, channel: (i: number) => Math.floor(i / places), place: (i: number) => i % places}[among];
      return {output: input, start: () => contest(size, winners, groupOf)};
    }
  };
}

function contest(size: number, winners: number, groupOf: (i: number) => number): Choice {
  const won = new Uint8Array(size), taken = new Uint32Array(size);
  const strongest = ({x, units, count}: Arrivals): Uint32Array => units.slice(0, count).sort((a, b) => x[b]! - x[a]! || a - b);
  return {
    pick(arrivals, _now, emit) {
      for (const unit of strongest(arrivals)) {
        const group = groupOf(unit);
        if (won[unit] === 0 && arrivals.x[unit]! > 0 && taken[group]! < winners) {
          won[unit] = 1;
          taken[group]!++;
        }
      }
      for (let k = 0; k < arrivals.count; k++) {
        const unit = arrivals.units[k]!;
        if (won[unit] === 1) emit(unit, arrivals.x[unit]!);
      }
    }
  };
}
