import {describe, expect, it} from "vitest";
import {root} from "../../../lib/model/response/root.ts";

describe("root", () => {
  it("finds roots to the last bit or two", () => {
    expect(Math.abs(root(Math.cos, 0, 3) - Math.PI / 2)).toBeLessThanOrEqual(2 * Number.EPSILON);
    expect(Math.abs(root((x) => x ** 3 - 2, 0, 1e6) - Math.cbrt(2))).toBeLessThanOrEqual(2 * Number.EPSILON);
    expect(root((x) => Math.exp(-x) - 1e-100, 0, 600)).toBeCloseTo(100 * Math.LN10, 10);
  });
  it("finds a root next to zero in a wide bracket", () => {
    expect(root((x) => x - 1e-200, 0, 1e3) / 1e-200).toBeCloseTo(1, 12);
  });
  it("takes an end that is a root", () => {
    expect(root((x) => x, 0, 1)).toBe(0);
    expect(root((x) => x - 1, 0, 1)).toBe(1);
  });
  it("closes in on a jump as on a root", () => {
    expect(root((x) => (x < 0.3 ? -1 : 1), 0, 1)).toBeCloseTo(0.3, 15);
  });
  it("refuses a bracket without a change of sign, and NaN", () => {
    expect(() => root(() => 1, 0, 1)).toThrow("root: the ends of the bracket must have opposite signs, got 1 and 1");
    expect(() => root(() => NaN, 0, 1)).toThrow("root: the ends of the bracket");
  });
});
