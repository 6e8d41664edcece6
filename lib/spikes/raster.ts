/** @file The raster: spikes by a clock, how many in each step at each place of a field. */
import {checkedShape, sizeOf, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";
import type {Events} from "./events.ts";

/** Spike counts, time first. Step `t` covers `[t dt, (t + 1) dt)`, and a spike in it is said to be at `t dt`. */
export interface Raster {
  /** `[steps, ...field]`. */
  readonly shape: Shape;
  /** One step, ms. */
  readonly dt: number;
  /** Row-major: step `t` begins at `t × sizeOf(field)`. */
  readonly data: Uint8Array;
}

/** The shape of one step. */
export const fieldOf = (spikes: Raster): Shape => spikes.shape.slice(1);

/** Steps × dt, ms. */
export const durationOf = (spikes: Raster): number => spikes.shape[0]! * spikes.dt;

/**
 * A raster of shape `[steps, ...field]`, silent unless `data` is given (not copied).
 *
 * @throws RangeError if `dt` is not positive, the shape has no steps, or the data has another size.
 */
export function raster(shape: Shape, dt: number, data?: Uint8Array): Raster {
  const whole = checkedShape("raster", shape);
  if (whole.length === 0) throw new RangeError("raster: shape must begin with the number of steps, got []");
  if (!(dt > 0 && dt < Infinity)) throw new RangeError(`raster: dt must be positive (ms), got ${dt}`);
  const counts = data ?? new Uint8Array(sizeOf(whole));
  if (counts.length !== sizeOf(whole)) {
    throw new RangeError(`raster: data must hold ${sizeOf(whole)} counts for shape ${written(whole)}, got ${counts.length}`);
  }
  return {shape: whole, dt, data: counts};
}

/** A copy of the counts of step `t`, in field order. */
export function stepOf(spikes: Raster, t: number): Uint8Array {
  const size = sizeOf(fieldOf(spikes));
  return spikes.data.slice(t * size, (t + 1) * size);
}

export interface RasteriseOptions {
  /** One step, ms. */
  readonly dt: number;
  /** Default: as many as the duration, and a spike at its very end, need. */
  readonly steps?: number;
}

/**
 * Events by a clock: a spike at `time` counts in the step `t` with `t dt ≤ time < (t + 1) dt`.
 *
 * Times on the grid (`t × dt`) come back exactly by `events`; others move to the start of their step.
 *
 * @throws RangeError if a spike falls after the last step, or one place gets more than 255 spikes in a step.
 */
export function rasterise(spikes: Events, {dt, steps}: RasteriseOptions): Raster {
  if (!(dt > 0 && dt < Infinity)) throw new RangeError(`rasterise: dt must be positive (ms), got ${dt}`);
  const length = steps ?? Math.max(1, stepsFor(spikes.duration, dt), stepAt(spikes.times.at(-1) ?? 0, dt) + 1);
  const size = sizeOf(spikes.field);
  const grid = raster([length, ...spikes.field], dt);
  for (let i = 0; i < spikes.times.length; i++) {
    const t = stepAt(spikes.times[i]!, dt);
    if (t >= length) throw new RangeError(`rasterise: a spike at ${spikes.times[i]} ms lies after the last of ${length} steps of ${dt} ms`);
    const place = t * size + spikes.units[i]!;
    if (grid.data[place] === 255) throw new RangeError(`rasterise: more than 255 spikes of unit ${spikes.units[i]} in one step; use a smaller dt (ms), got ${dt}`);
    grid.data[place]!++;
  }
  return grid;
}

/** The step a time falls into: the largest whole `t` with `t dt ≤ time`, exact where `time = t × dt` was rounded. */
export function stepAt(time: number, dt: number): number {
  const t = Math.floor(time / dt);
  if ((t + 1) * dt <= time) return t + 1;
  return t * dt > time ? t - 1 : t;
}

/** How many steps a duration needs, where a rounding error of the quotient adds none. */
export const stepsFor = (duration: number, dt: number): number => Math.ceil(duration / dt - 1e-9);
