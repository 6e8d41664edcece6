/** @file The projection in a machine: events of its input, then the gather, block by block of output channels. */
import type {Build, Op} from "./build.ts";
import {blocksIn} from "./blocks.ts";
import type {Block} from "./blocks.ts";
import {weighs} from "./passes.ts";
import type {Field, ProjectPass} from "./passes.ts";
import {patchesOf, rowsAtOnce} from "./patches.ts";
import {at, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";
import {tabled} from "./tables.ts";

export interface ProjectOp extends Op {
  /** What its rows give. */
  readonly field: Field;
  /** Lists the events of step `t`; needed before `rows`. */
  listed(t: number): void;
  /** Output rows `from ≤ r < to` of step `t`, written from `out` on. */
  rows(t: number, from: number, to: number, out: number): void;
}

/** Makes the list of the events of step `t` of a signal, with amounts where it holds values. */
export function lister({twins, events}: Build, input: Slot, {rows, columns, padded}: {readonly rows: number; readonly columns: number; readonly padded: number}): (t: number) => void {
  const {starts, list, apart} = events, {eventsOfBits, eventsOfValues} = twins;
  if (input.form === "bits") return (t) => { eventsOfBits(at(input, t), rows, columns, padded, starts, list); };
  return (t) => { eventsOfValues(at(input, t), rows, columns, padded, starts, list, apart); };
}

export function projecting(build: Build, pass: ProjectPass, input: Slot): ProjectOp {
  const {rooms, ring} = build;
  const {passes, train} = build.lowered, next = passes[passes.indexOf(pass) + 1], feeds = next !== undefined && weighs(next);
  const out = slot(rooms, pass.output, {form: "values", kept: train && feeds && !input.still ? ring : 1, still: input.still});
  const {listed, rows} = pass.tables && input.form === "bits" && !input.still ? tabled(build, pass, input) : {listed: lister(build, input, pass.input), rows: blockwise(build, pass, input.form === "bits")};
  return {
    stage: pass.stage, slot: out, field: pass.output, once: input.still, listed, rows,
    forward(t) {
      listed(t);
      rows(t, 0, pass.output.rows, at(out, t));
    }
  };
}

/** The events of each place's patch are listed once, then gathered for each block. */
function listedRows(build: Build, pass: ProjectPass, blocks: readonly Block[], pitch: number): ProjectOp["rows"] {
  const {twins: {gatherListed}} = build, {output} = pass, most = rowsAtOnce(output), {places, list} = patchesOf(build, pass, most);
  return (_t, first, end, out) => {
    for (let from = first; from < end; from += most) {
      const to = Math.min(end, from + most), place = out + (from - first) * output.columns * pitch;
      list(from, to);
      for (const {vectors, w, bias, first: channel} of blocks) gatherListed(vectors, places, (to - from) * output.columns, w, bias, place + channel, pitch);
    }
  };
}

function blockwise(build: Build, pass: ProjectPass, spikes: boolean): ProjectOp["rows"] {
  const {twins: {gatherSpikes, gatherValues}, events: {starts, apart}} = build, blocks = blocksIn(build, pass);
  const {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, pitch = 4 * output.padded;
  if (spikes && pass.listed) return listedRows(build, pass, blocks, pitch);
  return (_t, from, to, out) => {
    for (const {vectors, w, bias, first} of blocks) {
      if (spikes) gatherSpikes(vectors, starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, w, bias, from, to, out + first, pitch);
      else gatherValues(vectors, starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, w, bias, from, to, out + first, pitch, apart);
    }
  };
}
