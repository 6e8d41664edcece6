/** @file Weights in the order in which the twins read them, and back. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {zeroWeights} from "../model/weights.ts";
import {unitAt, weighs} from "./passes.ts";
import type {Lowered, ProjectPass, ScatterPass} from "./passes.ts";

/** Blocks of output channels, in vectors of 4: as many of 8 as fit, then 4, then the rest. */
export function blocksOf(padded: number): number[] {
  const blocks: number[] = [];
  for (let left = padded / 4; left > 0; left -= blocks.at(-1)!) blocks.push(left >= 8 ? 8 : left >= 4 ? 4 : left);
  return blocks;
}

const projections = ({passes}: Lowered): (ProjectPass | ScatterPass)[] => passes.filter(weighs);

/** Calls `visit` for each weight: its index in the network's order `[channel out][channel in of its group][row][column]`, and among the parameters. */
function eachWeight(pass: ProjectPass | ScatterPass, visit: (index: number, at: number) => void): void {
  if (pass.form === "project") return eachProjected(pass, visit);
  const {input: {channels}, output, groups, weights, field: [rows, columns]} = pass, taps = rows * columns, outputs = output.channels / groups, inputs = channels / groups;
  for (let o = 0, index = 0; o < output.channels; o++) {
    const first = Math.floor(o / outputs) * inputs;
    for (let c = first; c < first + inputs; c++) for (let tap = 0; tap < taps; tap++, index++) visit(index, weights + (tap * channels + c) * outputs + (o % outputs));
  }
}

/** Calls `visit` for each weight: its index in the network's order, and among the parameters `[block][row][column][channel in][channel out]`. */
function eachProjected(pass: ProjectPass, visit: (index: number, at: number) => void): void {
  const {input, source, output, field, weights, dense} = pass;
  const [rows, columns] = dense ? [source.rows, source.columns] : field, taps = field[0] * field[1];
  let index = 0;
  for (let o = 0; o < output.channels; o++) {
    const [first, width] = blockOf(output.padded, o), base = weights + first * taps * input.padded + (o - first);
    for (let c = 0; c < source.channels; c++) {
      for (let a = 0; a < rows; a++) {
        for (let b = 0; b < columns; b++, index++) {
          const line = dense ? unitAt(source, c, a, b) : (a * columns + b) * input.padded + c;
          visit(index, base + line * width);
        }
      }
    }
  }
}

/** Where among the parameters the weights of output channel `o` begin, and how far one is from the next: `(row · columns + column) · channels in + channel in`. */
export function columnAt({output: {padded}, field: [a, b], input, weights}: ProjectPass, o: number): readonly [base: number, width: number] {
  const [first, width] = blockOf(padded, o);
  return [weights + first * a * b * input.padded + o - first, width];
}

/** The first channel of the block that holds channel `o`, and how many channels the block has. */
function blockOf(padded: number, o: number): [number, number] {
  let first = 0;
  for (const vectors of blocksOf(padded)) {
    if (o < first + 4 * vectors) return [first, 4 * vectors];
    first += 4 * vectors;
  }
  throw new RangeError(`blockOf: channel must lie below ${padded}, got ${o}`);
}

const orders = new WeakMap<ProjectPass | ScatterPass, Uint32Array>();

/** Where each weight stands among the parameters, in the network's order; made once for a pass. */
function orderOf(pass: ProjectPass | ScatterPass, count: number): Uint32Array {
  const known = orders.get(pass);
  if (known) return known;
  const order = new Uint32Array(count);
  eachWeight(pass, (index, at) => { order[index] = at; });
  orders.set(pass, order);
  return order;
}

/** Parameters, rounded to single precision. */
export function packed(lowered: Lowered, weights: Weights): Float32Array {
  const parameters = new Float32Array(lowered.parameters);
  for (const pass of projections(lowered)) {
    const {data} = weights[pass.stage]!, order = orderOf(pass, data.length);
    for (let k = 0; k < order.length; k++) parameters[order[k]!] = data[k]!;
    if (pass.biases !== undefined) parameters.set(weights[pass.biases]!.data, pass.bias);
  }
  return parameters;
}

/** The weights among parameters (or a gradient of them). */
export function unpacked(net: Network, lowered: Lowered, parameters: Float32Array): Weights {
  const weights = zeroWeights(net);
  for (const pass of projections(lowered)) {
    const {data} = weights[pass.stage]!, order = orderOf(pass, data.length);
    for (let k = 0; k < order.length; k++) data[k] = parameters[order[k]!]!;
    if (pass.biases !== undefined) weights[pass.biases]!.data.set(parameters.subarray(pass.bias, pass.bias + pass.output.channels));
  }
  return weights;
}
