/** @file The gather from tables in a machine: where so many inputs are spikes that looking up sums of four weights is less work than adding each. */
import {blocksIn} from "./blocks.ts";
import type {Build} from "./build.ts";
import type {Field, Pair, ProjectPass} from "./passes.ts";
import {unitsOf} from "./passes.ts";
import type {ProjectOp} from "./project.ts";
import {at} from "./slots.ts";
import type {Slot} from "./slots.ts";

/** From this fraction of active inputs on, a lookup for every four inputs costs less than an addition for each spike. */
const DENSE = 0.25;
/** Tables are made anew for every sample, at the price of so many lookups of each entry. */
const LOOKUPS = 128;
/** Tables of a block that stay in the second cache, bytes. */
const ROOM = 1 << 20;

/** Whether a convolution of spikes is to be looked up in tables: by the activity that is expected and by its size alone. */
export function lookedUp({density, field: [a, b], input: {padded}, output: {rows, columns}, steps}: {readonly density: number; readonly field: Pair; readonly input: Field; readonly output: Field; readonly steps: number}): boolean {
  return density >= DENSE && rows * columns * steps >= LOOKUPS && 512 * a * b * padded <= ROOM;
}

/** The rows of a projection whose input is spikes that change. A sum is formed group by group, not spike by spike: it rounds otherwise than the gather does. */
export function tabled(build: Build, pass: ProjectPass, input: Slot): Pick<ProjectOp, "listed" | "rows"> {
  const {rooms, twins: {nibblesOf, tablesOf, gatherTables}} = build, {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass;
  const count = unitsOf(pass.input) / 4, nibbles = rooms.take(count + 32), groups = padded / 4, pitch = 4 * output.padded;
  const blocks = blocksIn(build, pass).map((block) => ({...block, tables: rooms.take(256 * block.vectors * a * b * groups)}));
  return {
    listed(t) {
      // The weights may have changed since the last sample.
      if (t === 0) for (const {vectors, w, tables} of blocks) tablesOf(w, a * b * groups, 16 * vectors, tables);
      nibblesOf(at(input, t), count, nibbles);
    },
    rows(_t, from, to, out) {
      for (const {vectors, tables, bias, first} of blocks) gatherTables(vectors, nibbles, rows, columns, groups, a, b, sr, ss, pr, ps, output.columns, tables, bias, from, to, out + first, pitch);
    }
  };
}
