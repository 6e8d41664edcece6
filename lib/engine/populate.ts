/** @file Populations in a machine. */
import type {Build, Op} from "./build.ts";
import type {IntegratorPass, LeakyPass, RectifierPass} from "./passes.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import type {ProjectOp} from "./project.ts";
import {at, maskOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export interface LeakyOp extends Op {
  readonly pass: LeakyPass;
  /** Membranes before their resets: of every step in training, else the last. */
  readonly membranes: Slot;
}

/** Currents of one chunk of rows that stay in the nearest caches, bytes. */
const CHUNK = 65536;

/** What leaky units keep, and the numbers of their step as the twins take them. */
export interface Membranes {
  readonly op: Omit<LeakyOp, "forward">;
  /** Membranes of word `first` on before step `t`; before the first step all are alike. */
  old(t: number, first: number): number;
  /** Where those membranes have fired: nowhere before the first step. */
  was(t: number): number;
  readonly mask: number;
  readonly code: number;
  readonly numbers: Readonly<Record<"decay" | "shift" | "gain" | "threshold" | "reset", number>>;
}

export function membranesOf({rooms, ring, lowered: {steps, train}, constants}: Build, pass: LeakyPass): Membranes {
  const {output: field, decay, shift, gain, threshold, to, late, reset} = pass, words = wordsOf(field);
  const bits = slot(rooms, field, {form: "bits", kept: steps}), membranes = slot(rooms, field, {form: "values", kept: train ? ring : 1});
  const mask = rooms.take(4 * words), start = rooms.take(128);
  constants.push({at: mask, data: maskOf(field)}, {at: start, data: new Float32Array(32).fill(pass.start)});
  return {
    op: {pass, stage: pass.stage, slot: bits, membranes, ends: true, state: [{at: (t: number) => at(membranes, t), size: 128 * words}]},
    old: (t, first) => (t === 0 ? start : at(membranes, t - 1) + 128 * first), was: (t) => (t === 0 ? Infinity : threshold), mask,
    code: (late ? 1 : 0) | (reset === "value" ? 2 : 0) | (shift === 0 && gain === 1 ? 0 : 4),
    numbers: {decay, shift, gain, threshold, reset: reset === "none" ? 0 : to}
  };
}

/** Leaky units behind `input`, or fused with the projection that gives it: a chunk of rows at a time, whose currents never leave the first cache. */
export function leakyOp(build: Build, pass: LeakyPass, input: Slot, projection?: ProjectOp): LeakyOp {
  const {rooms, ring, twins: {leaky, leakyHeld}, lowered: {steps}} = build, {op, old, was, mask, code, numbers: {decay, shift, gain, threshold, reset}} = membranesOf(build, pass);
  const {slot: bits, membranes} = op, words = wordsOf(pass.output);
  if (input.still && ring === steps) {
    const scaled = rooms.take(128);
    const whole = (): void => { leakyHeld(code, at(input, 0), scaled, pass.start, membranes.base, membranes.pitch, bits.base, bits.pitch, mask, words, steps, decay, shift, gain, threshold, reset); };
    return {...op, forward: () => whole(), whole};
  }
  /** Words `first` to `first + count` of step `t`, from currents at `x`. */
  const range = (t: number, x: number, first: number, count: number): void => {
    leaky(code, x, old(t, first), t === 0 ? 0 : 128, at(membranes, t) + 128 * first, at(bits, t) + 4 * first, mask + 4 * first, count, decay, shift, gain, threshold, was(t), reset);
  };
  return {...op, forward: projection ? chunked({...projection, base: projection.slot.base}, words, range) : (t) => range(t, at(input, t), 0, words)};
}

/** A projection that gives its currents, a chunk of rows at a time, at `base`; `range` moves the membranes of words `first` to `first + count` by those at `x`. */
export function chunked({field: output, base, listed, rows: gather}: Pick<ProjectOp, "field" | "listed" | "rows"> & {readonly base: number}, words: number, range: (t: number, x: number, first: number, count: number) => void): Op["forward"] {
  const units = output.columns * output.padded, rows = chunkRows(units, output.rows);
  return (t) => {
    listed(t);
    for (let from = 0; from < output.rows; from += rows) {
      const to = Math.min(output.rows, from + rows), first = (from * units) / 32;
      gather(t, from, to, base);
      range(t, base, first, Math.min(words, Math.ceil((to * units) / 32)) - first);
    }
  };
}

/** Rows of a chunk: they fill whole words of 32 units, and about the first cache. */
function chunkRows(units: number, rows: number): number {
  let least = 1;
  while ((least * units) % 32 !== 0) least *= 2;
  return Math.min(rows, least * Math.max(1, Math.floor(CHUNK / (4 * units * least))));
}

export function integratorOp({rooms, twins: {integrate}, lowered: {steps}}: Build, {output: field, decay, stage}: IntegratorPass, input: Slot): Op {
  const out = slot(rooms, field, {form: "values", kept: steps}), none = rooms.take(128 * wordsOf(field)), count = unitsOf(field);
  return {stage, slot: out, ends: true, forward: (t) => { integrate(at(input, t), t === 0 ? none : at(out, t - 1), at(out, t), count, decay); }};
}

export function rectifierOp({rooms, ring, twins: {rectify}, lowered: {train}}: Build, {output: field, stage}: RectifierPass, input: Slot): Op {
  const out = slot(rooms, field, {form: "values", kept: train && !input.still ? ring : 1, still: input.still});
  return {stage, slot: out, once: input.still, forward: (t) => { rectify(at(input, t), unitsOf(field), at(out, t)); }};
}
