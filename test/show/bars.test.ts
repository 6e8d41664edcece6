import {describe, expect, it} from "vitest";
import {bars, histogram} from "../../lib/show/bars.ts";

describe("bars", () => {
  it("stand over names or numbers, alone or in groups", () => {
    expect(bars({x: ["a", "b"], y: [1, 2]}).data).toMatchObject([{type: "bar", x: ["a", "b"], y: [1, 2], showlegend: false}]);
    expect(bars({x: [1], series: {here: [2], there: [3]}}).data).toHaveLength(2);
    expect(() => bars({x: ["a"], y: [1, 2]})).toThrow("show.bars: y must have as many values as x, 1, got 2");
  });
});

describe("histogram", () => {
  it("counts every value once, the greatest in the last bin", () => {
    const [one] = histogram({values: [0, 0.5, 1, 1, 2], bins: 2}).data;
    expect(one).toMatchObject({x: [0.5, 1.5], y: [2, 3], width: 1});
  });
  it("as a density has area 1", () => {
    const [one] = histogram({values: [0, 1, 5, 7, 8], bins: 4, density: true}).data;
    const sum = (one!.y as number[]).reduce((a, b) => a + b, 0);
    expect(sum * (one!.width as number)).toBeCloseTo(1, 8);
  });
  it("draws curves over its bars, by name", () => {
    const {data} = histogram({values: [0, 1], curves: {bell: {x: [0, 1], y: [2, 3]}}});
    expect(data[1]).toMatchObject({type: "scatter", name: "bell", x: [0, 1], y: [2, 3], showlegend: true});
  });
  it("refuses no values, NaN and no bins", () => {
    expect(() => histogram({values: []})).toThrow("show.histogram: values must be finite numbers, at least one, got none");
    expect(() => histogram({values: [1, NaN]})).toThrow("got NaN");
    expect(() => histogram({values: [1], bins: 0})).toThrow("show.histogram: bins must be a whole number of at least 1, got 0");
  });
});
