import {describe, expect, it} from "vitest";
import {checkedShape, sizeOf, written} from "../../lib/tensor/shape.ts";

describe("shape", () => {
  it("counts places as the product of the sizes, one for no sizes", () => {
    expect(sizeOf([2, 3, 4])).toBe(24);
    expect(sizeOf([])).toBe(1);
  });
  it("is written as a list, and refused where a size is not a whole number of at least 1", () => {
    expect(written([1, 28, 28])).toBe("[1, 28, 28]");
    for (const size of [0, -1, 1.5, NaN]) expect(() => checkedShape("x", [2, size])).toThrow(`x: every size of a shape must be a whole number of at least 1, got [2, ${size}]`);
  });
});
