import {describe, expect, it} from "vitest";
import {logFactorial} from "../../lib/tensor/poisson.ts";

describe("logFactorial", () => {
  it("is the sum of the logarithms, on both sides of the change of formula", () => {
    for (const n of [0, 1, 2, 15, 16, 17, 50, 170]) {
      let sum = 0;
      for (let i = 2; i <= n; i++) sum += Math.log(i);
      expect(Math.abs(logFactorial(n) - sum)).toBeLessThanOrEqual(1e-14 * Math.max(1, sum) * 4);
    }
  });
});
