/** @file Units that rest after a spike in a machine, and their adjoint. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Build, Link, Op} from "./build.ts";
import type {RestingPass} from "./passes.ts";
import {wordsOf} from "./passes.ts";
import {slopesOf} from "./slopes.ts";
import {at, bytesOf, maskOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export interface RestingOp extends Op {
  /** Membranes before their resets, and who was held or partly free: of every step in training, else the last. */
  readonly membranes: Slot;
  readonly held: Slot;
  readonly released: Slot;
}

const RULES = {none: 0, subtract: 1, value: 2} as const;

export function restingOp({rooms, ring, twins: {resting, copyValues}, lowered: {steps, train}, constants}: Build, pass: RestingPass, input: Slot): RestingOp {
  const {output: field, stage, decay, shift, gain, threshold, to, rest} = pass, words = wordsOf(field), rule = RULES[pass.reset], kept = train ? steps : 1;
  const bits = slot(rooms, field, {form: "bits", kept: steps}), membranes = slot(rooms, field, {form: "values", kept: train ? ring : 1});
  const held = slot(rooms, field, {form: "bits", kept}), released = slot(rooms, field, {form: "bits", kept});
  const mask = rooms.take(4 * words), start = rooms.take(128 * words), quiet = rooms.take(4 * words), wait = rooms.take(128 * words), ready = rooms.take(128 * words);
  constants.push({at: mask, data: maskOf(field)}, {at: start, data: new Float32Array(32 * words).fill(pass.start)}, {at: ready, data: new Uint32Array(32 * words).fill(-1)});
  return {
    stage, slot: bits, membranes, held, released, ends: true, state: [{at: (t) => at(membranes, t), size: 128 * words}, {at: () => wait, size: 128 * words}],
    forward(t) {
      if (t === 0) copyValues(ready, 32 * words, wait);
      const [old, before] = t === 0 ? [start, quiet] : [at(membranes, t - 1), at(bits, t - 1)];
      resting(rule, at(input, t), old, at(membranes, t), wait, before, at(bits, t), at(held, t), at(released, t), mask, words, decay, shift, gain, threshold, to, rest.steps, rest.decay, rest.shift, rest.gain);
    }
  };
}

export function restingBackOp({build: {rooms, twins}, training: {surrogate, attached}, sums}: BackBuild, pass: RestingPass, {output: bits, membranes, held, released}: Link, {input: x, output: error, adds}: Errors): BackOp["backward"] {
  const size = bytesOf(pass.output, "values"), words = wordsOf(pass.output), slope = rooms.take(size), carry = rooms.take(size);
  const {decay, gain, threshold, to, rest} = pass, {restingBack} = twins, slopes = slopesOf(twins, surrogate), rule = RULES[pass.reset];
  sums.push({at: carry, size});
  if (!x) return () => undefined;
  return (t) => {
    slopes(at(membranes!, t), 32 * words, threshold, slope);
    restingBack(rule, at(membranes!, t), at(bits, t), at(held!, t), at(released!, t), slope, at(error, t), carry, at(x, t), words, decay, gain, to, rest.decay, rest.gain, attached ? 1 : 0, adds ? 1 : 0);
  };
}
