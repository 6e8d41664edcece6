import {describe, expect, it} from "vitest";
import {oneOfEach} from "../../lib/coding/one-of-each.ts";

describe("oneOfEach", () => {
  it.each([10, 50, 200])("gives every code the same %d ms, under its own name", (duration) => {
    const codes = oneOfEach({duration});
    expect(Object.keys(codes).length).toBe(12);
    for (const [name, code] of Object.entries(codes)) {
      expect(code.name).toBe(name);
      expect(code.duration).toBeCloseTo(duration, 9);
    }
  });
  it("refuses a duration that is not positive", () => {
    expect(() => oneOfEach({duration: 0})).toThrow("oneOfEach: duration must be positive (ms), got 0");
  });
});
