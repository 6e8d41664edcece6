/** @file ONNX files by another hand: the encoder that is generated from ONNX's own schema. */
import {execFileSync} from "node:child_process";
import {join} from "node:path";

export interface Written {
  readonly nodes: readonly {readonly op: string; readonly inputs: readonly string[]; readonly output: string; readonly name?: string; readonly domain?: string; readonly attributes?: Readonly<Record<string, number | readonly number[] | string | {readonly tensor: Constant}>>}[];
  readonly constants?: Readonly<Record<string, Constant>>;
  /** Sizes, or names of open ones. */
  readonly input: readonly (number | string)[];
  readonly output?: string;
}

export interface Constant {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number>;
  /** How its numbers lie in the file. */
  readonly as?: "raw" | "list" | "int64" | "double" | "float16" | "elsewhere";
}

const base64 = (array: ArrayBufferView): string => Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");

function tensorOf(name: string, {dims, data, as = "raw"}: Constant): object {
  const numbers = Array.from(data), common = {name, dims: [...dims]};
  switch (as) {
    case "raw": return {...common, dataType: 1, rawData: base64(Float32Array.from(numbers))};
    case "list": return {...common, dataType: 1, floatData: numbers};
    case "int64": return {...common, dataType: 7, int64Data: numbers};
    case "double": return {...common, dataType: 11, rawData: base64(Float64Array.from(numbers))};
    case "float16": return {...common, dataType: 10, rawData: base64(new Uint8Array(2 * numbers.length))};
    case "elsewhere": return {...common, dataType: 1, dataLocation: 1};
    default: throw new TypeError(String(as satisfies never));
  }
}

function attributeOf(name: string, value: number | readonly number[] | string | {readonly tensor: Constant}): object {
  if (typeof value === "string") return {name, type: 3, s: Buffer.from(value).toString("base64")};
  if (typeof value === "number") return Number.isInteger(value) && !["alpha", "beta", "epsilon"].includes(name) ? {name, type: 2, i: value} : {name, type: 1, f: value};
  return "tensor" in value ? {name, type: 4, t: tensorOf("", value.tensor)} : {name, type: 7, ints: [...value]};
}

/** The bytes of a model with one input `x`. */
export function onnxBytes({nodes, constants = {}, input, output = nodes.at(-1)!.output}: Written): Uint8Array {
  const dim = input.map((size) => (typeof size === "number" ? {dimValue: size} : {dimParam: size}));
  const graph = {
    name: "graph",
    node: nodes.map(({op, inputs, output: to, name = "", domain = "", attributes = {}}) => ({opType: op, input: [...inputs], output: [to], name, domain, docString: "by another hand", attribute: Object.entries(attributes).map(([key, value]) => attributeOf(key, value))})),
    initializer: Object.entries(constants).map(([name, constant]) => tensorOf(name, constant)),
    input: [{name: "x", type: {tensorType: {elemType: 1, shape: {dim}}}}], output: [{name: output}]
  };
  const model = {irVersion: 8, producerName: "another", opsetImport: [{domain: "", version: 13}], graph};
  return new Uint8Array(execFileSync(process.execPath, [join(import.meta.dirname, "encode.mjs")], {input: JSON.stringify(model)}));
}
