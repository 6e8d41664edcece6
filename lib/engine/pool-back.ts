/** @file The adjoints of pools. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Link} from "./build.ts";
import type {MeanPass, PoolPass} from "./passes.ts";
import {spreading} from "./pool.ts";
import {at, bytesOf} from "./slots.ts";

type Backward = BackOp["backward"];

export function poolBackOp({build}: BackBuild, pass: PoolPass, {input: signal, winners}: Link, {input: x, output: error}: Errors): Backward {
  const {input: {columns, padded}, output: {rows, columns: outColumns}, field: [a, b], rule} = pass, {largestBack, anyBack} = build.twins;
  if (!x) return () => undefined;
  if (rule !== "any") return (t) => { largestBack(at(error, t), at(winners!, t), columns, padded, a, b, rows, outColumns, at(x, t)); };
  if (signal.form === "values") throw new RangeError(`plan: the orPool at stage ${pass.stage} gets values, where it has no way back; pool spikes, or use the reference engine`);
  const {slot: y, spread} = spreading(build, signal);
  return (t) => {
    spread(t);
    anyBack(at(error, t), at(y, t), columns, padded, a, b, rows, outColumns, at(x, t));
  };
}

export function meanBackOp({build: {twins: {meanBack, clear}}}: BackBuild, pass: MeanPass, {input: x, output: error}: Errors): Backward {
  const {input, output: {rows, columns}, field: [a, b], stride: [sr, ss], share} = pass, size = bytesOf(input, "values");
  if (!x) return () => undefined;
  return (t) => {
    clear(at(x, t), size);
    meanBack(at(error, t), input.columns, input.padded, a, b, sr, ss, rows, columns, at(x, t), share);
  };
}
