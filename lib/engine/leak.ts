/** @file The leak outside the convolution: where a surrogate ends, most errors are old ones that leaked, and need not be pulled back again. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Link} from "./build.ts";
import {addTurned, turning} from "./turn.ts";
import type {LeakyPass, Pass, ProjectPass} from "./passes.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";
import {surrogateCode} from "./training.ts";
import type {Training} from "./training.ts";

/** What is new in the errors of a step, as pairs of offset and amount, place by place: `error[t] = decay · error[t + 1] + new[t]`. */
export interface Fresh {
  readonly starts: number;
  readonly list: number;
  readonly decay: number;
}

/** Surrogates that are 0 far from the threshold, and how far: the first of their numbers. */
const ENDING: readonly string[] = ["triangle", "boxcar"];
/** A surrogate that reaches further than this share of the way to threshold leaves too many units in. */
const REACH = 0.5;

/**
 * Whether the errors of a projection may be formed from what is new in each step: `Wᵀ e[t] = decay · Wᵀ e[t + 1] + Wᵀ new[t]`, and its gradient
 * `Σ e[t] s[t] = Σ new[t] trace[t]`, `trace[t] = decay · trace[t - 1] + s[t]`. Exact where the population behind it forgets by one factor (nothing of its
 * reset is in the error) and activity costs nothing on its own, over the whole of time; built for spikes that change; worth it where the surrogate leaves most of `new[t]` 0.
 */
export function leaksOutside(pass: Pass | undefined, spikes: boolean, {surrogate: {name, numbers}, attached, costs, window}: Training): pass is LeakyPass {
  if (pass?.form !== "leaky" || !spikes || costs.length > 0 || window > 0 || !ENDING.includes(name) || numbers[0]! > REACH * Math.abs(pass.threshold - pass.start)) return false;
  return pass.reset === "none" || (pass.reset === "subtract" && !attached);
}

/** Room for what is new behind a projection. */
export function freshOf({build: {rooms}}: BackBuild, {output}: ProjectPass, {decay}: LeakyPass): Fresh {
  const places = output.rows * output.columns;
  return {starts: rooms.take(4 * (places + 1)), list: rooms.take(8 * (unitsOf(output) + places + 4)), decay};
}

/** Bytes of one row of the patch, by which the offsets of channels are counted. */
const rowOf = ({input, field: [, columns]}: ProjectPass): number => 4 * columns * input.padded;

/** The population lists what is new. */
export function freshBackOp({build: {twins: {freshErrors}}, training: {surrogate}}: BackBuild, {threshold, gain}: LeakyPass, {membranes}: Link, before: ProjectPass, {output: error}: Errors, {starts, list}: Fresh): BackOp["backward"] {
  const [form, a, b] = surrogateCode("plan", surrogate), {by = 1} = surrogate, {output} = before, places = output.rows * output.columns, size = rowOf(before);
  return (t) => { freshErrors(form, a, b, by, at(membranes!, t), at(error, t), places, output.padded, threshold, gain, size, starts, list); };
}

/** The projection pulls it back, and learns from it. */
export function leakBackOp(back: BackBuild, pass: ProjectPass, signal: Slot, {input: x}: Errors, fresh: Fresh): BackOp["backward"] {
  const {build: {twins: {sumPairs, weightGradientOfPairs}}, gradient} = back, {input, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, {starts, list, decay} = fresh;
  const pulled = x ? pulledBack(back, pass, x, fresh) : undefined, traced = tracing(back, pass, signal, decay), dw = addTurned(back, pass), size = rowOf(pass);
  const ends = starts + 4 * output.rows * output.columns, bias = gradient + 4 * pass.bias;
  return (t) => {
    const trace = traced(t);
    pulled?.(t);
    weightGradientOfPairs(starts, input.rows, input.columns, input.padded, a, b, sr, ss, pr, ps, output.rows, output.columns, output.padded, dw, trace);
    if (pass.biases !== undefined) sumPairs(list, new Uint32Array(back.memory(), ends, 1)[0]!, size, traceOfOne(decay, t), bias);
  };
}

/** `Σ decayᵏ` for `k` from 0 to `t`: the trace of what is always on. */
export function traceOfOne(decay: number, t: number): number {
  let sum = 0;
  for (let k = 0; k <= t; k++) sum = sum * decay + 1;
  return sum;
}

function pulledBack(back: BackBuild, pass: ProjectPass, x: Slot, {starts, decay}: Fresh): (t: number) => void {
  const {build: {rooms, twins: {pullback, clear, fade}, lowered: {steps}}} = back, {input, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass;
  const turned = rooms.take(4 * a * b * input.padded * output.padded), size = bytesOf(input, "values");
  back.turns.push(turning(back, pass, turned));
  return (t) => {
    if (t === steps - 1) clear(at(x, t), size);
    else fade(at(x, t + 1), at(x, t), unitsOf(input), decay);
    pullback(starts, input.rows, input.columns, input.padded, a, b, sr, ss, pr, ps, output.rows, output.columns, output.padded, turned, at(x, t));
  };
}

/** The faded spikes of every step, made when the way back begins; gives their address. */
function tracing({build: {rooms, twins: {traceBits}, lowered: {steps}}}: BackBuild, {input}: ProjectPass, signal: Slot, decay: number): (t: number) => number {
  const trace = slot(rooms, input, {form: "values", kept: steps}), none = rooms.take(bytesOf(input, "values"));
  return (t) => {
    for (let k = 0; t === steps - 1 && k < steps; k++) traceBits(at(signal, k), wordsOf(input), k === 0 ? none : at(trace, k - 1), at(trace, k), decay);
    return at(trace, t);
  };
}
