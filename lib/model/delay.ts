/** @file Axonal delays: spikes that wait on their way. */
import {sizeOf} from "../tensor/shape.ts";
import type {Delay} from "./node.ts";
import {ShapeError} from "./shape-error.ts";

/**
 * Every spike waits `time` ms: one time for all units, or one for each (in field order). Exact without a clock; on a
 * clock every time must be a whole number of steps.
 *
 * @throws RangeError if a time is negative or not finite; ShapeError (on wiring) if there is not one time for each unit.
 */
export function delay(time: number | ArrayLike<number>): Delay {
  const list = typeof time === "number" ? undefined : Float64Array.from(time);
  const all = list ?? Float64Array.of(time as number);
  all.forEach((each) => checked("delay", each));
  return {
    kind: "delay",
    settings: {time: list ? `${Math.min(...list)} to ${Math.max(...list)}` : all[0]!},
    route(input) {
      const size = sizeOf(input);
      if (list && list.length !== size) throw new ShapeError("delay", `${list.length} units (one for each of its times)`, input);
      const units = Uint32Array.from({length: size + 1}, (_, i) => i);
      return {output: input, starts: units, to: units.slice(0, size), times: list ?? new Float64Array(size).fill(all[0]!)};
    }
  };
}

/**
 * A tapped delay line: every channel comes out once for each of `delays` ms, so that a projection behind it sees a
 * stretch of time at once. Channel `c`, tap `k` becomes channel `c · taps + k`.
 *
 * @throws RangeError if there are no delays, or one is negative or not finite.
 */
export function taps(...delays: readonly number[]): Delay {
  if (delays.length === 0) throw new RangeError("taps: needs at least one delay (ms), got none");
  delays.forEach((each) => checked("taps", each));
  return {
    kind: "taps",
    settings: {delays: delays.join(", ")},
    route(input) {
      const size = sizeOf(input), channel = size / input[0]!, count = delays.length;
      const starts = Uint32Array.from({length: size + 1}, (_, i) => i * count);
      const to = Uint32Array.from({length: size * count}, (_, route) => {
        const i = Math.floor(route / count), c = Math.floor(i / channel);
        return (c * count + (route % count)) * channel + (i % channel);
      });
      return {output: [input[0]! * count, ...input.slice(1)], starts, to, times: Float64Array.from({length: size * count}, (_, route) => delays[route % count]!)};
    }
  };
}

function checked(who: string, time: number): void {
  if (!(time >= 0 && time < Infinity)) throw new RangeError(`${who}: time must be at least 0 (ms), got ${time}`);
}
