/** @file Divisive normalisation: a spike counts for less where its neighbours are busy. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Arrivals, Choice, Selection} from "../node.ts";

export interface NormalisationOptions {
  /** The activity at which a signal is halved. */
  readonly halfAt: number;
  /** For how long a spike counts as activity, ms. */
  readonly tau: number;
  /** Whose activity divides: all units, the unit's channel, or the channels at its place. */
  readonly pool?: "all" | "channel" | "place";
}

/**
 * Divides by the activity of the pool: a signal `x` passes as `x / (1 + a / halfAt)`, where `a`, the pool's mean leaky count,
 * decays with `tau` and includes what arrives now.
 *
 * Without time (one step of an artificial network) this is `xᵢ / (1 + mean(x) / halfAt)`.
 *
 * @throws RangeError if `halfAt` or `tau` is not positive.
 * @see Carandini and Heeger, Nature Reviews Neuroscience 13 (2012), 51–62.
 */
export function divisiveNormalisation({halfAt, tau, pool = "place"}: NormalisationOptions): Selection {
  if (!(halfAt > 0 && halfAt < Infinity)) throw new RangeError(`divisiveNormalisation: halfAt must be positive, got ${halfAt}`);
  if (!(tau > 0)) throw new RangeError(`divisiveNormalisation: tau must be positive (ms), got ${tau}`);
  return {
    kind: "divisiveNormalisation",
    settings: {halfAt, tau, pool},
    choose(input) {
      const size = sizeOf(input), places = size / input[0]!;
      const poolOf = {all: () => 0, channel: (i: number) => Math.floor(i / places), place: (i: number) => i % places}[pool];
      const members = {all: size, channel: places, place: input[0]!}[pool];
      return {output: input, start: () => dividing(size / members, members, poolOf, halfAt, tau)};
    }
  };
}

function dividing(pools: number, members: number, poolOf: (i: number) => number, halfAt: number, tau: number): Choice {
  const active = new Float64Array(pools), seen = new Float64Array(pools);
  const add = ({x, units, count}: Arrivals, now: number): void => {
    for (let k = 0; k < count; k++) {
      const pool = poolOf(units[k]!);
      active[pool] = active[pool]! * Math.exp(-(now - seen[pool]!) / tau) + x[units[k]!]! / members;
      seen[pool] = now;
    }
  };
  return {
    pick(arrivals, now, emit) {
      add(arrivals, now);
      for (let k = 0; k < arrivals.count; k++) {
        const unit = arrivals.units[k]!;
        emit(unit, arrivals.x[unit]! / (1 + active[poolOf(unit)]! / halfAt));
      }
    }
  };
}
