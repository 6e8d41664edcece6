import {describe, expect, it} from "vitest";
import {eventList, events} from "../../lib/spikes/events.ts";
import {durationOf, fieldOf, raster, rasterise, stepAt, stepOf} from "../../lib/spikes/raster.ts";

describe("raster", () => {
  it("is silent at first, knows its field and its duration", () => {
    const silent = raster([5, 2, 3], 0.5);
    expect(silent.data.every((n) => n === 0)).toBe(true);
    expect(fieldOf(silent)).toEqual([2, 3]);
    expect(durationOf(silent)).toBe(2.5);
  });
  it("gives one step in field order", () => {
    expect([...stepOf(raster([2, 3], 1, Uint8Array.of(1, 2, 3, 4, 5, 6)), 1)]).toEqual([4, 5, 6]);
  });
  it("refuses bad steps, shapes and sizes, and says what it got", () => {
    expect(() => raster([5, 2], 0)).toThrow("raster: dt must be positive (ms), got 0");
    expect(() => raster([], 1)).toThrow("raster: shape must begin with the number of steps");
    expect(() => raster([0, 2], 1)).toThrow("raster: every size of a shape");
    expect(() => raster([5, 2], 1, new Uint8Array(9))).toThrow("raster: data must hold 10 counts for shape [5, 2], got 9");
  });
});

describe("rasterise", () => {
  it("puts a spike into the step that holds its time, edges to the later step", () => {
    const spikes = eventList({times: [0, 0.99, 1, 2.5], units: [0, 0, 1, 0], field: [2], duration: 3});
    expect([...rasterise(spikes, {dt: 1}).data]).toEqual([2, 0, 0, 1, 1, 0]);
  });
  it("finds the step of every time on the grid, also where t × dt was rounded", () => {
    for (const dt of [0.1, 0.3, 1 / 3, 0.7, 1, 1e-3]) for (let t = 0; t < 5000; t++) expect(stepAt(t * dt, dt)).toBe(t);
  });
  it("keeps a spike at the very end of the duration", () => {
    const spikes = eventList({times: [3], units: [0], field: [1], duration: 3});
    expect(rasterise(spikes, {dt: 1}).shape).toEqual([4, 1]);
  });
  it("refuses to drop a spike or to lose count", () => {
    const late = eventList({times: [7], units: [0], field: [1], duration: 10});
    expect(() => rasterise(late, {dt: 1, steps: 5})).toThrow("rasterise: a spike at 7 ms lies after the last of 5 steps of 1 ms");
    const many = eventList({times: new Float64Array(256), units: new Uint32Array(256), field: [1], duration: 1});
    expect(() => rasterise(many, {dt: 1})).toThrow("rasterise: more than 255 spikes of unit 0 in one step");
    expect(() => rasterise(late, {dt: -1})).toThrow("rasterise: dt must be positive (ms), got -1");
  });
  it("moves times between the grid points to the start of their step and no further", () => {
    const spikes = eventList({times: [0.25, 1.75], units: [0, 0], field: [1], duration: 2});
    expect([...events(rasterise(spikes, {dt: 0.5})).times]).toEqual([0, 1.5]);
  });
});
