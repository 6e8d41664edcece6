import {describe, expect, it} from "vitest";
import {lambertW} from "../../../lib/model/response/lambert-w.ts";
import {relative} from "../../oracle/big.ts";

describe("lambertW", () => {
  it.each([-0.9, -0.5, -0.1, -1e-6, 1e-9, 0.3, 1, 5, 40, 300])("undoes w e^w on branch 0, at w = %d", (w) => {
    expect(relative(lambertW(w * Math.exp(w)), w)).toBeLessThan(1e-14);
  });
  it.each([-1.1, -1.5, -2, -5, -40, -300, -700])("undoes w e^w on branch -1, at w = %d", (w) => {
    expect(relative(lambertW(w * Math.exp(w), -1), w)).toBeLessThan(1e-14);
  });
  it("knows W(1), the omega constant, to every digit", () => {
    expect(lambertW(1)).toBeCloseTo(0.5671432904097838, 15);
  });
  it("meets itself at the branch point, and passes through zero", () => {
    expect(lambertW(-Math.exp(-1))).toBeCloseTo(-1, 7);
    expect(lambertW(-Math.exp(-1), -1)).toBeCloseTo(-1, 7);
    expect(lambertW(0)).toBe(0);
  });
  it("is good to the square root of precision next to the branch point", () => {
    for (const w of [-1 - 1e-4, -1 + 1e-4]) expect(Math.abs(lambertW(w * Math.exp(w), w < -1 ? -1 : 0) - w)).toBeLessThan(1e-11);
  });
  it("refuses what has no real solution", () => {
    expect(() => lambertW(-1)).toThrow("lambertW: z must lie in [-1/e, ∞) on branch 0, got -1");
    expect(() => lambertW(0, -1)).toThrow("lambertW: z must lie in [-1/e, 0) on branch -1, got 0");
    expect(() => lambertW(NaN)).toThrow("got NaN");
  });
});
