/** @file A projection that works as one with the pool of its currents: of the sums of a block of places the largest is kept. */
import {blocksIn} from "./blocks.ts";
import type {Build} from "./build.ts";
import {patchesOf, rowsAtOnce} from "./patches.ts";
import type {PoolPass, ProjectPass} from "./passes.ts";
import {lister} from "./project.ts";
import type {ProjectOp} from "./project.ts";
import {at, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

/** The gather that keeps of each block of places the largest. */
export function pooledOp(build: Build, pass: ProjectPass, pool: PoolPass, input: Slot): ProjectOp & {readonly winners?: Slot} {
  const {rooms, ring, twins: {gatherPooled}, lowered: {passes, train}} = build, {output, field: [a, b]} = pool, feeds = passes[passes.indexOf(pool) + 1]?.form === "project";
  const most = rowsAtOnce({rows: output.rows, columns: a * pass.output.columns}), pitch = 4 * output.padded, line = pitch * output.columns;
  const out = slot(rooms, output, {form: "values", kept: train && feeds ? ring : 1}), winners = train ? slot(rooms, output, {form: "values", kept: ring}) : undefined;
  const listed = lister(build, input, pass.input), {places, list} = patchesOf(build, pass, most * a), blocks = blocksIn(build, pass), across = 4 * pass.output.columns;
  const rows = (t: number, first: number, end: number, to: number): void => {
    for (let from = first; from < end; from += most) {
      const count = Math.min(most, end - from), begin = to + (from - first) * line, won = winners ? at(winners, t) + from * line : 0;
      list(from * a, (from + count) * a);
      for (const {vectors, w, bias, first: channel} of blocks) {
        gatherPooled(vectors, places, across, a, b, count, output.columns, w, bias, begin + channel, pitch, winners ? won + channel : 0);
      }
    }
  };
  return {
    stage: pool.stage, slot: out, field: output, listed, rows, ...(winners ? {winners} : {}),
    forward(t) {
      listed(t);
      rows(t, 0, output.rows, at(out, t));
    }
  };
}
