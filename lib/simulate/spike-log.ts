/** @file A growing list of spikes with a bound on its memory. */
import {eventList} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import type {Shape} from "../tensor/shape.ts";

export interface SpikeLog {
  readonly count: number;
  push(time: number, unit: number, count: number): void;
  /** What was logged, sorted. */
  list(duration: number): Events;
}

/** Bytes that all logs of a run may still take. */
export interface Budget {
  left: number;
}

const BYTES = 12;

/** @throws RangeError (on push) where the budget is spent. */
export function spikeLog(who: string, field: Shape, budget: Budget): SpikeLog {
  let times = new Float64Array(256), units = new Uint32Array(256), count = 0, sorted = true;
  const grow = (): void => {
    budget.left -= times.length * BYTES;
    if (budget.left < 0) {
      throw new RangeError(`${who}: more spikes than the record's limit of memory holds; record fewer stages, or raise limit (bytes)`);
    }
    times = extended(times, new Float64Array(2 * times.length));
    units = extended(units, new Uint32Array(2 * units.length));
  };
  return {
    get count() { return count; },
    push(time, unit, repeats) {
      for (let n = 0; n < repeats; n++) {
        if (count === times.length) grow();
        if (count > 0 && (time < times[count - 1]! || (time === times[count - 1]! && unit < units[count - 1]!))) sorted = false;
        times[count] = time;
        units[count++] = unit;
      }
    },
    list(duration) {
      const kept = {times: times.slice(0, count), units: units.slice(0, count), field, duration: Math.max(duration, times[count - 1] ?? 0)};
      return sorted ? kept : eventList(kept);
    }
  };
}

function extended<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
