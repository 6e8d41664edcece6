import {describe, expect, it} from "vitest";
import {explore} from "../../lib/show/explore.ts";
import {line} from "../../lib/show/line.ts";

describe("explore", () => {
  const figure = explore({label: "current (nA)", values: [1, 2, 3], start: 1}, (value) => line({y: [0, value], title: `at ${value}`, levels: {top: 2 * value}}));
  const [slider] = figure.layout.sliders as {active: number; steps: {label: string; args: [{visible: boolean[]}, Record<string, unknown>]}[]}[];

  it("shows one value's traces at a time", () => {
    expect(figure.data.map(({visible}) => visible)).toEqual([false, true, false]);
    expect(slider!.steps.map(({args}) => args[0].visible)).toEqual([[true, false, false], [false, true, false], [false, false, true]]);
    expect(slider!.active).toBe(1);
  });
  it("brings each value's title and lines along", () => {
    expect(slider!.steps[2]!.args[1]).toMatchObject({"title.text": "at 3", shapes: [{y0: 6}]});
  });
  it("holds the axes still, wide enough for every value and line", () => {
    const {range: [low, high]} = figure.layout.yaxis as {range: [number, number]};
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThanOrEqual(6);
  });
  it("keeps a range that it was given, and counts a logarithmic axis in decades", () => {
    const given = explore({label: "", values: [1]}, () => line({y: [10, 1000], yLog: true, xRange: [0, 9]}));
    expect(given.layout.xaxis).toMatchObject({range: [0, 9]});
    expect((given.layout.yaxis as {range: number[]}).range.map(Math.round)).toEqual([1, 3]);
  });
  it("refuses a start that is none of the values", () => {
    expect(() => explore({label: "", values: []}, () => line({y: [1]}))).toThrow("show.explore: start must be the index of one of 0 values, got 0");
    expect(() => explore({label: "", values: [1], start: 1}, () => line({y: [1]}))).toThrow("got 1");
  });
});
