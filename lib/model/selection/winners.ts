/** @file Winner-take-all: the first or strongest few are heard, the rest never. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Arrivals, BackstepOptions, Choice, Selection, Tape} from "../node.ts";

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
      return {output: input, start: () => contest(size, winners, groupOf).choice, backstep: (options) => tapeOf(size, () => contest(size, winners, groupOf), options)};
    }
  };
}

interface Contest {
  readonly choice: Choice;
  /** Whether a spike of this unit would be heard now. */
  open(unit: number): boolean;
}

/** What is heard passes, forwards and backwards; who has won is taken as given. */
function tapeOf(size: number, begin: () => Contest, {steps}: BackstepOptions): Tape {
  const heard = new Uint8Array(steps * size), units = new Uint32Array(size);
  let contest = begin();
  return {
    start: () => { contest = begin(); },
    forward(t, x, y) {
      let count = 0;
      for (let i = 0; i < size; i++) if (x[i] !== 0) units[count++] = i;
      y.fill(0);
      contest.choice.pick({x, units, count}, t, (unit, amount) => { y[unit] = amount; });
      for (let i = 0; i < size; i++) heard[t * size + i] = contest.open(i) ? 1 : 0;
    },
    backward(t, dy, dx) {
      for (let i = 0; i < size; i++) dx[i] = heard[t * size + i] === 1 ? dy[i]! : 0;
    },
    cut: () => undefined
  };
}

function contest(size: number, winners: number, groupOf: (i: number) => number): Contest {
  const won = new Uint8Array(size), taken = new Uint32Array(size);
  const strongest = ({x, units, count}: Arrivals): Uint32Array => units.slice(0, count).sort((a, b) => x[b]! - x[a]! || a - b);
  const choice: Choice = {
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
  return {choice, open: (unit) => won[unit] === 1 || taken[groupOf(unit)]! < winners};
}
