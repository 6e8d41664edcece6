import {describe, expect, it} from "vitest";
import {ascending, finite, notNegative, positive} from "../../lib/model/door.ts";

describe("door", () => {
  it("lets good numbers through as they are", () => {
    expect([positive("f", "a", 1e-300, "ms"), notNegative("f", "a", 0, "ms"), finite("f", "a", -3, "mV")]).toEqual([1e-300, 0, -3]);
    expect(ascending("f", "a", [1, 1, 2], "ms")).toEqual([1, 1, 2]);
  });
  it.each([NaN, Infinity, -Infinity])("lets %d through nowhere", (value) => {
    expect(() => positive("f", "a", value, "ms")).toThrow(`f: a must be positive (ms), got ${value}`);
    expect(() => notNegative("f", "a", value, "ms")).toThrow(`f: a must not be negative (ms), got ${value}`);
    expect(() => finite("f", "a", value, "mV")).toThrow(`f: a must be a finite number (mV), got ${value}`);
    expect(() => ascending("f", "a", [0, value], "ms")).toThrow(`f: a[1] must be a finite number (ms), got ${value}`);
  });
  it("names what is out of order", () => {
    expect(() => ascending("f", "a", [2, 1], "ms")).toThrow("f: a must be in ascending order (ms), got 2 before 1");
  });
});
