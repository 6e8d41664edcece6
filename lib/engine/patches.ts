/** @file Patches in a machine: the events that the places of some rows see, put together place by place. */
import type {Build} from "./build.ts";
import type {Field, Pass, PoolPass, ProjectPass} from "./passes.ts";

export interface Patches {
  /** Where the addresses of the places' events begin. */
  readonly places: number;
  /** Lists the events of output rows `from ≤ r < to`, after those of the step were listed. */
  list(from: number, to: number): void;
}

/** Places whose events stay in the nearest caches: few enough for those, and enough that the calls do not count. */
const AT_ONCE = 256;

/** Rows of places that are listed at once. */
export const rowsAtOnce = ({columns, rows}: Pick<Field, "columns" | "rows">): number => Math.min(rows, Math.max(1, Math.floor(AT_ONCE / columns)));

/** Room for `most` rows of places. */
export function patchesOf({rooms, events: {starts}, twins: {patchEvents}}: Build, {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]}: ProjectPass, most: number): Patches {
  const count = most * output.columns, places = rooms.take(4 * count + 4), list = rooms.take(4 * count * a * b * padded);
  return {places, list(from, to) { patchEvents(starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, from, to, places, list); }};
}

/** Whether a projection works as one with the pool of its currents behind it: its patches are listed, since its input is spikes that change. */
export function joins(pass: Pass, next: Pass | undefined, changing: boolean): next is PoolPass {
  return pass.form === "project" && pass.listed && !pass.tables && changing && next?.form === "pool" && next.rule === "step";
}
