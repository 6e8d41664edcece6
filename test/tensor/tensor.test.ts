import {describe, expect, it} from "vitest";
import {asTensor, tensor} from "../../lib/tensor/tensor.ts";

describe("tensor", () => {
  it("is zero at first, and copies what it is given", () => {
    const data = [1, 2, 3, 4], made = tensor([2, 2], data);
    data[0] = 9;
    expect([...made.data]).toEqual([1, 2, 3, 4]);
    expect([...tensor([2]).data]).toEqual([0, 0]);
  });
  it("takes a plain list as one axis, and a tensor as it is", () => {
    expect(asTensor([1, 2]).shape).toEqual([2]);
    const made = tensor([2]);
    expect(asTensor(made)).toBe(made);
  });
  it("refuses data of another size", () => {
    expect(() => tensor([2, 2], [1])).toThrow("tensor: data must hold 4 numbers for shape [2, 2], got 1");
  });
});
