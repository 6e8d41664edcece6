/** @file Input currents that are constant by pieces. */
import {finite} from "../door.ts";
import {sampled} from "../sampled.ts";
import type {At, Times} from "../sampled.ts";

/** From this time on, this current, until the next piece. */
export interface Piece {
  /** ms */
  readonly from: number;
  /** nA */
  readonly current: number;
}

/** A constant current (nA), or pieces in order of time; before the first piece there is none. */
export type Current = number | readonly Piece[];

/** A current that is on between two times (ms) and off elsewhere. */
export function pulse({from, until, current}: Piece & {readonly until: number}): readonly Piece[] {
  if (!(until > from)) throw new RangeError(`pulse: until must lie after from ${from} (ms), got ${until}`);
  return pieces("pulse", [{from, current}, {from: until, current: 0}]).slice(1);
}

/**
 * The pieces of a current, with one from the start of time.
 *
 * @throws RangeError if a number is not finite, or the pieces are not in order.
 */
export function pieces(who: string, current: Current): readonly Piece[] {
  if (typeof current === "number") return [{from: -Infinity, current: finite(who, "current", current, "nA")}];
  current.forEach((piece, i) => {
    finite(who, `current[${i}].from`, piece.from, "ms");
    finite(who, `current[${i}].current`, piece.current, "nA");
    if (i > 0 && !(piece.from > current[i - 1]!.from)) {
      throw new RangeError(`${who}: current[${i}].from must lie after ${current[i - 1]!.from} (ms), got ${piece.from}`);
    }
  });
  return [{from: -Infinity, current: 0}, ...current];
}

/** The current at given times, nA. */
export function currentAt<T extends Times>(current: Current, time: T): At<T> {
  const all = pieces("currentAt", current);
  return sampled("currentAt", time, (t) => all.findLast(({from}) => from <= t)!.current);
}
