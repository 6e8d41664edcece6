/** @file The adjoint of a projection: the gradient of its weights, and the error of its input. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import {leakBackOp} from "./leak.ts";
import {lister} from "./project.ts";
import {blocksOf} from "./pack.ts";
import type {Field, ProjectPass} from "./passes.ts";
import {unitsOf} from "./passes.ts";
import {at, bytesOf} from "./slots.ts";
import {turning} from "./turn.ts";
import type {Slot} from "./slots.ts";

export function projectBackOp(back: BackBuild, pass: ProjectPass, signal: Slot, errors: Errors): BackOp["backward"] {
  if (errors.fresh) return leakBackOp(back, pass, signal, errors, errors.fresh);
  const {build, gradient} = back, {events, twins: {weightGradient, sumPlaces}} = build, listed = lister(build, signal, pass.input);
  const {output: error} = errors, pulled = errors.input ? pulling(back, pass, errors, errors.input) : undefined;
  const {input: {rows, columns, padded}, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, valued = signal.form === "values" ? 1 : 0, pitch = 4 * output.padded;
  let channel = 0;
  const blocks = blocksOf(output.padded).map((vectors) => {
    const first = channel;
    channel += 4 * vectors;
    return {vectors, dw: gradient + 4 * (pass.weights + first * a * b * padded), first: 4 * first};
  });
  if (signal.form === "bits" && !signal.still && error.pitch > 0) return overTime(back, pass, signal, error, blocks, pulled);
  const bias = gradient + 4 * pass.bias;
  return (t) => {
    const e = at(error, t);
    listed(t);
    for (const {vectors, dw, first} of blocks) {
      weightGradient(vectors, valued, events.starts, events.apart, rows, columns, padded, a, b, sr, ss, pr, ps, output.rows, output.columns, e + first, pitch, dw);
    }
    if (pass.biases !== undefined) sumPlaces(e, output.rows * output.columns, output.padded, bias);
    pulled?.(t);
  };
}

interface Block {
  readonly vectors: number;
  readonly dw: number;
  readonly first: number;
}

/** Spikes of all steps against errors of all steps, after the last step back. */
function overTime(back: BackBuild, pass: ProjectPass, signal: Slot, error: Slot, blocks: readonly Block[], pulled?: BackOp["backward"]): BackOp["backward"] {
  const {build, gradient} = back, {rooms, twins: {spikesOfUnits, weightGradientOverTime, sumPlaces}, lowered: {steps}} = build;
  const {input, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass, units = unitsOf(input), {rows, columns, padded} = input;
  const next = rooms.take(4 * units), order = rooms.take(8 * units), starts = rooms.take(4 * units + 4), list = rooms.take(4 * units * steps);
  const bias = gradient + 4 * pass.bias, pitch = 4 * output.padded;
  build.constants.push({at: order, data: byRows(input, pitch)});
  return (t) => {
    if (pass.biases !== undefined) sumPlaces(at(error, t), output.rows * output.columns, output.padded, bias);
    pulled?.(t);
    if (t > 0) return;
    spikesOfUnits(signal.base, signal.pitch, steps, units, order, error.pitch, next, starts, list);
    for (const {vectors, dw, first} of blocks) {
      weightGradientOverTime(vectors, starts, rows, columns, padded, a, b, sr, ss, pr, ps, output.rows, output.columns, error.base + first, pitch, dw);
    }
  };
}

/** For each unit, where it stands in the order (row, channel, column), times 4, and how many bytes its column lies from the first. */
function byRows({rows, columns, padded}: Field, place: number): Uint32Array {
  const order = new Uint32Array(2 * rows * columns * padded);
  for (let y = 0, unit = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) for (let c = 0; c < padded; c++, unit++) order.set([4 * ((y * padded + c) * columns + x), x * place], 2 * unit);
  }
  return order;
}

/** The error of the input: lists what is not 0 in the output's, and gathers the turned weights. */
function pulling(back: BackBuild, pass: ProjectPass, {output: error}: Errors, x: Slot): BackOp["backward"] {
  const {build: {rooms, twins: {errorsOfPlaces, pullback, clear}}} = back, {input, output, field: [a, b], stride: [sr, ss], padding: [pr, ps]} = pass;
  const places = output.rows * output.columns, starts = rooms.take(4 * (places + 1)), list = rooms.take(8 * (unitsOf(output) + places + 4)), run = 4 * b * input.padded;
  const turned = rooms.take(4 * a * b * input.padded * output.padded), size = bytesOf(input, "values");
  back.turns.push(turning(back, pass, turned));
  return (t) => {
    clear(at(x, t), size);
    errorsOfPlaces(at(error, t), places, output.padded, run, starts, list);
    pullback(starts, input.rows, input.columns, input.padded, a, b, sr, ss, pr, ps, output.rows, output.columns, output.padded, turned, at(x, t));
  };
}
