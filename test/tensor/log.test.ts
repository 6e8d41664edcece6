import {describe, expect, it} from "vitest";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {log} from "../../lib/tensor/log.ts";

const ulp = (y: number): number => 2 ** (Math.floor(Math.log2(Math.abs(y))) - 52);

describe("log", () => {
  it("agrees with the engine's logarithm to one unit in the last place, from the smallest number to the largest", () => {
    const exponents = uniform(generator(1), 5_000, {from: -1074, to: 1024}), near = uniform(generator(2), 5_000, {from: 0.5, to: 2});
    for (const x of [...exponents.map((e) => 2 ** e), ...near, 5e-324, Number.MAX_VALUE]) {
      expect(Math.abs(log(x) - Math.log(x)), `ln ${x}`).toBeLessThanOrEqual(1.01 * ulp(Math.log(x)));
    }
  });
  it("is exact where the logarithm is: 0 at 1, and infinite at the ends", () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(Infinity)).toBe(Infinity);
    expect(log(-1)).toBeNaN();
    expect(log(NaN)).toBeNaN();
  });
});
