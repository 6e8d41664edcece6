import {describe, expect, it} from "vitest";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {exp} from "../../lib/tensor/exp.ts";

const ulp = (y: number): number => 2 ** (Math.floor(Math.log2(Math.abs(y))) - 52);

describe("exp", () => {
  it("agrees with the engine's exponential to one unit in the last place over the whole range", () => {
    for (const x of [...uniform(generator(1), 5_000, {from: -708, to: 709.7}), ...uniform(generator(2), 5_000, {from: -1, to: 1})]) {
      expect(Math.abs(exp(x) - Math.exp(x)), `e^${x}`).toBeLessThanOrEqual(1.01 * ulp(Math.exp(x)));
    }
  });
  it("fades through the subnormal numbers to 0, and ends at infinity", () => {
    for (const x of uniform(generator(3), 1000, {from: -745, to: -708})) expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(5e-324 + Math.exp(x) * 2 ** -52);
    expect(exp(-746)).toBe(0);
    expect(exp(710)).toBe(Infinity);
    expect(exp(0)).toBe(1);
    expect(exp(NaN)).toBeNaN();
  });
});
