/** @file The adjoints of populations. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Link} from "./build.ts";
import type {IntegratorPass, LeakyPass, RectifierPass} from "./passes.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import {at, bytesOf} from "./slots.ts";
import {slopesOf} from "./slopes.ts";

type Backward = BackOp["backward"];

/** What an attached reset takes of the error: `q1 u + q0`. */
function resetSlope({reset, late, decay, shift, to}: LeakyPass, attached: boolean): readonly [q1: number, q0: number] {
  if (!attached || reset === "none") return [0, 0];
  if (reset === "subtract") return [0, late ? to : decay * to];
  return [decay, late ? shift - to : -decay * to];
}

/** Where nobody needs the error of the input there is nothing to do: a population before the first weights. */
const nothing: Backward = () => undefined;

export function leakyBackOp({build: {rooms, twins}, training: {surrogate, attached}, sums}: BackBuild, pass: LeakyPass, {output, membranes}: Link, errors: Errors): Backward {
  const {input: x, output: error, adds} = errors, words = wordsOf(pass.output), size = bytesOf(pass.output, "values");
  const slopes = slopesOf(twins, surrogate), [q1, q0] = resetSlope(pass, attached), value = pass.reset === "value" ? 1 : 0;
  const slope = rooms.take(size), carry = rooms.take(size), {decay, gain, threshold} = pass, {leakyBack} = twins, u = membranes!;
  sums.push({at: carry, size});
  if (!x) return nothing;
  return (t) => {
    slopes(at(u, t), 32 * words, threshold, slope);
    leakyBack(at(u, t), at(output, t), slope, at(error, t), carry, at(x, t), words, decay, gain, q1, q0, value, adds ? 1 : 0);
  };
}

export function integratorBackOp({build: {rooms, twins: {integratorBack}}, sums}: BackBuild, {output: field, decay}: IntegratorPass, {input: x, output: error, adds}: Errors): Backward {
  const size = bytesOf(field, "values"), carry = rooms.take(size);
  sums.push({at: carry, size});
  return x ? (t) => { integratorBack(at(error, t), carry, at(x, t), unitsOf(field), decay, adds ? 1 : 0); } : nothing;
}

export function rectifierBackOp({build: {twins: {rectifierBack}}}: BackBuild, {output: field}: RectifierPass, {output: y}: Link, {input: x, output: error}: Errors): Backward {
  return x ? (t) => { rectifierBack(at(y, t), at(error, t), at(x, t), unitsOf(field)); } : nothing;
}
