import {describe, expect, it} from "vitest";
import {curve, ink} from "../../lib/worlds/pen.ts";

describe("pen", () => {
  it("draws curves through the points of a stroke", () => {
    const stroke = [[0, 0], [1, 2], [3, 1]] as const, line = curve(stroke);
    for (const point of stroke) expect(line.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < 1e-12)).toBe(true);
  });
  it("draws points on a line as that line, evenly", () => {
    for (const [x, y] of curve([[0, 0], [1, 1], [2, 2], [3, 3]])) expect(y).toBeCloseTo(x, 12);
  });
  it("leaves as much ink as the strip under the pen is wide", () => {
    const picture = ink([[[-9, 10], [40, 10]]], 2, 21);
    for (let s = 0; s < 21; s++) expect(Array.from({length: 21}, (_, r) => picture[r * 21 + s]!).reduce((a, b) => a + b, 0)).toBeCloseTo(4, 12);
  });
  it("leaves a disc of nearly πr² under a pen that does not move", () => {
    expect(ink([[[10, 10], [10, 10]]], 5, 21).reduce((a, b) => a + b, 0) / (Math.PI * 25)).toBeCloseTo(1, 1);
  });
});
