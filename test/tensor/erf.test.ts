import {erf} from "mathjs";
import {describe, expect, it} from "vitest";
import {erfc, normalCdf} from "../../lib/tensor/erf.ts";

describe("erfc", () => {
  it("agrees with an independent erf to its precision", () => {
    for (let x = -3; x <= 3; x += 0.037) expect(Math.abs(erfc(x) - (1 - erf(x)))).toBeLessThan(3e-15);
  });
  it("keeps its digits far out, and joins its two formulas smoothly", () => {
    expect(erfc(5) / 1.5374597944280348502e-12).toBeCloseTo(1, 12); // Known to 20 digits.
    expect(erfc(2 + 1e-12) / erfc(2 - 1e-12)).toBeCloseTo(1, 10);
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
  });
});
