/** @file Events: spikes as a sorted list of when and where, without a clock. */
import {checkedShape, sizeOf, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";
import {durationOf, fieldOf} from "./raster.ts";
import type {Raster} from "./raster.ts";
import {sortedOrder} from "./sorted-order.ts";

/** Spikes sorted by time, then by unit. */
export interface Events {
  /** ms, ascending, in `[0, duration]`. */
  readonly times: Float64Array;
  /** The place of each spike in the field, row-major. */
  readonly units: Uint32Array;
  /** E.g. `[channels, rows, columns]`. */
  readonly field: Shape;
  /** ms */
  readonly duration: number;
}

export interface EventListOptions {
  readonly times: ArrayLike<number>;
  readonly units: ArrayLike<number>;
  readonly field: Shape;
  readonly duration: number;
}

/**
 * Events from times and units in any order; copied and sorted.
 *
 * @throws RangeError if the lists differ in length, a time lies outside `[0, duration]`, or a unit outside the field.
 */
export function eventList({times, units, field, duration}: EventListOptions): Events {
  const shape = checkedShape("eventList", field);
  if (!(duration >= 0 && duration < Infinity)) throw new RangeError(`eventList: duration must be at least 0 (ms), got ${duration}`);
  if (times.length !== units.length) throw new RangeError(`eventList: one unit for each time is needed, got ${times.length} times and ${units.length} units`);
  const size = sizeOf(shape);
  for (let i = 0; i < times.length; i++) {
    if (!(times[i]! >= 0 && times[i]! <= duration)) throw new RangeError(`eventList: times must lie from 0 to ${duration} (ms), got ${times[i]}`);
    if (!(Number.isInteger(units[i]) && units[i]! >= 0 && units[i]! < size)) {
      throw new RangeError(`eventList: units must be whole numbers below ${size} for field ${written(shape)}, got ${units[i]}`);
    }
  }
  const order = sortedOrder(times, units, duration);
  return {times: Float64Array.from(order, (i) => times[i]!), units: Uint32Array.from(order, (i) => units[i]!), field: shape, duration};
}

/** The spikes of a raster as events: a count of `n` in step `t` becomes `n` events at `t dt`. Nothing is lost. */
export function events(spikes: Raster): Events {
  const field = fieldOf(spikes), size = sizeOf(field), {data, dt} = spikes;
  let count = 0;
  for (let place = 0; place < data.length; place++) count += data[place]!;
  const times = new Float64Array(count), units = new Uint32Array(count);
  for (let t = 0, place = 0, next = 0; place < data.length; t++) {
    for (let unit = 0; unit < size; unit++, place++) {
      for (let n = data[place]!; n > 0; n--) {
        times[next] = t * dt;
        units[next++] = unit;
      }
    }
  }
  return {times, units, field, duration: durationOf(spikes)};
}

/** The spike times of each unit, ms, ascending. */
export function trains(spikes: Events): Float64Array[] {
  const counts = new Uint32Array(sizeOf(spikes.field));
  for (const unit of spikes.units) counts[unit]!++;
  const silent = new Float64Array(0), lists = Array.from(counts, (count) => (count === 0 ? silent : new Float64Array(count)));
  const next = new Uint32Array(counts.length);
  for (let i = 0; i < spikes.times.length; i++) {
    const unit = spikes.units[i]!;
    lists[unit]![next[unit]!++] = spikes.times[i]!;
  }
  return lists;
}
