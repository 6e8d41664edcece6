/** @file Units with adaptive thresholds in a machine, and their adjoint. */
import {perUnit} from "../model/neurons/per-unit.ts";
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Build, Link, Op} from "./build.ts";
import type {AdaptivePass, Field} from "./passes.ts";
import {eachUnit, wordsOf} from "./passes.ts";
import {slopesOf} from "./slopes.ts";
import {at, bytesOf, maskOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export interface AdaptiveOp extends Op {
  /** Membranes before their resets, and how far thresholds stood above their base: of every step in training, else the last. */
  readonly membranes: Slot;
  readonly heights: Slot;
}

const RULES = {none: 0, subtract: 1, value: 2} as const;

/** One number for each padded unit. */
function spreadOut(field: Field, values: ArrayLike<number>): Float32Array {
  const own = perUnit("adaptive: raised", values, field.rows * field.columns * field.channels), all = new Float32Array(32 * wordsOf(field));
  eachUnit(field, (index, unit) => { all[unit] = own[index]!; });
  return all;
}

export function adaptiveOp({rooms, ring, twins: {adaptive}, lowered: {steps, train}, constants}: Build, pass: AdaptivePass, input: Slot): AdaptiveOp {
  const {output: field, stage, decay, shift, gain, threshold, to, sunk, increment} = pass, words = wordsOf(field), rule = RULES[pass.reset];
  const bits = slot(rooms, field, {form: "bits", kept: steps}), kept = train ? ring : 1;
  const membranes = slot(rooms, field, {form: "values", kept}), heights = slot(rooms, field, {form: "values", kept});
  const mask = rooms.take(4 * words), start = rooms.take(128 * words), raised = rooms.take(128 * words), quiet = rooms.take(4 * words);
  constants.push({at: mask, data: maskOf(field)}, {at: start, data: new Float32Array(32 * words).fill(pass.start)}, {at: raised, data: spreadOut(field, pass.raised)});
  return {
    stage, slot: bits, membranes, heights, ends: true, state: [membranes, heights].map((each) => ({at: (t: number) => at(each, t), size: 128 * words})),
    forward(t) {
      const [old, stood, before] = t === 0 ? [start, raised, quiet] : [at(membranes, t - 1), at(heights, t - 1), at(bits, t - 1)];
      adaptive(rule, at(input, t), old, at(membranes, t), stood, at(heights, t), before, at(bits, t), mask, words, decay, shift, gain, threshold, to, sunk, increment);
    }
  };
}

export function adaptiveBackOp({build: {rooms, twins}, training: {surrogate, attached}, sums}: BackBuild, pass: AdaptivePass, {output: bits, membranes, heights}: Link, {input: x, output: error, adds}: Errors): BackOp["backward"] {
  const size = bytesOf(pass.output, "values"), words = wordsOf(pass.output), slope = rooms.take(size), carry = rooms.take(size), rise = rooms.take(size);
  const {decay, gain, threshold, to, sunk, increment} = pass, {aboveThresholds, adaptiveBack} = twins, slopes = slopesOf(twins, surrogate), rule = RULES[pass.reset];
  sums.push({at: carry, size}, {at: rise, size});
  if (!x) return () => undefined;
  return (t) => {
    const u = at(membranes!, t), h = at(heights!, t);
    aboveThresholds(u, h, 32 * words, slope);
    slopes(slope, 32 * words, threshold, slope);
    adaptiveBack(rule, u, h, at(bits, t), slope, at(error, t), carry, rise, at(x, t), words, decay, gain, to, sunk, increment, attached ? 1 : 0, adds ? 1 : 0);
  };
}
