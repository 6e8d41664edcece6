/** @file The pool that fires where any of its members does, on spikes as bits. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Build, Link, Op} from "./build.ts";
import type {PoolPass} from "./passes.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export function anyPoolOp({rooms, twins: {anyOfBits}, lowered: {steps, train}}: Build, {stage, input: {columns, padded}, output, field: [a, b]}: PoolPass, input: Slot): Op {
  const out = slot(rooms, output, {form: "bits", kept: train && !input.still ? steps : 1, still: input.still}), size = bytesOf(output, "bits");
  return {stage, slot: out, once: input.still, forward: (t) => { anyOfBits(at(input, t), columns, padded, a, b, output.rows, output.columns, at(out, t), size); }};
}

/** @throws RangeError where it gets values: their way back is not built. */
export function anyPoolBackOp({build: {twins: {anyBack}}}: BackBuild, {stage, input: {columns, padded}, output, field: [a, b]}: PoolPass, {input: signal}: Link, {input: x, output: error}: Errors): BackOp["backward"] {
  if (!x) return () => undefined;
  if (signal.form === "values") throw new RangeError(`plan: the orPool at stage ${stage} gets values, where it has no way back; pool spikes, or use the reference engine`);
  return (t) => { anyBack(at(error, t), at(signal, t), columns, padded, a, b, output.rows, output.columns, at(x, t)); };
}
