/** @file The spike trains of a field as events, or straight into a raster. */
import {eventList} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import {raster, rasterise, stepAt, stepsFor} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";

type Trains = readonly (readonly number[])[];

export function eventsOf(trains: Trains, field: Shape, duration: number): Events {
  let count = 0, next = 0;
  for (const train of trains) count += train.length;
  const times = new Float64Array(count), units = new Uint32Array(count);
  for (let i = 0; i < trains.length; i++) {
    for (const time of trains[i]!) {
      times[next] = time;
      units[next++] = i;
    }
  }
  return eventList({times, units, field, duration});
}

/** What `rasterise` makes of the events, without a list of them. */
export function rasterOf(trains: Trains, field: Shape, duration: number, dt: number): Raster {
  const size = sizeOf(field);
  let steps = Math.max(1, stepsFor(duration, dt));
  for (const train of trains) if (train.length > 0) steps = Math.max(steps, stepAt(train[train.length - 1]!, dt) + 1);
  const grid = raster([steps, ...field], dt), {data} = grid;
  for (let i = 0; i < trains.length; i++) {
    for (const time of trains[i]!) {
      // A count too many is refused there, in its own words.
      if (++data[stepAt(time, dt) * size + i]! > 255) return rasterise(eventsOf(trains, field, duration), {dt});
    }
  }
  return grid;
}
