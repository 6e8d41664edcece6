/** @file ONNX's operators as nodes of ours: what each becomes, and what it must not ask for. */
import {bias} from "../../model/bias.ts";
import {averagePool} from "../../model/projections/average-pool.ts";
import {conv} from "../../model/projections/conv.ts";
import {dense} from "../../model/projections/dense.ts";
import {gain, normWeights} from "../../model/projections/per-channel.ts";
import {relu} from "../../model/neurons/integrator.ts";
import {maxPool} from "../../model/selection/pooling.ts";
import type {Node} from "../../model/node.ts";
import {sizeOf, written} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";
import type {Operator} from "./operator.ts";

/** Nodes in a row, and the weights of those that learn. */
export interface Made {
  readonly nodes: readonly Node[];
  readonly lists: readonly Float64Array[];
  /** The shape of one example behind them. */
  readonly shape: Shape;
  /** What a person should know. */
  readonly note?: string;
}

type Maker = (operator: Operator, shape: Shape) => Made;

const same = (shape: Shape): Made => ({nodes: [], lists: [], shape});

/** By ONNX's name. */
export const makers: Readonly<Record<string, Maker>> = {
  Conv: convolution,
  Gemm: (operator, shape) => {
    if (operator.int("transA", 0) !== 0) operator.refuse("transposes its input; export without transA");
    return matrix(operator, shape, operator.int("transB", 0) === 1, operator.float("alpha", 1), operator.float("beta", 1));
  },
  MatMul: (operator, shape) => matrix(operator, shape, false, 1, 1),
  Add: (operator, shape) => {
    const constant = operator.constant(0) ?? operator.constant(1);
    if (!constant) operator.refuse("adds two signals; shortcuts are built with residual(), not imported");
    return {nodes: [bias()], lists: [perChannel(operator, constant!.data, shape, shape.length === 1 || sizeOf(constant!.shape) === 1 || constant!.shape.at(-shape.length) === shape[0])], shape};
  },
  BatchNormalization: (operator, shape) => {
    if (operator.int("training_mode", 0) !== 0) operator.refuse("still learns its statistics; export the model in evaluation mode");
    const [scale, shift, mean, variance] = [1, 2, 3, 4].map((k) => operator.needed(k).data);
    const norm = normWeights({scale: scale!, shift: shift!, mean: mean!, variance: variance!, epsilon: operator.float("epsilon", 1e-5)});
    return {nodes: [gain(), bias()], lists: [norm.gain, norm.bias], shape};
  },
  Relu: (_operator, shape) => ({nodes: [relu()], lists: [], shape}),
  AveragePool: (operator, shape) => {
    const {field, stride} = pool(operator, shape), node = averagePool(field, stride);
    return {nodes: [node], lists: [], shape: node.map(shape).output};
  },
  GlobalAveragePool: (_operator, shape) => {
    const node = averagePool(shape.slice(1));
    return {nodes: [node], lists: [], shape: node.map(shape).output};
  },
  MaxPool: (operator, shape) => {
    const {field, stride} = pool(operator, shape);
    if (field.join() !== stride.join()) operator.refuse(`has pools of ${field.join(" × ")} that overlap at stride ${stride.join(" × ")}; use a stride as wide as the pool`);
    const node = maxPool(field);
    return {nodes: [node], lists: [], shape: node.choose(shape).output};
  },
  Flatten: (operator, shape) => {
    if (operator.int("axis", 1) !== 1) operator.refuse(`flattens from axis ${operator.int("axis", 1)}; use axis 1`);
    return same([sizeOf(shape)]);
  },
  Reshape: (operator, shape) => {
    const wanted = operator.constant(1) ?? operator.refuse("takes its shape from a computation; export with a fixed batch, or use Flatten");
    const [, ...rest] = wanted.data;
    if (rest.length === 1 && (rest[0] === -1 || rest[0] === sizeOf(shape))) return same([sizeOf(shape)]);
    if (rest.join() === shape.join()) return same(shape);
    return operator.refuse(`reshapes ${written(shape)} to [${wanted.data.join(", ")}]; only flattening keeps a network a row`);
  },
  Identity: (_operator, shape) => same(shape),
  Dropout: (_operator, shape) => same(shape),
  Softmax: atTheEnd,
  LogSoftmax: atTheEnd
};

function atTheEnd(operator: Operator, shape: Shape): Made {
  if (!operator.last) operator.refuse("may only stand at the end; put nothing behind it");
  return {...same(shape), note: `${operator.name} at the end was left out: it keeps the order of the classes.`};
}

function convolution(operator: Operator, shape: Shape): Made {
  const weights = operator.needed(1), [channels, , ...field] = weights.shape, dims = field.length;
  const stride = operator.ints("strides", new Array<number>(dims).fill(1)), dilation = operator.ints("dilations", new Array<number>(dims).fill(1));
  const node = conv({channels: channels!, field, stride, dilation, groups: operator.int("group", 1), padding: padding(operator, shape, field, stride, dilation)});
  const output = node.map(shape).output, added = operator.constant(2);
  return {nodes: added ? [node, bias()] : [node], lists: added ? [weights.data, added.data] : [weights.data], shape: output};
}

function matrix(operator: Operator, shape: Shape, transposed: boolean, alpha: number, beta: number): Made {
  if (shape.length !== 1) operator.refuse(`multiplies ${written(shape)} by a matrix; flatten it first`);
  const b = operator.needed(1), [rows, columns] = b.shape, inputs = shape[0]!, units = transposed ? rows! : columns!;
  if (b.shape.length !== 2 || (transposed ? columns : rows) !== inputs) operator.refuse(`has a matrix of ${written(b.shape)} for ${inputs} inputs`);
  const data = new Float64Array(units * inputs);
  for (let o = 0; o < units; o++) for (let i = 0; i < inputs; i++) data[o * inputs + i] = alpha * b.data[transposed ? o * inputs + i : i * units + o]!;
  const added = operator.constant(2);
  if (!added) return {nodes: [dense(units)], lists: [data], shape: [units]};
  return {nodes: [dense(units), bias()], lists: [data, perChannel(operator, added.data.map((each) => beta * each), [units], true)], shape: [units]};
}

/** One number for each channel, spread out if there is one for all. */
function perChannel(operator: Operator, data: Float64Array, shape: Shape, fits: boolean): Float64Array {
  if (!fits || (data.length !== shape[0] && data.length !== 1)) operator.refuse(`adds ${data.length} numbers to ${written(shape)}; one for each channel is what a bias has`);
  return data.length === 1 ? new Float64Array(shape[0]!).fill(data[0]!) : data;
}

/** Zeros around the field: as many on one side as on the other. */
function padding(operator: Operator, shape: Shape, field: readonly number[], stride: readonly number[], dilation: readonly number[]): number[] {
  const auto = operator.text("auto_pad", "NOTSET"), dims = field.length;
  if (auto === "VALID") return new Array<number>(dims).fill(0);
  const pads = auto === "NOTSET" ? operator.ints("pads", new Array<number>(2 * dims).fill(0)) : [];
  return field.map((size, d) => {
    const n = shape[d + 1]!, total = auto === "NOTSET" ? 2 * pads[d]! : Math.max(0, (Math.ceil(n / stride[d]!) - 1) * stride[d]! + dilation[d]! * (size - 1) + 1 - n);
    if (total % 2 !== 0 || (auto === "NOTSET" && pads[d] !== pads[d + dims])) operator.refuse(`pads one side more than the other (${auto === "NOTSET" ? pads.join(", ") : auto}); use the same padding on both`);
    return total / 2;
  });
}

function pool(operator: Operator, shape: Shape): {field: readonly number[]; stride: readonly number[]} {
  const field = operator.ints("kernel_shape", []), dims = shape.length - 1;
  if (field.length !== dims) operator.refuse(`has a pool of ${field.length} dimensions for ${written(shape)}`);
  const stride = operator.ints("strides", new Array<number>(dims).fill(1)), dilation = operator.ints("dilations", new Array<number>(dims).fill(1));
  if (padding(operator, shape, field, stride, dilation).some((pad) => pad !== 0)) operator.refuse("pads its input; use no padding");
  if (dilation.some((each) => each !== 1)) operator.refuse(`has a dilation of ${dilation.join(" × ")}; use 1`);
  if (operator.int("ceil_mode", 0) !== 0 && field.some((size, d) => (shape[d + 1]! - size) % stride[d]! !== 0)) operator.refuse("keeps pools that are cut off at the border (ceil_mode); use pools that fit");
  return {field, stride};
}
