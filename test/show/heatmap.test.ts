import {describe, expect, it} from "vitest";
import {heatmap} from "../../lib/show/heatmap.ts";

describe("heatmap", () => {
  it("shows a field row by row, as an image from the top down", () => {
    const {data: [one], layout} = heatmap({z: [Float64Array.of(1, 2), [3, 4]], image: true, zLabel: "weight (mV)"});
    expect(one).toMatchObject({z: [[1, 2], [3, 4]], colorscale: "Viridis", hovertemplate: "%{x}, %{y}<br>%{z:.6~g} mV<extra></extra>"});
    expect(layout.yaxis).toMatchObject({autorange: "reversed", scaleanchor: "x"});
  });
  it("goes from blue below zero through white at zero to red above it where it diverges", () => {
    const {zmid, colorscale, reversescale} = heatmap({z: [[-1, 3]], diverging: true}).data[0] as {zmid: number; colorscale: [number, string][]; reversescale?: boolean};
    expect(zmid).toBe(0);
    expect(reversescale).toBeUndefined();
    const [[low, below], [middle, zero], [high, above]] = colorscale.map(([at, colour]) => [at, colour.match(/\d+/g)!.map(Number)] as const) as [[number, number[]], [number, number[]], [number, number[]]];
    expect([low, middle, high]).toEqual([0, 0.5, 1]);
    expect(zero).toEqual([255, 255, 255]);
    expect(below[2]).toBeGreaterThan(below[0]!);
    expect(above[0]).toBeGreaterThan(above[2]!);
  });
  it("refuses rows of different lengths", () => {
    expect(() => heatmap({z: [[1, 2], [3]]})).toThrow("show.heatmap: rows must be of one length, got 2 and 1");
    expect(() => heatmap({z: []})).toThrow("show.heatmap: rows must be of one length, got none");
  });
});
