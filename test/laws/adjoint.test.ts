/** @file Every projection, present and future, is one linear map seen through four verbs. */
import {describe, expect, it} from "vitest";
import type {LinearMap, Projection} from "../../lib/model/node.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {gain, spread} from "../../lib/model/projections/per-channel.ts";
import {surround} from "../../lib/model/projections/surround.ts";
import {normal} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

const cases: readonly (readonly [string, Projection, readonly number[]])[] = [
  ["conv on a line", conv({channels: 3, field: 4}), [2, 11]],
  ["conv on an image", conv({channels: 3, field: [3, 2]}), [2, 7, 6]],
  ["conv in a volume", conv({channels: 2, field: [2, 3, 2]}), [2, 4, 5, 3]],
  ["strided", conv({channels: 3, field: 3, stride: [2, 3]}), [2, 8, 11]],
  ["padded", conv({channels: 3, field: 3, padding: "same"}), [2, 5, 4]],
  ["padded wide and strided", conv({channels: 2, field: 3, padding: 2, stride: 2}), [1, 4, 5]],
  ["dilated", conv({channels: 2, field: 3, dilation: [2, 1], padding: [2, 0]}), [2, 6, 5]],
  ["in groups", conv({channels: 6, field: 2, groups: 2}), [4, 4, 5]],
  ["depthwise", conv({channels: 6, field: 3, groups: 3, padding: 1}), [3, 5, 5]],
  ["dense", dense(7), [2, 3, 4]],
  ["gain", gain(), [3, 4, 5]],
  ["gain of a row", gain(), [6]],
  ["the way of a bias", spread([3, 4, 2]), [1]],
  ["average pool", averagePool(2), [3, 6, 5]],
  ["overlapping average pool", averagePool(3, 2), [2, 7, 9]],
  ["surround", surround({radius: 2, strength: 0.3, profile: "gaussian"}), [3, 6, 5]],
  ["surround of other channels", surround({radius: 0, strength: 1, channels: "others"}), [4]]
];

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, i) => sum + each * b[i]!, 0);

describe.each(cases)("%s", (name, projection, input) => {
  const map: LinearMap = projection.map(input), seed = split(generator(1), name);
  const w = normal(split(seed, "w"), sizeOf(map.weights)), x = normal(split(seed, "x"), sizeOf(input)), y = normal(split(seed, "y"), sizeOf(map.output));
  const applied = new Float64Array(y.length), back = new Float64Array(x.length), dw = new Float64Array(w.length);
  map.apply(w, x, applied);
  map.pullback(w, y, back);
  map.correlate(x, y, dw);

  it("⟨apply x, y⟩ = ⟨x, pullback y⟩", () => expect(dot(applied, y)).toBeCloseTo(dot(x, back), 11));
  it("⟨apply x, y⟩ = ⟨w, correlate(x, y)⟩, where it learns", () => {
    if (w.length > 0) expect(dot(applied, y)).toBeCloseTo(dot(w, dw), 11);
    else expect(map.weights).toEqual([0]);
  });
  if (map.imprint) it("imprinting every unit adds up to correlate", () => {
    const sum = new Float64Array(dw.length);
    x.forEach((amount, i) => map.imprint!(i, amount, y, sum));
    dw.forEach((each, k) => expect(sum[k]!).toBeCloseTo(each, 11));
  });
  if (map.impress) it("impressing every output unit adds up to correlate, one alone to the last bit", () => {
    const sum = new Float64Array(dw.length);
    y.forEach((amount, j) => map.impress!(x, j, amount, sum));
    dw.forEach((each, k) => expect(sum[k]!).toBeCloseTo(each, 11));
    y.forEach((amount, j) => {
      const one = new Float64Array(y.length), whole = new Float64Array(dw.length), part = new Float64Array(dw.length);
      one[j] = amount;
      map.correlate(x, one, whole);
      map.impress!(x, j, amount, part);
      expect(part).toEqual(whole);
    });
  });
  it("scattering every unit adds up to apply, to the last bit", () => {
    const sum = new Float64Array(y.length);
    x.forEach((amount, i) => map.scatter(w, i, amount, sum));
    expect([...sum]).toEqual([...applied].map((each) => each + 0));
  });
  it("gives the same columns when they are added up together, block by block, to the last bit", () => {
    const {count, size, stride, first} = map.blocks, columns = map.columns(w), present = Float64Array.from(x, (each, i) => (i % 4 === 1 ? 0 : each));
    const sums = new Float64Array(y.length), plain = new Float64Array(y.length), list = new Uint32Array(count), reached = new Set<number>();
    const units = Uint32Array.from(present.keys()).filter((i) => present[i] !== 0);
    // Twice: nothing may be left over from the first time.
    for (let round = 0; round < 2; round++) {
      const found = columns.add({x: present, units, count: units.length}, sums);
      units.forEach((i) => {
        map.scatter(w, i, present[i]!, plain);
        for (const block of list.slice(0, map.touch(i, list))) reached.add(block);
      });
      expect([...columns.reached.slice(0, found)].sort((a, b) => a - b)).toEqual([...reached].sort((a, b) => a - b));
    }
    for (let block = 0; block < count; block++) for (let j = 0; j < size; j++) expect(sums[block * size + j]).toBe(plain[first(block) + j * stride]);
  });
  it("touches as many synapses as scatter says, in blocks that hold them all", () => {
    const list = new Uint32Array(map.blocks.count);
    for (let i = 0; i < x.length; i++) {
      const column = new Float64Array(y.length), count = map.scatter(w, i, 1, column);
      const reached = new Set<number>();
      for (const block of list.slice(0, map.touch(i, list))) for (let j = 0; j < map.blocks.size; j++) reached.add(map.blocks.first(block) + j * map.blocks.stride);
      expect(count).toBe(map.fanOut(i));
      column.forEach((value, unit) => { if (value !== 0) expect(reached.has(unit)).toBe(true); });
      expect(reached.size).toBeGreaterThanOrEqual(column.filter((value) => value !== 0).length);
    }
  });
});
