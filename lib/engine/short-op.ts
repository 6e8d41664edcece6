/** @file A projection of spikes, a pool of its currents and leaky units in a machine, all in whole numbers of 16 bits. */
import type {Build, Op} from "./build.ts";
import type {PoolPass, ProjectPass} from "./passes.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import {patchesOf, rowsAtOnce} from "./patches.ts";
import {chunked} from "./populate.ts";
import {lister} from "./project.ts";
import {linesOf, MOST, shortBlocks, shortsOf} from "./shorts.ts";
import type {Shorts} from "./shorts.ts";
import type {ShortLayer} from "./shorten.ts";
import {at, maskOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export function shortOp(build: Build, {project, pool, leaky}: ShortLayer, input: Slot): Op {
  const {rooms, twins: {leakyShorts}, lowered: {steps}} = build, {output: field} = leaky, words = wordsOf(field), units = unitsOf(field);
  const bits = slot(rooms, field, {form: "bits", kept: steps}), mask = rooms.take(4 * words), membranes = rooms.take(64 * words), start = rooms.take(64), currents = rooms.take(2 * units + 16);
  const rows = rowsOf(build, project, pool, input), code = (leaky.late ? 1 : 0) | (leaky.reset === "value" ? 2 : 0) | (leaky.decay === 1 ? 4 : 0);
  let numbers: Shorts["numbers"];
  build.constants.push({at: mask, data: maskOf(field)});
  build.turns.push((memory) => {
    const parameters = new Float32Array(memory, build.parameters, build.lowered.parameters), shorts = shortsOf("run", project, leaky, parameters);
    new Int16Array(memory, rows.weights, shorts.weights.length).set(shorts.weights);
    new Int16Array(memory, rows.bias, shorts.bias.length).set(shorts.bias);
    ({numbers} = shorts);
    new Int16Array(memory, start, 32).fill(numbers.start);
    rows.ready?.();
  });
  const range = (t: number, x: number, first: number, count: number): void => {
    const {decay, shift, under, reset} = numbers, u = membranes + 64 * first;
    leakyShorts(code, x, t === 0 ? start : u, t === 0 ? 0 : 64, u, at(bits, t) + 4 * first, mask + 4 * first, count, decay, shift, under, t === 0 ? MOST : under, reset);
  };
  const forward = chunked({field, base: currents, listed: rows.listed, rows: (_t, from, to, out) => rows.gather(from, to, out)}, words, range);
  return {stage: leaky.stage, slot: bits, ends: true, forward};
}

interface ShortRows {
  readonly weights: number;
  readonly bias: number;
  listed(t: number): void;
  gather(from: number, to: number, out: number): void;
  /** When the weights are there. */
  ready?(): void;
}

interface ShortBlock {
  readonly vectors: number;
  readonly w: number;
  readonly bias: number;
  readonly first: number;
}

/** Blocks in the order in which they are to be gathered: the last writes beyond its place, so it goes first. */
function placed(project: ProjectPass, weights: number, bias: number): ShortBlock[] {
  let channel = 0;
  return shortBlocks(project).map((vectors) => {
    const first = channel;
    channel += 8 * vectors;
    return {vectors, w: weights + 2 * first * linesOf(project), bias: bias + 2 * first, first: 2 * first};
  }).reverse();
}

function rowsOf(build: Build, project: ProjectPass, pool: PoolPass | undefined, input: Slot): ShortRows {
  const {rooms, twins: {gatherShorts}} = build, {output, field: [a, b]} = pool ?? {output: project.output, field: [1, 1]}, pitch = 2 * output.padded, line = pitch * output.columns;
  const weights = rooms.take(2 * linesOf(project) * 8 * Math.ceil(output.padded / 8)), bias = rooms.take(2 * output.padded + 16), blocks = placed(project, weights, bias);
  if (project.tables) return {weights, bias, ...lookedUpRows(build, project, input, blocks)};
  const across = 4 * project.output.columns, most = rowsAtOnce({rows: output.rows, columns: a * project.output.columns}), {places, list} = patchesOf(build, project, most * a);
  return {
    weights, bias, listed: lister(build, input, project.input),
    gather(first, end, out) {
      for (let from = first; from < end; from += most) {
        const count = Math.min(most, end - from), begin = out + (from - first) * line;
        list(from * a, (from + count) * a);
        for (const {vectors, w, bias: sum, first: shifted} of blocks) gatherShorts(vectors, places, across, a, b, count, output.columns, w, sum, begin + shifted, pitch);
      }
    }
  };
}

function lookedUpRows({rooms, twins: {nibblesOf, tablesOfShorts, gatherTablesOfShorts}}: Build, {input: field, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]}: ProjectPass, input: Slot, blocks: readonly ShortBlock[]): Pick<ShortRows, "listed" | "gather" | "ready"> {
  const count = unitsOf(field) / 4, nibbles = rooms.take(count + 32), groups = field.padded / 4, pitch = 2 * output.padded;
  const tabled = blocks.map((block) => ({...block, tables: rooms.take(256 * block.vectors * a * b * groups)}));
  return {
    ready() { for (const {vectors, w, tables} of tabled) tablesOfShorts(w, a * b * groups, 16 * vectors, tables); },
    listed(t) { nibblesOf(at(input, t), count, nibbles); },
    gather(from, to, out) {
      for (const {vectors, tables, bias, first} of tabled) gatherTablesOfShorts(vectors, nibbles, field.rows, field.columns, groups, a, b, sr, ss, pr, ps, output.columns, tables, bias, from, to, out + first, pitch);
    }
  };
}
