import {describe, expect, it} from "vitest";
import {linspace} from "../../lib/tensor/linspace.ts";

describe("linspace", () => {
  it("includes both ends and spaces evenly", () => {
    expect([...linspace(0, 1, 5)]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  it("ends exactly at stop, also where the step is not a binary fraction", () => {
    expect(linspace(0, 0.3, 4).at(-1)).toBe(0.3);
  });
  it("refuses fewer than two numbers", () => {
    expect(() => linspace(0, 1, 1)).toThrow("linspace: count must be a whole number of at least 2, got 1");
  });
});
