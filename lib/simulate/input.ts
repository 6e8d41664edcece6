/** @file What drives a run: spikes in either form, or signals of any size by a clock. */
import type {Network} from "../model/network.ts";
import {ShapeError} from "../model/shape-error.ts";
import {fieldOf, rasterise} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {events} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";

/** Numbers of any size, time first: currents, or the pixels of an image as one step. */
export interface Signals {
  /** `[steps, ...field]`. */
  readonly shape: Shape;
  /** One step, ms. */
  readonly dt: number;
  readonly data: ArrayLike<number>;
}

export type Input = Raster | Events | Signals;

const byClock = (input: Input): input is Raster | Signals => "data" in input;

/**
 * The input by a clock of `dt` ms (its own, unless events are given).
 *
 * @throws ShapeError if the field is not the network's; RangeError if events come without a `dt`, or a raster with another.
 */
export function clocked(who: string, net: Network, input: Input, dt?: number): Signals {
  if (byClock(input)) {
    checkField(who, net, fieldOf(input as Raster));
    if (input.data.length !== sizeOf(input.shape)) {
      throw new RangeError(`${who}: input of shape [${input.shape.join(", ")}] must hold ${sizeOf(input.shape)} numbers, got ${input.data.length}`);
    }
    if (!(input.dt > 0)) throw new RangeError(`${who}: dt must be positive (ms), got ${input.dt}`);
    if (dt !== undefined && dt !== input.dt) {
      throw new RangeError(`${who}: the input steps by ${input.dt} ms, got dt ${dt}; give events to choose dt freely`);
    }
    return input;
  }
  checkField(who, net, input.field);
  if (dt === undefined) throw new RangeError(`${who}: events have no clock; give dt (ms), or use simulateEvents`);
  return rasterise(input, {dt});
}

/** Events and the time at which a run of them ends, ms. */
export interface Unclocked {
  readonly events: Events;
  readonly end: number;
}

/**
 * The input without a clock. A raster's run ends at its last step, events' at their duration.
 *
 * @throws ShapeError if the field is not the network's; TypeError for signals that are no spikes.
 */
export function unclocked(who: string, net: Network, input: Input): Unclocked {
  if (!byClock(input)) {
    checkField(who, net, input.field);
    return {events: input, end: input.duration};
  }
  checkField(who, net, fieldOf(input as Raster));
  if (!(input.data instanceof Uint8Array)) {
    throw new TypeError(`${who}: needs spikes (a raster of counts, or events), got signals; use simulate, or encode them`);
  }
  return {events: events(input as Raster), end: (input.shape[0]! - 1) * input.dt};
}

function checkField(who: string, net: Network, field: Shape): void {
  if (field.join() !== net.shape.join()) throw new ShapeError(who, net.shape, field, "the input");
}

