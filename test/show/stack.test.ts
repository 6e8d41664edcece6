import {describe, expect, it} from "vitest";
import {line} from "../../lib/show/line.ts";
import {stack} from "../../lib/show/stack.ts";

describe("stack", () => {
  const parts = [line({y: [1], yLabel: "a", levels: {top: 1}}), line({y: [2], yLabel: "b", xLabel: "time (ms)", moments: {now: 0}})];
  it("shares the x axis, and gives each figure a y axis of its own", () => {
    const {data, layout} = stack(parts);
    expect(data.map(({xaxis, yaxis}) => [xaxis, yaxis])).toEqual([["x", "y"], ["x", "y2"]]);
    expect(layout).toMatchObject({xaxis: {title: {text: "time (ms)"}, anchor: "y2"}, yaxis: {title: {text: "a"}}, yaxis2: {title: {text: "b"}}});
    expect(layout.shapes).toMatchObject([{yref: "y"}, {yref: "y2 domain"}]);
  });
  it("fills the height from the top down without overlap", () => {
    const {layout} = stack(parts, {heights: [1, 3]});
    const [top, low] = [layout.yaxis, layout.yaxis2].map((axis) => (axis as {domain: number[]}).domain);
    expect(top![1]).toBe(1);
    expect(low![0]).toBeCloseTo(0, 12);
    expect(top![0]! - low![1]!).toBeCloseTo(0.06, 12);
    expect((low![1]! - low![0]!) / (top![1]! - top![0]!)).toBeCloseTo(3, 12);
  });
  it("refuses nothing, and heights that do not match", () => {
    expect(() => stack([])).toThrow("show.stack: must have at least one figure, got none");
    expect(() => stack(parts, {heights: [1]})).toThrow("show.stack: must have one height for each of 2 figures, got 1");
  });
});
