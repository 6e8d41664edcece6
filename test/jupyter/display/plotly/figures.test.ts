/** @file Figures are known by their look, become JSON, HTML and words, and carry plotly.js once. */
import {existsSync} from "node:fs";
import {gunzipSync} from "node:zlib";
import {readFileSync} from "node:fs";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {format} from "../../../../lib/jupyter/display/format.ts";
import {plotlyLibrary, plotlyVersion} from "../../../../lib/jupyter/display/plotly/library.ts";
import type {Bundle} from "../../../../lib/jupyter/runtime/port.ts";
import {leaveCell} from "../cell.ts";

const mime = "application/vnd.plotly.v1+json";
const dataOf = (value: unknown): Readonly<Record<string, unknown>> => (format(value) as Bundle).data;
const htmlOf = (value: unknown): string => dataOf(value)["text/html"] as string;
const line = {x: [1, 2], y: [3, 4]};

beforeEach(() => vi.stubEnv("SPIKEBOOK_OUTPUT", "reproducible"));
afterEach(() => {
  vi.unstubAllEnvs();
  leaveCell();
});

describe("a figure", () => {
  it.each([
    ["traces and a layout", {data: [line], layout: {title: "T"}}],
    ["traces alone", {data: [line]}],
    ["a trace known by its type", {data: [{type: "sunburst", labels: ["a"]}], layout: {}}],
    ["typed arrays", {data: [{y: new Float64Array(2)}]}],
    ["no traces but a layout", {data: [], layout: {title: "empty"}}]
  ])("is known by %s", (_, value) => {
    expect(dataOf(value)).toHaveProperty([mime, "data"]);
  });
  it.each([
    ["an answer of a web service", {data: [{id: 1}], status: 200}],
    ["a list of records", {data: [{id: 1, name: "a"}]}],
    ["records with an unknown type", {data: [{type: "user", x: [1]}]}],
    ["numbers", {data: [1, 2]}],
    ["nothing", {data: []}],
    ["a layout that is none", {data: [line], layout: 5}]
  ])("is not seen in %s", (_, value) => {
    expect(dataOf(value)).toEqual({"text/plain": expect.any(String)});
  });
  it("is JSON: typed arrays are lists, single precision is short, what is not finite is null", () => {
    const figure = {data: [{x: new Float64Array([1, NaN, Infinity]), y: new Float32Array([0.1, 1 / 3]), z: new BigInt64Array([5n]), customdata: [new Date(0)]}], layout: {}, config: {scrollZoom: true}};
    const {data: [trace], config} = dataOf(figure)[mime] as {data: Record<string, unknown>[]; config: unknown};
    expect(trace).toMatchObject({x: [1, null, null], z: [5], customdata: ["1970-01-01T00:00:00.000Z"]});
    expect((trace!.y as number[])[0]).toBe(0.1);
    expect(Math.fround((trace!.y as number[])[1]!)).toBe(Math.fround(1 / 3));
    expect(config).toEqual({scrollZoom: true});
  });
  it("is JSON as JSON.stringify would write it, for all that JSON knows", () => {
    const trace = {...line, text: ["a", undefined, null, () => 1], marker: {size: 3, gone: undefined, nested: [[1, 0, 2.5]]}, visible: true, meta: {toJSON: () => "own"}};
    const layout = {title: "T", shapes: [{x0: 1}]};
    expect(dataOf({data: [trace], layout})[mime]).toEqual(JSON.parse(JSON.stringify({data: [trace], layout})));
  });
  it("may hold one object twice", () => {
    const axis = {title: "x"};
    expect(dataOf({data: [line], layout: {xaxis: axis, xaxis2: axis}})).toHaveProperty([mime, "layout", "xaxis2"], axis);
  });
  it("is told in words: title, axes, and each trace with its points", () => {
    const layout = {title: {text: "<b>Response</b>"}, xaxis: {title: "time (ms)"}, yaxis: {title: {text: "V (mV)"}}};
    expect(dataOf({data: [{...line, name: "a"}, {type: "heatmap", z: [[1, 2, 3], [4, 5, 6]]}, {type: "pie", values: [1]}], layout})["text/plain"])
      .toBe('Figure "Response": 3 traces (time (ms) against V (mV))\n  scatter "a": 2 points\n  heatmap: 2 × 3 values\n  pie: 1 points');
  });
  it("cannot break out of its script or its summary", () => {
    const name = "</script><script>alert(1)</script><!--\u2028";
    const html = htmlOf({data: [{...line, name}], layout: {title: name}});
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(html).not.toContain("<!--");
    expect(html.slice(html.indexOf("<script>"))).not.toContain("\u2028");
  });
  it("has the same HTML at every run where outputs are to be reproducible, without the library", () => {
    const figure = {data: [line]};
    expect(htmlOf(figure)).toBe(htmlOf(figure));
    expect(htmlOf(figure).length).toBeLessThan(10_000);
  });
  it("carries plotly.js whole in the first of a session, and nowhere else", () => {
    vi.stubEnv("SPIKEBOOK_OUTPUT", "");
    const first = htmlOf({data: [line]});
    const packed = /"([A-Za-z0-9+/=]{100000,})"/.exec(first)![1]!;
    expect(gunzipSync(Buffer.from(packed, "base64")).equals(readFileSync(plotlyLibrary()))).toBe(true);
    expect(htmlOf({data: [line]}).length).toBeLessThan(10_000);
  });
});

describe("plotlyLibrary", () => {
  it("names a file that says its version", () => {
    expect(existsSync(plotlyLibrary())).toBe(true);
    expect(plotlyVersion()).toMatch(/^4\.\d+\.\d+$/);
  });
});
