/** @file Every surrogate is what it says: the slope of its soft spike, of the stated area and height. */
import {describe, expect, it} from "vitest";
import * as surrogate from "../../../lib/learn/surrogate/family.ts";
import type {Surrogate} from "../../../lib/model/surrogate.ts";

/** Surrogate, its stated height and area. */
const stated: readonly (readonly [Surrogate, number, number])[] = [
  [surrogate.fastSigmoid({slope: 25}), 1, 2 / 25],
  [surrogate.superSpike({beta: 10}), 1, 0.2],
  [surrogate.sigmoid({slope: 4}), 1, 1],
  [surrogate.arctan({slope: 2}), 1, 1],
  [surrogate.gaussian({deviation: 0.4}), 1 / (0.4 * Math.sqrt(2 * Math.PI)), 1],
  [surrogate.multiGaussian({deviation: 0.5, lobe: 0.15, width: 6}), (1.15 - (0.3 * Math.exp(-1 / 72)) / 6) / (0.5 * Math.sqrt(2 * Math.PI)), 0.85],
  [surrogate.triangle({width: 0.8}), 1.25, 1],
  [surrogate.triangle({width: 1, height: 0.3}), 0.3, 0.3],
  [surrogate.boxcar({width: 0.5}), 1, 1],
  [surrogate.exponential({slope: 5}), 2.5, 1],
  [surrogate.slayer({tau: 0.2, scale: 0.3}), 1.5, 0.6]
];

describe.each(stated)("$kind", (each, height, area) => {
  const soft = each.soft!;
  it("is the slope of its soft spike", () => {
    // 0.013 steps from an odd start meet no corner of a triangle or boxcar.
    for (let u = -3.0071, h = 1e-6; u < 3; u += 0.013) {
      expect(Math.abs((soft(u + h) - soft(u - h)) / (2 * h) - each.derivative(u))).toBeLessThan(1e-8 * Math.max(1, height * 25));
    }
  });
  it("has the height that it states", () => expect(each.derivative(0)).toBeCloseTo(height, 12));
  it("has the area that it states, its soft spike 1/2 at threshold", () => {
    expect(soft(1e9) - soft(-1e9)).toBeCloseTo(area, 7);
    expect(soft(0)).toBeCloseTo(0.5, 12);
  });
});

describe("a scaled surrogate", () => {
  it("has the height, the area and the soft spike of the other, multiplied", () => {
    const own = surrogate.arctan({slope: 3}), {derivative, soft, form} = surrogate.scaled(surrogate.scaled(own, 5), 0.5);
    for (const u of [-1, 0, 0.3]) expect([derivative(u), soft!(u)]).toEqual([2.5 * own.derivative(u), 2.5 * own.soft!(u)]);
    expect(form).toEqual({name: "arctan", numbers: [3], by: 2.5});
    expect(() => surrogate.scaled(own, 0)).toThrow("scaled: by must be positive");
  });
});

describe("surrogates without a bell", () => {
  it("lets everything straight through", () => {
    const {derivative, soft} = surrogate.straightThrough();
    expect([derivative(-7), derivative(3)]).toEqual([1, 1]);
    expect(soft!(2) - soft!(-1)).toBe(3);
  });
  it("draws noise for the silent alone, the same for the same membrane and seed", () => {
    const {derivative, soft} = surrogate.stochastic({seed: 3, mean: 0.1, spread: 0.2});
    const drawn = Array.from({length: 4000}, (_, k) => derivative(-0.001 * (k + 1)));
    expect(soft).toBeUndefined();
    expect(derivative(0.3)).toBe(1);
    expect(derivative(-0.25)).toBe(surrogate.stochastic({seed: 3, mean: 0.1, spread: 0.2}).derivative(-0.25));
    expect(derivative(-0.25)).not.toBe(surrogate.stochastic({seed: 4, mean: 0.1, spread: 0.2}).derivative(-0.25));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(0.2);
    // Mean 0.1 ± 5 standard errors of a uniform spread of 0.2.
    expect(Math.abs(drawn.reduce((a, b) => a + b) / 4000 - 0.1)).toBeLessThan((5 * 0.2) / Math.sqrt(12 * 4000));
  });
  it("refuses numbers that make no bell", () => {
    expect(() => surrogate.fastSigmoid({slope: NaN})).toThrow("fastSigmoid: slope must be positive");
    expect(() => surrogate.boxcar({width: 0})).toThrow("boxcar: width must be positive");
    expect(() => surrogate.stochastic({seed: 0.5})).toThrow("stochastic: seed must be a whole number");
  });
});
