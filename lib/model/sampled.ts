/** @file One time or many: a closed form of time asked at a number gives a number, at an array gives an array. */
import {finite} from "./door.ts";

/** A time (ms), or as many times as one wants to see. */
export type Times = number | ArrayLike<number>;

/** What a closed form gives at those times: a number at a number, an array at an array. */
export type At<T extends Times> = T extends number ? number : Float64Array;

/**
 * `at` at one time or at each of many.
 *
 * @throws RangeError if a time is not finite.
 */
export function sampled<T extends Times>(who: string, time: T, at: (t: number) => number): At<T> {
  if (typeof time === "number") return at(finite(who, "time", time, "ms")) as At<T>;
  return Float64Array.from(time as ArrayLike<number>, (t, i) => at(finite(who, `time[${i}]`, t, "ms"))) as At<T>;
}
