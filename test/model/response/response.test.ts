import {describe, expect, it} from "vitest";
import {alpha, doubleExponential, exponential, responseAt} from "../../../lib/model/response/response.ts";
import {evaluate, relative} from "../../oracle/big.ts";

describe("response", () => {
  it.each([0.01, 1, 5, 30, 200])("is e^(-t/τ) and (t/τ) e^(-t/τ), without a factor e, at %d ms", (t) => {
    expect(relative(responseAt(exponential(5), t), evaluate("exp(-t / 5)", {t}))).toBeLessThan(1e-13);
    expect(relative(responseAt(alpha(5), t), evaluate("t / 5 * exp(-t / 5)", {t}))).toBeLessThan(1e-13);
  });
  it.each([0.01, 1, 5, 30, 200])("is the normalised difference of two exponentials at %d ms, whichever is longer", (t) => {
    const formula = "d / (d - r) * (exp(-t / d) - exp(-t / r))";
    for (const [r, d] of [[1, 5], [5, 1], [5, 5 * (1 + 1e-9)], [2, 40]] as const) {
      expect(relative(responseAt(doubleExponential({rise: r, decay: d}), t), evaluate(formula, {t, r, d}))).toBeLessThan(1e-12);
    }
  });
  it("of two equal exponentials is the alpha response", () => {
    expect(responseAt(doubleExponential({rise: 5, decay: 5}), 3)).toBe(responseAt(alpha(5), 3));
  });
  it("is 0 before its spike, and an array at an array", () => {
    expect([...responseAt(exponential(5), [-1, 0])]).toEqual([0, 1]);
  });
  it("refuses time constants that are not positive, and times that are not numbers", () => {
    expect(() => exponential(0)).toThrow("response.exponential: tau must be positive (ms), got 0");
    expect(() => alpha(NaN)).toThrow("response.alpha: tau must be positive (ms), got NaN");
    expect(() => doubleExponential({rise: -1, decay: 5})).toThrow("response.doubleExponential: rise must be positive (ms), got -1");
    expect(() => responseAt(alpha(5), [1, NaN])).toThrow("responseAt: time[1] must be a finite number (ms), got NaN");
  });
});
