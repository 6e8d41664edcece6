/** @file Fixed inhibition by neighbours: the lateral projection. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Projection} from "../node.ts";
import {ShapeError} from "../shape-error.ts";
import {fixed} from "./average-pool.ts";
import {patches} from "./patches.ts";
import {sharedMap} from "./shared-map.ts";

export interface SurroundOptions {
  /** How far a unit reaches in space, in places; 0 for its own place only. */
  readonly radius: number;
  /** How much the nearest neighbour takes away from a membrane. */
  readonly strength: number;
  /** How the strength falls with the distance `d` in places: not, `1 - d / (radius + 1)`, or `exp(-d² / (2 (radius / 2)²))`. */
  readonly profile?: "flat" | "linear" | "gaussian";
  /** Whether a unit reaches its own channel only, the other channels only, or all. Never itself. */
  readonly channels?: "own" | "others" | "all";
}

/**
 * A linear map with nothing to learn by which every unit takes from its neighbours within `radius`:
 * `y[o, p] = - Σ strength · profile(|p - q|) · x[c, q]`, without the unit itself.
 *
 * Input and output `[channels, ...space]`.
 *
 * @throws RangeError if the radius is not a whole number of at least 0 or the strength not a number of at least 0.
 */
export function surround({radius, strength, profile = "flat", channels = "all"}: SurroundOptions): Projection {
  if (!(Number.isInteger(radius) && radius >= 0)) {
    throw new RangeError(`surround: radius must be a whole number of at least 0 (places), got ${radius}`);
  }
  if (!(strength >= 0 && strength < Infinity)) throw new RangeError(`surround: strength must be at least 0, got ${strength}`);
  return {
    kind: "surround",
    settings: {radius, strength, profile, channels},
    map(input) {
      const space = input.slice(1), count = input[0]!, dims = space.length;
      if (dims > 3) throw new ShapeError("surround", "[channels, ...up to three sizes of space]", input);
      const all = (value: number): number[] => new Array<number>(Math.max(1, dims)).fill(value);
      const options = {field: all(2 * radius + 1), stride: all(1), padding: all(radius), dilation: all(1)};
      const patch = patches(dims === 0 ? [1] : space, options);
      const w = weights(count, options.field, radius, strength, profile, channels);
      const map = fixed(sharedMap(patch, {input, channels: count, groups: 1, weights: [0]}), w);
      return dims === 0 ? {...map, output: input} : map;
    }
  };
}

function weights(count: number, field: readonly number[], radius: number, strength: number, profile: string, channels: string): Float64Array {
  const taps = sizeOf(field), w = new Float64Array(count * count * taps);
  for (let o = 0, index = 0; o < count; o++) {
    for (let c = 0; c < count; c++) {
      for (let tap = 0; tap < taps; tap++, index++) {
        const distance = distanceOf(tap, field, radius), own = o === c;
        const reached = channels === "all" || (channels === "own") === own;
        if (reached && !(own && distance === 0)) w[index] = -strength * fall(distance, radius, profile);
      }
    }
  }
  return w;
}

/** The distance of a tap from the middle of the patch, in places. */
function distanceOf(tap: number, field: readonly number[], radius: number): number {
  let square = 0, rest = tap;
  for (let d = field.length - 1; d >= 0; d--) {
    square += ((rest % field[d]!) - radius) ** 2;
    rest = Math.floor(rest / field[d]!);
  }
  return Math.sqrt(square);
}

function fall(distance: number, radius: number, profile: string): number {
  if (distance > radius) return 0;
  if (profile === "linear") return 1 - distance / (radius + 1);
  return profile === "gaussian" && radius > 0 ? Math.exp(-(distance ** 2) / (2 * (radius / 2) ** 2)) : 1;
}
