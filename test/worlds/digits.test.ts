import {describe, expect, it} from "vitest";
import {parts} from "../../datasets/draw-digits.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {digit, drawnDigits} from "../../lib/worlds/digits.ts";
import {features, leastSquares, linearAccuracy, nearestAccuracy} from "./classifiers.ts";

describe("drawn digits", () => {
  it("are drawn again byte for byte: all labels, and every tenth image that ships", () => {
    for (const {prefix, count, seed} of parts) {
      const shipped: LabelledImages = prefix === "train" ? digits.train : digits.test;
      for (let i = 0; i < count; i += 10) {
        const drawn = digit(shipped.labels[i]!, split(generator(seed), i));
        expect(Buffer.compare(drawn, shipped.pixels.subarray(i * 784, (i + 1) * 784)), `${prefix} ${i}`).toBe(0);
      }
    }
    expect(drawnDigits(1000, {seed: 2}).labels).toEqual(Uint8Array.from(digits.test.labels));
  });
  it("stay inside the picture (under a thousandth of the ink touches its edge), and never twice the same", () => {
    const {test} = digits, seen = new Set<string>();
    let edge = 0, all = 0;
    for (let i = 0; i < test.count; i++) {
      const {data} = test.image(i);
      seen.add(data.join());
      all += data.reduce((a, b) => a + b, 0);
      for (let k = 0; k < 28; k++) for (const place of [k, 27 * 28 + k, 28 * k, 28 * k + 27]) edge += data[place]!;
    }
    expect(edge / all).toBeLessThan(1e-3);
    expect(seen.size).toBe(test.count);
  });
  it("are worth a network: a linear reader stays below 95 %, the nearest neighbour does better", () => {
    const [train, test] = [features(digits.train, 2), features(digits.test, 2)]; // means of 2 × 2 pixels, to be quick
    const linear = linearAccuracy(leastSquares(train, 10), test), nearest = nearestAccuracy(train, test, 400);
    expect(linear).toBeGreaterThan(0.75);
    expect(linear).toBeLessThan(0.95);
    expect(nearest).toBeGreaterThan(linear + 0.03);
  });
  it("are refused for a label that is none", () => {
    expect(() => digit(10, generator(1))).toThrow("digit: label must be a whole number from 0 to 9, got 10");
  });
});
