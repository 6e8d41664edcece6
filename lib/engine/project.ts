/** @file The projection in a machine: events of its input, then the gather, block by block of output channels. */
import type {Build, Op} from "./build.ts";
import {blocksOf} from "./pack.ts";
import {weighs} from "./passes.ts";
import type {ProjectPass} from "./passes.ts";
import {at, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export interface ProjectOp extends Op {
  readonly pass: ProjectPass;
  /** Lists the events of step `t`; needed before `rows`. */
  listed(t: number): void;
  /** Output rows `from ≤ r < to`, written from `out` on. */
  rows(from: number, to: number, out: number): void;
}

/** Makes the list of the events of step `t` of a signal, with amounts where it holds values. */
export function lister({twins, events}: Build, input: Slot, {rows, columns, padded}: {readonly rows: number; readonly columns: number; readonly padded: number}): (t: number) => void {
  const {starts, list, apart} = events, {eventsOfBits, eventsOfValues} = twins;
  if (input.form === "bits") return (t) => { eventsOfBits(at(input, t), rows, columns, padded, starts, list); };
  return (t) => { eventsOfValues(at(input, t), rows, columns, padded, starts, list, apart); };
}

export function projecting(build: Build, pass: ProjectPass, input: Slot): ProjectOp {
  const {rooms, ring} = build, {passes, train} = build.lowered, next = passes[passes.indexOf(pass) + 1], feeds = next !== undefined && weighs(next);
  const out = slot(rooms, pass.output, {form: "values", kept: train && feeds && !input.still ? ring : 1, still: input.still});
  const listed = lister(build, input, pass.input), rows = blockwise(build, pass, input.form === "bits");
  return {
    pass, stage: pass.stage, slot: out, once: input.still, listed, rows,
    forward(t) {
      listed(t);
      rows(0, pass.output.rows, at(out, t));
    }
  };
}

interface Block {
  readonly vectors: number;
  readonly w: number;
  readonly bias: number;
  readonly first: number;
}

/** The events of each place's patch are listed once, then gathered for each block. */
function listedRows({rooms, events: {starts}, twins: {patchEvents, gatherListed}}: Build, pass: ProjectPass, blocks: readonly Block[], pitch: number): ProjectOp["rows"] {
  const {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, count = output.rows * output.columns;
  const places = rooms.take(4 * count + 4), list = rooms.take(4 * count * a * b * padded);
  return (from, to, out) => {
    patchEvents(starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, from, to, places, list);
    for (const {vectors, w, bias, first} of blocks) gatherListed(vectors, places, (to - from) * output.columns, w, bias, out + first, pitch);
  };
}

function blockwise(build: Build, pass: ProjectPass, spikes: boolean): ProjectOp["rows"] {
  const {twins: {gatherSpikes, gatherValues}, parameters, events: {starts, apart}} = build;
  const {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, pitch = 4 * output.padded;
  let channel = 0;
  const blocks = blocksOf(output.padded).map((vectors): Block => {
    const first = channel;
    channel += 4 * vectors;
    return {vectors, w: parameters + 4 * (pass.weights + first * a * b * padded), bias: parameters + 4 * (pass.bias + first), first: 4 * first};
  });
  if (spikes && pass.listed) return listedRows(build, pass, blocks, pitch);
  return (from, to, out) => {
    for (const {vectors, w, bias, first} of blocks) {
      if (spikes) gatherSpikes(vectors, starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, w, bias, from, to, out + first, pitch);
      else gatherValues(vectors, starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.columns, w, bias, from, to, out + first, pitch, apart);
    }
  };
}
