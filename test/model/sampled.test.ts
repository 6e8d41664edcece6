import {describe, expect, it} from "vitest";
import {sampled} from "../../lib/model/sampled.ts";

describe("sampled", () => {
  it("gives a number at a number, and a typed array at any kind of array", () => {
    const one: number = sampled("f", 3, (t) => t * t);
    const many: Float64Array = sampled("f", [1, 2], (t) => t * t);
    expect([one, ...many, ...sampled("f", Float32Array.of(4), (t) => t * t)]).toEqual([9, 1, 4, 16]);
  });
  it("refuses times that are not finite", () => {
    expect(() => sampled("f", NaN, (t) => t)).toThrow("f: time must be a finite number (ms), got NaN");
    expect(() => sampled("f", [0, Infinity], (t) => t)).toThrow("f: time[1] must be a finite number (ms), got Infinity");
  });
});
