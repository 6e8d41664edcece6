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

const RULES = {none: 0, subtract: 1, value: 2} as const;
/** Currents of one chunk of rows that stay in the first cache, bytes. */
const CHUNK = 16384;

/** Leaky units behind `input`, or fused with the projection that gives it: a chunk of rows at a time, whose currents never leave the first cache. */
export function leakyOp(build: Build, pass: LeakyPass, input: Slot, projection?: ProjectOp): LeakyOp {
  const {rooms, twins, ring, lowered: {steps, train}, constants} = build, {output: field} = pass, words = wordsOf(field);
  const bits = slot(rooms, field, {form: "bits", kept: steps});
  const membranes = slot(rooms, field, {form: "values", kept: train ? ring : 1});
  const mask = rooms.take(4 * words), start = rooms.take(128 * words), quiet = rooms.take(4 * words);
  constants.push({at: mask, data: maskOf(field)}, {at: start, data: new Float32Array(32 * words).fill(pass.start)});
  const {decay, shift, gain, threshold, to} = pass, late = pass.late ? 1 : 0, rule = RULES[pass.reset];
  const {leaky, leakyHeld} = twins;
  /** Words `first` to `first + count` of step `t`, from currents at `x`. */
  const range = (t: number, x: number, first: number, count: number): void => {
    const old = (t === 0 ? start : at(membranes, t - 1)) + 128 * first, before = (t === 0 ? quiet : at(bits, t - 1)) + 4 * first;
    leaky(late, rule, x, old, at(membranes, t) + 128 * first, before, at(bits, t) + 4 * first, mask + 4 * first, count, decay, shift, gain, threshold, to);
  };
  const common = {pass, stage: pass.stage, slot: bits, membranes, ends: true, state: [{at: (t: number) => at(membranes, t), size: 128 * words}]};
  if (input.still && ring === steps) {
    const whole = (): void => { leakyHeld(late, rule, at(input, 0), pass.start, membranes.base, membranes.pitch, bits.base, bits.pitch, mask, words, steps, decay, shift, gain, threshold, to); };
    return {...common, forward: () => whole(), whole};
  }
  return {...common, forward: projection ? chunked(projection, words, range) : (t) => range(t, at(input, t), 0, words)};
}

function chunked(projection: ProjectOp, words: number, range: (t: number, x: number, first: number, count: number) => void): Op["forward"] {
  const {pass: {output}, slot: {base}} = projection, units = output.columns * output.padded;
  const rows = chunkRows(units, output.rows);
  return (t) => {
    projection.listed(t);
    for (let from = 0; from < output.rows; from += rows) {
      const to = Math.min(output.rows, from + rows), first = (from * units) / 32;
      projection.rows(from, to, base);
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
