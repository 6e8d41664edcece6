/** @file A trained network from an ONNX file: `importOnnx`. */
import {network} from "../../model/network.ts";
import type {Network} from "../../model/network.ts";
import type {Node} from "../../model/node.ts";
import {weightsFrom} from "../../model/weights.ts";
import type {Weights} from "../../model/weights.ts";
import {checkedShape} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";
import type {Tensor} from "../../tensor/tensor.ts";
import {numbersOf, readModel} from "./model.ts";
import type {OnnxGraph, OnnxNode} from "./model.ts";
import {nameOf, operator} from "./operator.ts";
import {makers} from "./operators.ts";

export interface ImportOnnxOptions {
  /** The shape of one example, e.g. `[1, 28, 28]`, where the file leaves sizes open. */
  readonly shape?: Shape;
}

export interface Imported {
  readonly net: Network;
  readonly weights: Weights;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The network and weights of an ONNX model, as PyTorch and others export it: a row of Conv, Gemm, MatMul, Add (of a constant),
 * BatchNormalization, Relu, AveragePool, GlobalAveragePool, MaxPool, Flatten, Reshape (that flattens), Identity and Dropout; a Softmax at
 * the end is left out. Channels come first, as with us; the batch is dropped. Normalisations become `gain()` and `bias()`: fold them with
 * `foldNorms`. Works on bytes, so also in a browser.
 *
 * @throws RangeError naming an operator that is not supported, by its name and its node's, and the way out; or for bytes that are no
 * model.
 */
export async function importOnnx(bytes: Uint8Array, {shape: given}: ImportOnnxOptions = {}): Promise<Imported> {
  const graph = await readModel(bytes), constants = constantsOf(graph), {name, shape} = inputOf(graph, given);
  const nodes: Node[] = [], lists: Float64Array[] = [], notes: string[] = [];
  let now: Shape = shape;
  const row = rowFrom(graph, name);
  row.forEach((node, k) => {
    const made = makerOf(node)(operator(node, constants, k === row.length - 1), now);
    nodes.push(...made.nodes);
    lists.push(...made.lists);
    if (made.note) notes.push(made.note);
    now = made.shape;
  });
  const net = network(shape, ...nodes);
  return {net, weights: weightsFrom(net, lists), notes};
}

function makerOf(node: OnnxNode): NonNullable<(typeof makers)[string]> {
  const maker = node.domain === "" || node.domain === "ai.onnx" ? makers[node.opType] : undefined;
  if (!maker) throw new RangeError(`importOnnx: ${nameOf(node)}${node.domain ? ` of ${node.domain}` : ""} is not supported; build the network from ${Object.keys(makers).join(", ")}`);
  return maker;
}

/** Initialisers, what Constant nodes give, and either passed on or transposed. Numbers are read when they are asked for. */
function constantsOf({initializer, node}: OnnxGraph): (name: string) => Tensor | undefined {
  const found = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  for (const {opType, output, attribute} of node) {
    const value = opType === "Constant" ? attribute.find(({name}) => name === "value")?.t : undefined;
    if (value) found.set(output[0]!, {...value, name: output[0]!});
  }
  const read = (name: string): Tensor | undefined => {
    const tensor = found.get(name);
    if (tensor) return numbersOf(tensor);
    const maker = node.find(({opType, output}) => (opType === "Identity" || opType === "Transpose") && output[0] === name), from = maker && read(maker.input[0]!);
    const turns = maker?.opType === "Transpose" && maker.attribute.find((each) => each.name === "perm")?.ints.join() !== "0,1";
    return from && turns ? transposed(from) : from;
  };
  return read;
}

/** Rows to columns: of a matrix alone; of anything else there is nothing to be had. */
function transposed({shape: [rows, columns, ...more], data}: Tensor): Tensor | undefined {
  if (columns === undefined || more.length > 0) return undefined;
  return {shape: [columns, rows!], data: data.map((_, k) => data[(k % rows!) * columns + Math.floor(k / rows!)]!)};
}

function inputOf({input, initializer}: OnnxGraph, given?: Shape): {readonly name: string; readonly shape: Shape} {
  const weights = new Set(initializer.map(({name}) => name)), inputs = input.filter(({name}) => !weights.has(name));
  if (inputs.length !== 1) throw new RangeError(`importOnnx: the model must have one input, got ${inputs.length} (${inputs.map(({name}) => name).join(", ")})`);
  const [{name, type}] = inputs as [OnnxGraph["input"][number]], dims = type?.tensorType?.shape?.dim.map(({dimValue}) => dimValue).slice(1) ?? [];
  if (!given && (dims.length === 0 || dims.some((size) => size < 1))) {
    throw new RangeError(`importOnnx: the input ${JSON.stringify(name)} leaves its size open; say importOnnx(bytes, {shape: [channels, rows, columns]})`);
  }
  return {name, shape: checkedShape("importOnnx", given ?? dims)};
}

/** The nodes from the input to the end, each hearing the one before it. */
function rowFrom({node, output}: OnnxGraph, input: string): OnnxNode[] {
  const row: OnnxNode[] = [], ends = new Set(output.map(({name}) => name));
  for (let at = input; ;) {
    const hearers = node.filter((each) => each.input.includes(at));
    if (hearers.length > 1) throw new RangeError(`importOnnx: ${JSON.stringify(at)} branches to ${hearers.map(nameOf).join(" and ")}; only networks in a row are imported`);
    const [next] = hearers;
    if (!next) {
      if (!ends.has(at)) throw new RangeError(`importOnnx: the row of nodes ends at ${JSON.stringify(at)}, which is no output of the model (${[...ends].join(", ")})`);
      return row;
    }
    row.push(next);
    at = next.output[0]!;
  }
}
