import {describe, expect, it} from "vitest";
import {toPoints, toUnits} from "../../../lib/jupyter/kernel/code-points.ts";

describe("code points and UTF-16 units", () => {
  const text = "a😀é𝒳z";
  it("count a character beyond the basic plane once and twice", () => {
    expect([...text].map((_, i) => toUnits(text, i))).toEqual([0, 1, 3, 4, 6]);
    expect([0, 1, 3, 4, 6, 7].map((units) => toPoints(text, units))).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it("go there and back", () => {
    for (let i = 0; i <= 5; i++) expect(toPoints(text, toUnits(text, i))).toBe(i);
  });
  it("stay within the text", () => {
    expect(toUnits(text, 99)).toBe(text.length);
    expect(toPoints(text, 99)).toBe(5);
  });
});
