/** @file The blocks of a pooling selection: which unit lies in which pool. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";
import {patches, patchOutput} from "../projections/patches.ts";
import {perDimension} from "../projections/per-dimension.ts";
import type {Sizes} from "../projections/per-dimension.ts";
import {ShapeError} from "../shape-error.ts";

/** Pools that do not overlap; places beyond the last whole pool belong to none. */
export interface Pools {
  readonly output: Shape;
  /** The pool of each unit, or -1. */
  readonly poolOf: Int32Array;
  /** The units of pool `k` are `members[k · size …]`. */
  readonly members: Uint32Array;
  readonly size: number;
}

/** @throws ShapeError if a pool does not fit the field. */
export function pools(who: string, input: Shape, field: Sizes): Pools {
  const space = input.slice(1);
  if (space.length < 1) throw new ShapeError(who, "[channels, ...space]", input);
  const size = perDimension(`${who}: field`, field, space.length, 1);
  const options = {field: size, stride: size, padding: size.map(() => 0), dilation: size.map(() => 1)};
  if (patchOutput(space, options).some((n) => n < 1)) throw new ShapeError(who, `a field that holds a pool of ${size.join(" × ")}`, input);
  const {starts, outs, tapOf, inputs, outputs, taps, output} = patches(space, options), channels = input[0]!;
  const poolOf = new Int32Array(sizeOf(input)).fill(-1), members = new Uint32Array(channels * outputs * taps);
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < inputs; p++) {
      if (starts[p] === starts[p + 1]) continue;
      const pool = c * outputs + outs[starts[p]!]!;
      poolOf[c * inputs + p] = pool;
      members[pool * taps + tapOf[starts[p]!]!] = c * inputs + p;
    }
  }
  return {output: [channels, ...output], poolOf, members, size: taps};
}

/** The pools that arrivals fall into, each once, ascending. */
export function touched(poolOf: Int32Array, {units, count}: {readonly units: Uint32Array; readonly count: number}): number[] {
  const found = new Set<number>();
  for (let k = 0; k < count; k++) if (poolOf[units[k]!]! >= 0) found.add(poolOf[units[k]!]!);
  return [...found].sort((a, b) => a - b);
}
