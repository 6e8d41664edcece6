/** @file Convolutions with dilation or groups in a machine, and their adjoint. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Build, Op} from "./build.ts";
import {weighs} from "./passes.ts";
import type {ScatterPass} from "./passes.ts";
import {lister} from "./project.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

/** Outputs and inputs of one group. */
const shares = ({groups, input, output}: ScatterPass): {readonly outputs: number; readonly inputs: number} => ({outputs: output.channels / groups, inputs: input.channels / groups});

/** For each of `count` channels the bytes to the numbers that its group has on the other side; a place for filled-up channels too. */
function offsets({rooms, constants}: Build, count: number, own: number, other: number): number {
  const address = rooms.take(4 * count);
  constants.push({at: address, data: Uint32Array.from({length: count}, (_, c) => 4 * Math.floor(c / own) * other)});
  return address;
}

/** The numbers of both ways that say where taps lead. */
const geometry = ({field, stride, dilation, padding}: ScatterPass): number[] => [...field, ...stride, ...dilation, ...padding];

export function scatterOp(build: Build, pass: ScatterPass, input: Slot): Op {
  const {rooms, parameters, events: {starts, apart}, twins: {scatter, fillPlaces}, ring, lowered: {passes, train}} = build, {input: {rows, columns, padded, channels}, output} = pass;
  const next = passes[passes.indexOf(pass) + 1], kept = train && next && weighs(next) && !input.still ? ring : 1;
  const out = slot(rooms, output, {form: "values", kept, still: input.still}), listed = lister(build, input, pass.input), {outputs, inputs} = shares(pass);
  const groups = offsets(build, channels, inputs, outputs), valued = input.form === "values" ? 1 : 0, w = parameters + 4 * pass.weights, bias = parameters + 4 * pass.bias;
  return {
    stage: pass.stage, slot: out, once: input.still,
    forward(t) {
      listed(t);
      fillPlaces(bias, output.padded, output.rows * output.columns, at(out, t));
      scatter(valued, starts, apart, rows, columns, padded, channels, ...geometry(pass), output.rows, output.columns, 4 * output.padded, groups, outputs, w, at(out, t));
    }
  };
}

export function scatterBackOp(back: BackBuild, pass: ScatterPass, signal: Slot, {input: x, output: error}: Errors): BackOp["backward"] {
  const {build, gradient} = back, {events: {starts, apart}, twins: {scatterGradient, sumPlaces}} = build, {input: {rows, columns, padded, channels}, output} = pass, {outputs, inputs} = shares(pass);
  const listed = lister(build, signal, pass.input), groups = offsets(build, channels, inputs, outputs), valued = signal.form === "values" ? 1 : 0;
  const dw = gradient + 4 * pass.weights, bias = gradient + 4 * pass.bias, pulled = x ? pulling(back, pass, error, x) : undefined;
  return (t) => {
    listed(t);
    scatterGradient(valued, starts, apart, rows, columns, padded, channels, ...geometry(pass), output.rows, output.columns, 4 * output.padded, groups, outputs, dw, at(error, t));
    if (pass.biases !== undefined) sumPlaces(at(error, t), output.rows * output.columns, output.padded, bias);
    pulled?.(t);
  };
}

/** The error of the input: lists what is not 0 in the output's, and scatters the turned weights. */
function pulling(back: BackBuild, pass: ScatterPass, error: Slot, x: Slot): BackOp["backward"] {
  const {build, build: {rooms, twins: {eventsOfValues, scatterBack, clear}}} = back, {input, output} = pass, {outputs, inputs} = shares(pass), places = output.rows * output.columns;
  const starts = rooms.take(4 * (places + 1)), list = rooms.take(4 * places * output.padded), apart = rooms.take(4 * places * output.padded) - list;
  const groups = offsets(build, output.padded, outputs, inputs), turned = rooms.take(4 * pass.field[0] * pass.field[1] * output.channels * inputs), size = bytesOf(input, "values");
  back.turns.push(turning(back, pass, turned));
  return (t) => {
    clear(at(x, t), size);
    eventsOfValues(at(error, t), places, 1, output.padded, starts, list, apart);
    scatterBack(starts, apart, output.rows, output.columns, output.channels, ...geometry(pass), input.rows, input.columns, 4 * input.padded, groups, inputs, turned, at(x, t));
  };
}

/** Copies the weights `[tap][channel in][group's outputs]` to `[tap][channel out][group's inputs]`. */
function turning({build, memory}: BackBuild, pass: ScatterPass, to: number): () => void {
  const {input: {channels}, output, field: [rows, columns], weights} = pass, {outputs, inputs} = shares(pass), order = new Uint32Array(rows * columns * output.channels * inputs);
  for (let tap = 0, k = 0; tap < rows * columns; tap++) {
    for (let o = 0; o < output.channels; o++) {
      const first = Math.floor(o / outputs) * inputs;
      for (let c = first; c < first + inputs; c++, k++) order[k] = weights + (tap * channels + c) * outputs + (o % outputs);
    }
  }
  return () => {
    const from = new Float32Array(memory(), build.parameters, build.lowered.parameters), turned = new Float32Array(memory(), to, order.length);
    for (let k = 0; k < order.length; k++) turned[k] = from[order[k]!]!;
  };
}
