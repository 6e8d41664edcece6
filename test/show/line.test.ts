import {describe, expect, it} from "vitest";
import {line, scatter, trace, traces} from "../../lib/show/line.ts";

describe("line", () => {
  it("names its units on the axes and in the hover text", () => {
    const {data: [one], layout} = trace({time: [0, 1], v: [-70, -60]});
    expect(layout).toMatchObject({xaxis: {title: {text: "time (ms)"}}, yaxis: {title: {text: "membrane potential (mV)"}}});
    expect(one!.hovertemplate).toBe("%{x:.6~g} ms<br>%{y:.6~g} mV<extra></extra>");
  });
  it("draws series by name, with a legend only where there is more than one", () => {
    const {data} = traces({time: [0, 1], series: {exact: [1, 2], euler: {y: [1, 3], x: [0, 2], dashed: true}}});
    expect(data.map(({name, showlegend}) => [name, showlegend])).toEqual([["exact", true], ["euler", true]]);
    expect(data[1]).toMatchObject({x: [0, 2], line: {dash: "dash"}});
    expect(line({y: [5, 6]}).data[0]).toMatchObject({x: [0, 1], showlegend: false});
  });
  it("turns typed arrays to plain ones", () => {
    const [one] = scatter({x: Float64Array.of(1, 2), y: Float32Array.of(3, 4)}).data;
    expect(one).toMatchObject({mode: "markers", x: [1, 2], y: [3, 4]});
  });
  it("draws levels and moments as lines across the whole chart", () => {
    const {layout} = line({y: [1], levels: {threshold: -50}, moments: {spike: 22}});
    expect(layout.shapes).toMatchObject([{y0: -50, y1: -50, xref: "x domain", label: {text: "threshold"}}, {x0: 22, x1: 22, yref: "y domain", label: {text: "spike"}}]);
  });
  it("gives logarithmic ranges in decades, as plotly wants them", () => {
    expect(line({y: [1], xLog: true, xRange: [0.1, 100]}).layout.xaxis).toMatchObject({type: "log", range: [-1, 2]});
  });
  it("keeps room for the names of its levels, where it was given no range", () => {
    const {layout} = line({y: [0, 1], levels: {top: 2}});
    const {include} = (layout.yaxis as {autorangeoptions: {include: [number, number]}}).autorangeoptions;
    expect(include[0]).toBeLessThan(0);
    expect(include[1]).toBeGreaterThan(2);
    expect(line({y: [1], levels: {top: 2}, yRange: [0, 3]}).layout.yaxis).not.toHaveProperty("autorangeoptions");
  });
  it("labels decades on a logarithmic axis, and fewer where there are many", () => {
    expect(line({y: [1, 1000], yLog: true}).layout.yaxis).toMatchObject({dtick: 1});
    expect(line({y: [1e-16, 1], yLog: true}).layout.yaxis).toMatchObject({dtick: 2});
  });
  it("grows with the rows of its legend, so that none covers the title", () => {
    const names = (count: number) => Object.fromEntries(Array.from({length: count}, (_, i) => [`a series with a long name, number ${i}`, [1]]));
    const [few, many] = [2, 8].map((count) => line({series: names(count), title: "t"}).layout as {height: number; margin: {t: number}});
    expect(many!.margin.t).toBeGreaterThan(few!.margin.t);
    expect(many!.height - many!.margin.t).toBe(few!.height - few!.margin.t);
  });
  it("refuses lists of different lengths, and a chart of nothing", () => {
    expect(() => line({x: [1, 2], y: [1]})).toThrow("show.line: y must have as many values as x, 2, got 1");
    expect(() => traces({time: [1], series: {exact: [1, 2]}})).toThrow("show.traces: series exact must have as many values as x, 1, got 2");
    expect(() => line({})).toThrow("show.line: must have either y or series, got neither");
  });
});
