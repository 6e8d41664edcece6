/** @file The adjoints of populations. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Link} from "./build.ts";
import type {IntegratorPass, LeakyPass, RectifierPass} from "./passes.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import {traceOfOne} from "./leak.ts";
import {at, bytesOf} from "./slots.ts";
import {surrogateCode} from "./training.ts";

type Backward = BackOp["backward"];

/** What an attached reset takes of the error: `q1 u + q0`. */
function resetSlope({reset, late, decay, shift, to}: LeakyPass, attached: boolean): readonly [q1: number, q0: number] {
  if (!attached || reset === "none") return [0, 0];
  if (reset === "subtract") return [0, late ? to : decay * to];
  return [decay, late ? shift - to : -decay * to];
}

/** Where nobody needs the error of the input there is nothing to do: a population before the first weights. */
const nothing: Backward = () => undefined;

export function leakyBackOp({build: {rooms, twins}, training: {surrogate, attached, window}, sums}: BackBuild, pass: LeakyPass, {output, membranes}: Link, errors: Errors): Backward {
  const {input: x, output: error, adds} = errors, words = wordsOf(pass.output), size = bytesOf(pass.output, "values");
  const [form, a, b, c] = surrogateCode("plan", surrogate), [q1, q0] = resetSlope(pass, attached), value = pass.reset === "value" ? 1 : 0;
  const carry = rooms.take(size), {decay, gain, threshold} = pass, {leakyBack, leakyHeldBack} = twins, {by = 1} = surrogate, u = membranes!;
  sums.push({at: carry, size});
  if (!x) return nothing;
  if (adds && window === 0 && q1 === 0 && q0 === 0 && value === 0) {
    return (t) => { leakyHeldBack(form, a, b, c, at(u, t), at(error, t), at(x, t), words, threshold, gain * by * traceOfOne(decay, t)); };
  }
  return (t) => {
    leakyBack(form, a, b, c, by, at(u, t), at(output, t), at(error, t), carry, at(x, t), words, threshold, decay, gain, q1, q0, value, adds ? 1 : 0);
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
