/** @file A code is a pair, encode and decode, and knows what it costs and how far it errs. */
import {trains as trainsOf} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import {raster} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {asEvents, isRaster} from "../spikes/spikes.ts";
import type {Spikes} from "../spikes/spikes.ts";
import {generator, split} from "../tensor/generator.ts";
import type {Generator} from "../tensor/generator.ts";
import type {Shape} from "../tensor/shape.ts";
import {stream} from "../tensor/stream.ts";
import type {Stream} from "../tensor/stream.ts";
import {asTensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {eventsOf, rasterOf} from "./from-trains.ts";

/** Values in `[0, 1]`: a tensor, or a plain list. */
export type Values = Tensor | ArrayLike<number>;

export interface EncodeOptions {
  /** Seed of codes that draw lots; each unit draws its own, so no unit depends on another. */
  readonly seed?: number;
  /** One step, ms. With it the spikes come as a raster, without it as events at their exact times. */
  readonly dt?: number;
}

export interface Code {
  readonly name: string;
  /** How long one value takes, ms. */
  readonly duration: number;
  /** Defined by a clock: `encode` needs `dt`. */
  readonly clocked?: boolean;
  encode(values: Values, options: EncodeOptions & {readonly dt: number}): Raster;
  encode(values: Values, options?: EncodeOptions): Events;
  decode(spikes: Spikes): Tensor;
  /** The expected number of spikes for a value. */
  count(value: number, dt?: number): number;
  /**
   * How far `decode(encode(value))` lies from the value: never more than this (`bound`), or this root mean square
   * (`deviation`). `dt` is 0 for events.
   */
  readonly error: {readonly kind: "bound" | "deviation"; at(value: number, dt: number): number};
  /** The standard deviation of the decoded value when each spike time is jittered by `deviation` ms; where it is known. */
  jittered?(value: number, deviation: number): number;
  /** The root mean square error of the decoded value when each spike is lost with this chance; where it is known. */
  thinned?(value: number, chance: number): number;
}

/** One spike train for one value, and back. `times` are ms, ascending; those of a raster are the middles of its steps. */
export interface UnitCode extends Pick<Code, "name" | "duration" | "clocked" | "count" | "error"> {
  /** `draws` begins the unit's own stream. */
  train(value: number, draws: () => Stream, dt: number | undefined): readonly number[];
  /** The trains of all units at once as rows of `steps`, where that is faster: the same spikes. Unit `i` draws from `split(source, i)`. */
  sweep?(values: Float64Array, source: Generator, dt: number): {readonly steps: number; readonly data: Uint8Array};
  value(times: Float64Array): number;
  readonly jittered?: NonNullable<Code["jittered"]>;
  readonly thinned?: NonNullable<Code["thinned"]>;
}

/** The code of a field, each place by itself, from the code of one unit. */
export function eachUnit(unit: UnitCode): Code {
  const {train: _train, value: _value, sweep, ...told} = unit;
  return fieldCode({
    ...told,
    trains: (values, {seed = 0, dt}) => {
      const {shape, data} = checkedValues(unit.name, values), source = generator(seed);
      return {field: shape, trains: Array.from(data, (x, i) => unit.train(x, () => stream(split(source, i)), dt))};
    },
    ...(sweep && {
      raster: (values: Values, {seed = 0, dt}: EncodeOptions & {readonly dt: number}) => {
        const {shape, data} = checkedValues(unit.name, values), rows = sweep(data, generator(seed), dt);
        return raster([rows.steps, ...shape], dt, rows.data);
      }
    }),
    values: (trains, shape) => ({shape, data: Float64Array.from(trains, (times) => unit.value(times))})
  });
}

/** Spike trains of a whole field, and back: the general form of a code. */
export interface FieldCode extends Omit<Code, "encode" | "decode"> {
  trains(values: Values, options: EncodeOptions): {readonly field: Shape; readonly trains: readonly (readonly number[])[]};
  values(trains: readonly Float64Array[], field: Shape): Tensor;
  /** What the trains would give by a clock, where that is faster. */
  raster?(values: Values, options: EncodeOptions & {readonly dt: number}): Raster;
}

export function fieldCode({trains, values, raster: rows, ...told}: FieldCode): Code {
  function encode(input: Values, options: EncodeOptions & {readonly dt: number}): Raster;
  function encode(input: Values, options?: EncodeOptions): Events;
  function encode(input: Values, options: EncodeOptions = {}): Spikes {
    const {dt} = options;
    if (dt !== undefined) positive(told.name, "dt must be positive (ms)", dt);
    if (dt !== undefined && rows) return rows(input, {...options, dt});
    const {field, trains: times} = trains(input, options);
    return dt === undefined ? eventsOf(times, field, told.duration) : rasterOf(times, field, told.duration, dt);
  }
  return {...told, encode, decode: (spikes) => values(...unitTrains(spikes))};
}

/** The times of each unit, those of a raster moved to the middle of their step, where they lie on average. */
export function unitTrains(spikes: Spikes): [Float64Array[], Shape] {
  const list = asEvents(spikes), times = trainsOf(list);
  if (!isRaster(spikes)) return [times, list.field];
  return [times.map((train) => (train.length > 0 ? train.map((t) => t + spikes.dt / 2) : train)), list.field];
}

/**
 * The values as a tensor.
 *
 * @throws RangeError if one lies outside `[0, 1]`.
 */
export function checkedValues(who: string, values: Values): Tensor {
  const field = asTensor(values);
  for (const x of field.data) if (!(x >= 0 && x <= 1)) throw new RangeError(`${who}: values must lie from 0 to 1, got ${x}`);
  return field;
}

/**
 * The number itself.
 *
 * @throws RangeError if it is not positive and finite.
 */
export function positive(who: string, what: string, value: number): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${who}: ${what}, got ${value}`);
  return value;
}

/** The value moved into `[0, 1]`. */
export const clamp = (value: number): number => Math.min(1, Math.max(0, value));
