import {describe, expect, it} from "vitest";
import {currentAt, pulse} from "../../../lib/model/membrane/current.ts";

describe("current", () => {
  it("is the last piece that has begun, and none before the first", () => {
    expect([...currentAt([{from: 1, current: 2}, {from: 3, current: -1}], [0, 1, 2.9, 3, 99])]).toEqual([0, 2, 2, -1, -1]);
    expect(currentAt(0.3, 12)).toBe(0.3);
  });
  it("of a pulse is on from its start and off from its end", () => {
    expect([...currentAt(pulse({from: 10, until: 30, current: 0.1}), [9.9, 10, 29.9, 30])]).toEqual([0, 0.1, 0.1, 0]);
  });
  it("refuses a pulse that ends before it begins, and NaN", () => {
    expect(() => pulse({from: 10, until: 10, current: 1})).toThrow("pulse: until must lie after from 10 (ms), got 10");
    expect(() => currentAt([{from: 0, current: NaN}], 1)).toThrow("currentAt: current[0].current must be a finite number (nA), got NaN");
  });
});
