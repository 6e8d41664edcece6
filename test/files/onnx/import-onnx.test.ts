import {describe, expect, it} from "vitest";
import {importOnnx} from "../../../lib/files/onnx/import-onnx.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {foldNorms} from "../../../lib/rewrite/fold-norms.ts";
import {normal, uniform} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";
import {sizeOf} from "../../../lib/tensor/shape.ts";
import {onnxBytes} from "./write.ts";
import type {Constant, Written} from "./write.ts";

/** Numbers that single precision holds. */
const some = (name: string, dims: readonly number[], as: Constant["as"] = "raw", scale = 0.5): Constant => ({dims, as, data: Float32Array.from(normal(split(generator(2), name), sizeOf(dims), {deviation: scale}))});
const image = (shape: readonly number[]): Float64Array => uniform(generator(9), sizeOf(shape));
const run = ({net, weights}: Awaited<ReturnType<typeof importOnnx>>, data: Float64Array): Float64Array => simulate(net, weights, {shape: [1, ...net.shape], dt: 1, data}).output;
const close = (got: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  expect(got.length).toBe(wanted.length);
  Array.from(wanted).forEach((value, k) => expect(got[k]).toBeCloseTo(value, 10));
};

describe("importOnnx", () => {
  it("computes what the operators' definitions say, through conv, norm, pools, flatten and two kinds of matrix", async () => {
    const constants = {
      w1: some("w1", [4, 2, 3, 2]), b1: some("b1", [4], "list"), scale: some("scale", [4]), shift: some("shift", [4], "double"), mean: some("mean", [4]), variance: {dims: [4], data: [0.5, 1, 2, 0.25]},
      w2: some("w2", [6, 2, 2, 2]), w3: some("w3", [7, 12]), b3: some("b3", [1, 7]), w4: some("w4", [7, 3]), b4: some("b4", [3])
    };
    const bytes = onnxBytes({
      input: ["batch", 2, 9, 8], constants,
      nodes: [
        {op: "Conv", inputs: ["x", "w1", "b1"], output: "c1", attributes: {kernel_shape: [3, 2], strides: [1, 1], pads: [1, 0, 1, 0], dilations: [1, 1], group: 1}},
        {op: "BatchNormalization", inputs: ["c1", "scale", "shift", "mean", "variance"], output: "n1", attributes: {epsilon: 0.01}},
        {op: "Relu", inputs: ["n1"], output: "r1"},
        {op: "MaxPool", inputs: ["r1"], output: "p1", attributes: {kernel_shape: [2, 2], strides: [2, 2]}},
        {op: "Dropout", inputs: ["p1"], output: "d1"},
        {op: "Conv", inputs: ["d1", "w2"], output: "c2", attributes: {kernel_shape: [2, 2], group: 2}},
        {op: "Relu", inputs: ["c2"], output: "r2"},
        {op: "AveragePool", inputs: ["r2"], output: "p2", attributes: {kernel_shape: [2, 1], strides: [1, 1]}},
        {op: "AveragePool", inputs: ["p2"], output: "p3", attributes: {kernel_shape: [2, 1], strides: [1, 1], ceil_mode: 1}},
        {op: "Flatten", inputs: ["p3"], output: "f"},
        {op: "Gemm", inputs: ["f", "w3", "b3"], output: "g", attributes: {transB: 1, alpha: 0.5, beta: 2.0}},
        {op: "Relu", inputs: ["g"], output: "r3"},
        {op: "MatMul", inputs: ["r3", "w4"], output: "m"},
        {op: "Add", inputs: ["b4", "m"], output: "a"},
        {op: "Softmax", inputs: ["a"], output: "y", name: "soft"}
      ]
    });
    const imported = await importOnnx(bytes), x = image([2, 9, 8]);
    expect(imported.net.nodes.map(({kind}) => kind)).toEqual(["conv", "bias", "gain", "bias", "relu", "maxPool", "conv", "relu", "averagePool", "averagePool", "dense", "bias", "relu", "dense", "bias"]);
    expect(imported.notes).toEqual(['Softmax (node "soft") at the end was left out: it keeps the order of the classes.']);
    const wanted = byHand(x, constants);
    close(run(imported, x), wanted);
    close(run({...foldNorms(imported.net, imported.weights), notes: []}, x), wanted);
  });
  it.each(["SAME_UPPER", "SAME_LOWER", "VALID"])("reads auto_pad %s, strides and dilations as the definition does", async (pad) => {
    const w = some("w", [1, 1, 3, 3]), imported = await importOnnx(onnxBytes({input: [1, 1, 9, 9], constants: {w}, nodes: [{op: "Conv", inputs: ["x", "w"], output: "y", attributes: {auto_pad: pad, strides: [2, 2], dilations: [2, 1]}}]}));
    const x = image([1, 9, 9]), same = pad !== "VALID";
    // 9 places at stride 2: 5 outputs need 8 + 2 · 2 + 1 - 9 = 4 zeros down, 8 + 2 + 1 - 9 = 2 across.
    const [top, left, rows, columns] = same ? [2, 1, 5, 5] : [0, 0, 3, 4], wanted: number[] = [];
    for (let r = 0; r < rows; r++) for (let s = 0; s < columns; s++) {
      let sum = 0;
      for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) sum += w.data[3 * a + b]! * at(x, [9, 9], 2 * r + 2 * a - top, 2 * s + b - left);
      wanted.push(sum);
    }
    close(run(imported, x), wanted);
  });
  it("takes constants from nodes, whole means, flattening by Reshape, a bias over channels, and open sizes from the caller", async () => {
    const bytes = onnxBytes({
      input: ["n", 2, "h", "w"], constants: {b: {dims: [2, 1, 1], data: [1, -2]}},
      nodes: [
        {op: "Identity", inputs: ["x"], output: "i"}, {op: "Add", inputs: ["i", "b"], output: "a"}, {op: "GlobalAveragePool", inputs: ["a"], output: "g"},
        {op: "Constant", inputs: [], output: "to", attributes: {value: {tensor: {dims: [2], data: [1, -1], as: "int64"}}}}, {op: "Reshape", inputs: ["g", "to"], output: "y"}
      ]
    });
    await expect(importOnnx(bytes)).rejects.toThrow('the input "x" leaves its size open; say importOnnx(bytes, {shape: [channels, rows, columns]})');
    close(run(await importOnnx(bytes, {shape: [2, 2, 2]}), Float64Array.of(1, 2, 3, 4, 0, 0, 1, 1)), [2.5 + 1, 0.5 - 2]);
  });
  it("takes a matrix that is turned around on its way, as PyTorch writes a layer without bias", async () => {
    const m = some("m", [3, 2]), turned = await importOnnx(onnxBytes({input: [1, 2], constants: {m}, nodes: [{op: "Transpose", inputs: ["m"], output: "t", attributes: {perm: [1, 0]}}, {op: "MatMul", inputs: ["x", "t"], output: "y"}]}));
    close(run(turned, Float64Array.of(2, -1)), [0, 1, 2].map((o) => 2 * m.data[2 * o]! - m.data[2 * o + 1]!));
  });
  it("refuses what it does not know by its name and its node's", async () => {
    const w = some("w", [3, 1, 3, 3]), m = some("m", [4, 4]);
    const tell = (nodes: Written["nodes"], constants: Written["constants"] = {w}, input: Written["input"] = [1, 1, 8, 8]): Promise<unknown> => importOnnx(onnxBytes({input, constants, nodes}));
    await expect(tell([{op: "Sigmoid", inputs: ["x"], output: "y", name: "sig_3"}])).rejects.toThrow('importOnnx: Sigmoid (node "sig_3") is not supported; build the network from Conv, Gemm');
    await expect(tell([{op: "Conv", inputs: ["x", "w"], output: "y", domain: "com.microsoft"}])).rejects.toThrow('Conv (node "y") of com.microsoft is not supported');
    await expect(tell([{op: "Conv", inputs: ["x", "w"], output: "y", attributes: {pads: [1, 1, 0, 0]}}])).rejects.toThrow("pads one side more than the other (1, 1, 0, 0)");
    await expect(tell([{op: "Conv", inputs: ["x", "other"], output: "y"}])).rejects.toThrow('computes its input 1 ("other"); it must be a constant');
    await expect(tell([{op: "MaxPool", inputs: ["x"], output: "y", attributes: {kernel_shape: [3, 3], strides: [2, 2]}}])).rejects.toThrow("pools of 3 × 3 that overlap at stride 2 × 2");
    await expect(tell([{op: "AveragePool", inputs: ["x"], output: "y", attributes: {kernel_shape: [2, 2], strides: [2, 2], pads: [1, 1, 1, 1]}}])).rejects.toThrow("pads its input");
    await expect(tell([{op: "AveragePool", inputs: ["x"], output: "y", attributes: {kernel_shape: [3, 3], strides: [3, 3], ceil_mode: 1}}])).rejects.toThrow("cut off at the border");
    await expect(tell([{op: "Relu", inputs: ["x"], output: "r"}, {op: "Add", inputs: ["r", "x"], output: "y"}])).rejects.toThrow('"x" branches to Relu (node "r") and Add (node "y")');
    await expect(tell([{op: "Softmax", inputs: ["x"], output: "s"}, {op: "Relu", inputs: ["s"], output: "y"}])).rejects.toThrow("may only stand at the end");
    await expect(tell([{op: "Gemm", inputs: ["x", "m"], output: "y"}], {m})).rejects.toThrow("multiplies [1, 8, 8] by a matrix; flatten it first");
    await expect(tell([{op: "Gemm", inputs: ["x", "m"], output: "y"}], {m}, [1, 5])).rejects.toThrow("has a matrix of [4, 4] for 5 inputs");
    await expect(tell([{op: "BatchNormalization", inputs: ["x", "m", "m", "m", "m"], output: "y", attributes: {training_mode: 1}}])).rejects.toThrow("export the model in evaluation mode");
    await expect(tell([{op: "MatMul", inputs: ["x", "m"], output: "y"}], {m: {...m, as: "float16"}}, [1, 4])).rejects.toThrow('tensor "m" has numbers of type 10; export it as float32');
    await expect(tell([{op: "MatMul", inputs: ["x", "m"], output: "y"}], {m: {...m, as: "elsewhere"}}, [1, 4])).rejects.toThrow('tensor "m" lies in another file');
    await expect(tell([{op: "MatMul", inputs: ["x", "m"], output: "y"}], {m: {dims: [4, 4], data: [1]}}, [1, 4])).rejects.toThrow("must hold 16 numbers for [4, 4], got 1");
  });
  it("refuses bytes that are no model", async () => {
    await expect(importOnnx(new TextEncoder().encode("not a model at all"))).rejects.toThrow("importOnnx: the bytes must be an ONNX model");
    await expect(importOnnx(new Uint8Array(0))).rejects.toThrow("importOnnx: the bytes must be an ONNX model, got 0 bytes");
  });
});

const at = (x: ArrayLike<number>, [rows, columns]: readonly [number, number], r: number, s: number, channel = 0): number => (r < 0 || s < 0 || r >= rows || s >= columns ? 0 : x[(channel * rows + r) * columns + s]!);

/** The first model, loop by loop from ONNX's definitions. */
function byHand(x: Float64Array, k: Readonly<Record<string, Constant>>): number[] {
  const c1: number[] = [], p1: number[] = [], r2: number[] = [], flat: number[] = [];
  for (let o = 0; o < 4; o++) for (let r = 0; r < 9; r++) for (let s = 0; s < 7; s++) {
    let sum = k["b1"]!.data[o]!;
    for (let c = 0; c < 2; c++) for (let a = 0; a < 3; a++) for (let b = 0; b < 2; b++) sum += k["w1"]!.data[((o * 2 + c) * 3 + a) * 2 + b]! * at(x, [9, 8], r + a - 1, s + b, c);
    const normed = ((sum - k["mean"]!.data[o]!) / Math.sqrt(k["variance"]!.data[o]! + Math.fround(0.01))) * k["scale"]!.data[o]! + k["shift"]!.data[o]!;
    c1.push(Math.max(0, normed));
  }
  for (let c = 0; c < 4; c++) for (let r = 0; r < 4; r++) for (let s = 0; s < 3; s++) p1.push(Math.max(...[0, 1].flatMap((a) => [0, 1].map((b) => at(c1, [9, 7], 2 * r + a, 2 * s + b, c)))));
  for (let o = 0; o < 6; o++) for (let r = 0; r < 3; r++) for (let s = 0; s < 2; s++) {
    let sum = 0;
    for (let c = 0; c < 2; c++) for (let a = 0; a < 2; a++) for (let b = 0; b < 2; b++) sum += k["w2"]!.data[((o * 2 + c) * 2 + a) * 2 + b]! * at(p1, [4, 3], r + a, s + b, 2 * Math.floor(o / 3) + c);
    r2.push(Math.max(0, sum));
  }
  const half = (values: number[], rows: number): number[] => { const out: number[] = []; for (let c = 0; c < 6; c++) for (let r = 0; r < rows - 1; r++) for (let s = 0; s < 2; s++) out.push((at(values, [rows, 2], r, s, c) + at(values, [rows, 2], r + 1, s, c)) / 2); return out; };
  flat.push(...half(half(r2, 3), 2));
  const hidden = Array.from({length: 7}, (_, o) => Math.max(0, 0.5 * flat.reduce((sum, value, i) => sum + k["w3"]!.data[o * 12 + i]! * value, 0) + 2 * k["b3"]!.data[o]!));
  return Array.from({length: 3}, (_, o) => hidden.reduce((sum, value, i) => sum + k["w4"]!.data[i * 3 + o]! * value, k["b4"]!.data[o]!));
}
