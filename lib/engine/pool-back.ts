/** @file The adjoints of pools. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Link} from "./build.ts";
import type {MeanPass, PoolPass} from "./passes.ts";
import {at, bytesOf} from "./slots.ts";

type Backward = BackOp["backward"];

export function poolBackOp({build: {twins: {largestBack}}}: BackBuild, pass: PoolPass, {winners}: Link, {input: x, output: error}: Errors): Backward {
  const {input: {columns, padded}, output: {rows, columns: outColumns}, field: [a, b]} = pass;
  return x ? (t) => { largestBack(at(error, t), at(winners!, t), columns, padded, a, b, rows, outColumns, at(x, t)); } : () => undefined;
}

export function meanBackOp({build: {twins: {meanBack, clear}}}: BackBuild, pass: MeanPass, {input: x, output: error}: Errors): Backward {
  const {input, output: {rows, columns}, field: [a, b], stride: [sr, ss], share} = pass, size = bytesOf(input, "values");
  if (!x) return () => undefined;
  return (t) => {
    clear(at(x, t), size);
    meanBack(at(error, t), input.columns, input.padded, a, b, sr, ss, rows, columns, at(x, t), share);
  };
}
