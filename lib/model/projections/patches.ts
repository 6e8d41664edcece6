/** @file Where a patch of weights meets a field of one, two or three dimensions. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";

/** One number for every dimension of space. */
export interface PatchOptions {
  readonly field: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

/**
 * The places of one patch over one channel, taken in three ways.
 *
 * Runs, for dense loops: tap `k` meets `length` places, input `from + j · step` and output `to + j`.
 * Meetings, for one spike: input place `p` meets outputs `outs[m]` through taps `taps[m]`, `starts[p] ≤ m < starts[p + 1]`.
 */
export interface Patches {
  readonly input: Shape;
  readonly output: Shape;
  readonly inputs: number;
  readonly outputs: number;
  readonly taps: number;
  readonly step: number;
  /** `runs[k]` holds triples `from, to, length`. */
  readonly runs: readonly Int32Array[];
  readonly starts: Uint32Array;
  readonly outs: Uint32Array;
  readonly tapOf: Uint32Array;
  /** For one output: place `q` meets input place `[q · taps + k]` of this table through tap `k`; -1 where that lies outside. */
  metBy(): Int32Array;
}

/** Sizes of the output: `⌊(n + 2 padding - dilation (field - 1) - 1) / stride⌋ + 1` in each dimension; not positive where nothing fits. */
export function patchOutput(input: Shape, {field, stride, padding, dilation}: PatchOptions): number[] {
  return input.map((size, d) => Math.floor((size + 2 * padding[d]! - dilation[d]! * (field[d]! - 1) - 1) / stride[d]!) + 1);
}

/** The geometry of a patch that slides over a field with no channels. */
export function patches(input: Shape, options: PatchOptions): Patches {
  const output = patchOutput(input, options);
  const inputs = sizeOf(input), outputs = sizeOf(output), taps = sizeOf(options.field);
  const runs = Array.from({length: taps}, (_, tap) => runsOf(tap, input, output, options));
  const step = options.stride.at(-1) ?? 1;
  return {input, output, inputs, outputs, taps, step, runs, ...meetings(inputs, runs, step), metBy: kept(() => metBy(outputs, taps, runs, step))};
}

/** Row by row along the last dimension, the places that tap `tap` connects. */
function runsOf(tap: number, input: Shape, output: Shape, {field, stride, padding, dilation}: PatchOptions): Int32Array {
  const offset = place(tap, field).map((a, d) => a * dilation[d]! - padding[d]!);
  const last = input.length - 1;
  const found: number[] = [];
  const rows = sizeOf(output.slice(0, last));
  for (let row = 0; row < rows; row++) {
    const outer = place(row, output.slice(0, last));
    const inner = outer.map((r, d) => r * stride[d]! + offset[d]!);
    if (!inner.every((r, d) => r >= 0 && r < input[d]!)) continue;
    const first = Math.max(0, Math.ceil(-offset[last]! / stride[last]!));
    const end = Math.min(output[last]!, Math.floor((input[last]! - 1 - offset[last]!) / stride[last]!) + 1);
    if (end <= first) continue;
    const from = inner.reduce((flat, r, d) => flat * input[d]! + r, 0) * input[last]! + first * stride[last]! + offset[last]!;
    found.push(from, row * output[last]! + first, end - first);
  }
  return Int32Array.from(found);
}

/** The coordinates of a flat index. */
function place(flat: number, shape: Shape): number[] {
  const at = new Array<number>(shape.length);
  for (let d = shape.length - 1, rest = flat; d >= 0; d--) {
    at[d] = rest % shape[d]!;
    rest = Math.floor(rest / shape[d]!);
  }
  return at;
}

/** The same pairs sorted by input place. */
function meetings(inputs: number, runs: readonly Int32Array[], step: number): Pick<Patches, "starts" | "outs" | "tapOf"> {
  const starts = new Uint32Array(inputs + 1);
  eachPair(runs, step, (from) => starts[from + 1]!++);
  for (let p = 0; p < inputs; p++) starts[p + 1]! += starts[p]!;
  const next = starts.slice(), outs = new Uint32Array(starts[inputs]!), tapOf = new Uint32Array(starts[inputs]!);
  eachPair(runs, step, (from, to, tap) => {
    outs[next[from]!] = to;
    tapOf[next[from]!++] = tap;
  });
  return {starts, outs, tapOf};
}

/** Made when first asked for. */
function kept<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function metBy(outputs: number, taps: number, runs: readonly Int32Array[], step: number): Int32Array {
  const table = new Int32Array(outputs * taps).fill(-1);
  eachPair(runs, step, (from, to, tap) => { table[to * taps + tap] = from; });
  return table;
}

function eachPair(runs: readonly Int32Array[], step: number, visit: (from: number, to: number, tap: number) => void): void {
  runs.forEach((run, tap) => {
    for (let k = 0; k < run.length; k += 3) {
      for (let j = 0; j < run[k + 2]!; j++) visit(run[k]! + j * step, run[k + 1]! + j, tap);
    }
  });
}
