import {describe, expect, it} from "vitest";
import {expDifference, expDifference3, phi1, phi2} from "../../../lib/model/response/exp-differences.ts";
import {evaluate, relative} from "../../oracle/big.ts";

const arguments_ = [1e-12, 1e-8, 1e-5, 1e-3, 0.1, 0.5, 0.999, 1, 1.001, 3, 30, 300];

describe("exp-differences", () => {
  it.each(arguments_.flatMap((x) => [x, -x]))("phi1 and phi2 are right to 1e-15 and 4e-15 at x = %d", (x) => {
    expect(relative(phi1(x), evaluate("(1 - exp(-x)) / x", {x}))).toBeLessThan(1e-15);
    expect(relative(phi2(x), evaluate("(1 - exp(-x) * (1 + x)) / x^2", {x}))).toBeLessThan(4e-15);
  });
  it("has the limits 1 and 1/2 at zero", () => {
    expect(phi1(0)).toBe(1);
    expect(phi2(0)).toBe(0.5);
  });
  it.each(arguments_)("the first difference is right to 1e-13 with a gap of %d", (gap) => {
    const [a, b] = [-0.7, -0.7 - gap];
    expect(relative(expDifference(a, b), evaluate("(exp(a) - exp(b)) / (a - b)", {a, b}))).toBeLessThan(1e-13);
    expect(expDifference(b, a)).toBe(expDifference(a, b));
  });
  it("the second difference is right to 1e-13 for every pair of gaps, in any order", () => {
    for (const p of arguments_) for (const q of arguments_) {
      const [a, b, c] = [-0.7, -0.7 - p, -0.7 - p - q];
      const exact = evaluate("((exp(a) - exp(b)) / (a - b) - (exp(b) - exp(c)) / (b - c)) / (a - c)", {a, b, c});
      expect(relative(expDifference3(a, b, c), exact)).toBeLessThan(1e-13);
      expect(expDifference3(c, a, b)).toBe(expDifference3(a, b, c));
    }
  });
  it("is e^a and e^a / 2 where all arguments are equal", () => {
    expect(expDifference(-2, -2)).toBe(Math.exp(-2));
    expect(relative(expDifference3(-2, -2, -2), Math.exp(-2) / 2)).toBeLessThan(1e-15);
  });
  it("neither overflows nor turns to NaN for arguments far apart", () => {
    expect(expDifference(-1e4, 0)).toBeCloseTo(1e-4, 18);
    expect(relative(expDifference3(-1e4, -2e4, 0), 5e-9)).toBeLessThan(1e-14);
  });
});
