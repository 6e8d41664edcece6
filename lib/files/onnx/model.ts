/** @file An ONNX file as plain values. */
import type {Tensor} from "../../tensor/tensor.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {schema} from "./schema.ts";

export interface OnnxAttribute {
  readonly name: string;
  readonly f: number;
  readonly i: number;
  readonly s: Uint8Array;
  readonly t: OnnxTensor | null;
  readonly ints: readonly number[];
}

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly OnnxAttribute[];
}

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly number[];
  readonly doubleData: readonly number[];
  readonly rawData: Uint8Array;
  readonly dataLocation: number;
}

interface OnnxValue {
  readonly name: string;
  readonly type: {readonly tensorType: {readonly shape: {readonly dim: readonly {readonly dimValue: number}[]} | null} | null} | null;
}

export interface OnnxGraph {
  readonly node: readonly OnnxNode[];
  readonly initializer: readonly OnnxTensor[];
  readonly input: readonly OnnxValue[];
  readonly output: readonly OnnxValue[];
}

/** @throws RangeError if the bytes are no ONNX model. */
export async function readModel(bytes: Uint8Array): Promise<OnnxGraph> {
  const {default: protobuf} = await import("protobufjs/light.js");
  const type = protobuf.Root.fromJSON(schema).lookupType("ModelProto");
  let model: {readonly graph: OnnxGraph | null};
  try {
    model = type.toObject(type.decode(bytes), {longs: Number, defaults: true, arrays: true}) as typeof model;
  } catch (error) {
    throw new RangeError(`importOnnx: the bytes must be an ONNX model, got ${bytes.length} bytes that no model begins with (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!model.graph || model.graph.node.length === 0) throw new RangeError(`importOnnx: the bytes must be an ONNX model, got ${bytes.length} bytes without a graph of nodes`);
  return model.graph;
}

/** Kinds of numbers, by their number in the file. */
const KINDS: Readonly<Record<number, {readonly bytes: number; readonly list: "floatData" | "int32Data" | "int64Data" | "doubleData"; read(view: DataView, at: number): number}>> = {
  1: {bytes: 4, list: "floatData", read: (view, at) => view.getFloat32(at, true)},
  6: {bytes: 4, list: "int32Data", read: (view, at) => view.getInt32(at, true)},
  7: {bytes: 8, list: "int64Data", read: (view, at) => Number(view.getBigInt64(at, true))},
  11: {bytes: 8, list: "doubleData", read: (view, at) => view.getFloat64(at, true)}
};

/** @throws RangeError naming the tensor, where its numbers are of a kind that is not read, elsewhere, or too few. */
export function numbersOf(tensor: OnnxTensor): Tensor {
  const {name, dims, dataType, rawData, dataLocation} = tensor, kind = KINDS[dataType], who = `importOnnx: tensor ${JSON.stringify(name)}`;
  if (dataLocation !== 0) throw new RangeError(`${who} lies in another file; export the model into one file`);
  if (!kind) throw new RangeError(`${who} has numbers of type ${dataType}; export it as float32 (type 1)`);
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength), size = sizeOf(dims);
  const data = rawData.length > 0 ? Float64Array.from({length: rawData.length / kind.bytes}, (_, k) => kind.read(view, k * kind.bytes)) : Float64Array.from(tensor[kind.list]);
  if (data.length !== size) throw new RangeError(`${who} must hold ${size} numbers for [${dims.join(", ")}], got ${data.length}`);
  return {shape: dims, data};
}
