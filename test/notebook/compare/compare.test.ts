import {describe, expect, it} from "vitest";
import {compareNotebooks} from "../../../lib/notebook/compare/compare.ts";
import {tolerance} from "../../../lib/notebook/compare/number.ts";
import {reportDifferences} from "../../../lib/notebook/compare/report.ts";
import type {Output} from "../../../lib/notebook/format/document.ts";
import {code, display, markdown, notebook, plain, stdout} from "../notebooks.ts";

const compare = (stored: readonly Output[], fresh: readonly Output[], {relative = 1e-9, tags = []}: {relative?: number; tags?: readonly string[]} = {}) =>
  compareNotebooks(notebook(markdown("# t"), code("x", {outputs: stored, tags})), notebook(markdown("# t"), code("x", {outputs: fresh, tags, count: 1})), tolerance(relative));
const same = (stored: Output, fresh: Output, options = {}) => compare([stored], [fresh], options).length === 0;
const figure = (data: unknown, layout = {}): Output => display({"application/vnd.plotly.v1+json": {data, layout}, "text/html": `<div id="${Math.random()}">`, "text/plain": "Figure"});
const f8 = (...numbers: number[]) => ({dtype: "f8", bdata: Buffer.from(new Float64Array(numbers).buffer).toString("base64")});

describe("compareNotebooks", () => {
  it.each([
    ["t = 21.972245773362197 ms", "t = 21.972245773362200 ms", true],
    ["t = 21.972245773362197 ms", "t = 21.972245803362197 ms", false],
    ["1e-17 left", "-3e-16 left", true],
    ["20000 spikes", "20001 spikes", false],
    ["seed 12345678901234567", "seed 12345678901234568", false],
    ["rate 1.0 Hz", "rate 1.0 kHz", false],
    ["3-4.5", "3-4.6", false],
    ["x1 x2", "x1 x3", false],
    ["[ 9.9999999999, 2 ]", "[ 10, 2 ]", true],
    ["  9.9999999999  a", "            10  a", true],
    ["NaN", "NaN", true],
    ["NaN", "1", false],
    ["a\r\nb\n", "a\nb", true],
    ["\u001b[33m1.5\u001b[39m", "1.5", true],
    ["10 %\r100 %", "50 %\r100 %", true],
    ["a\nb", "a", false]
  ])("takes %j and %j for the same: %j", (stored, fresh, expected) => {
    expect(same(stdout(stored), stdout(fresh))).toBe(expected);
    expect(same(stdout(fresh), stdout(stored))).toBe(expected);
    expect(same(plain(stored), plain(fresh))).toBe(expected);
  });
  it("compares plots by their data, whether listed or base64, and leaves ids and HTML out", () => {
    const stored = figure([{x: [1, 2, 3], y: [0, 1, 4], uid: "a1"}]);
    expect(same(stored, figure([{x: [1, 2, 3], y: [0, 1, 4.0000000001], uid: "b2"}]))).toBe(true);
    expect(same(stored, figure([{x: [1, 2, 3], y: f8(0, 1, 4)}]))).toBe(true);
    expect(compare([stored], [figure([{x: [1, 2, 3], y: f8(0, 1.001, 5)}])])).toMatchObject([
      {cell: 2, prompt: 1, output: 1, path: "application/vnd.plotly.v1+json data[0].y[2]", stored: "4", fresh: "5", numbers: [4, 5], note: "2 of 3 numbers differ; this is the worst"}
    ]);
    expect(compare([stored], [figure([{x: [1, 2], y: [0, 1, 4]}])])).toMatchObject([{path: "application/vnd.plotly.v1+json data[0].x", stored: "3 numbers", fresh: "2 numbers"}]);
    expect(same(figure([], {title: "a"}), figure([], {title: "b"}))).toBe(false);
  });
  it("compares HTML by its words, a row to a line", () => {
    const table = (v: number, style: string) => display({"text/html": `<table style="${style}"><tr><th>V</th><td>${v}</td></tr><tr><td>x</td></tr></table>`});
    expect(same(table(0.3, "a"), table(0.3 + 1e-16, "b"))).toBe(true);
    expect(compare([table(0.3, "a")], [table(0.4, "a")])).toMatchObject([{path: "text/html", stored: "V 0.3", fresh: "V 0.4", numbers: [0.3, 0.4]}]);
  });
  it("asks of pictures only that they are there", () => {
    expect(same(display({"image/png": "AAAA", "text/plain": "p"}), display({"image/png": "BBBB", "text/plain": "p"}))).toBe(true);
    expect(same(display({"image/png": "AAAA"}), display({"image/svg+xml": "<svg/>"}))).toBe(false);
  });
  it("leaves out cells tagged volatile and outputs marked so", () => {
    expect(same(stdout("1"), stdout("2"), {tags: ["volatile"]})).toBe(true);
    expect(compare([display({"text/plain": "3 s"}, {volatile: true}), plain("1")], [plain("1")])).toEqual([]);
  });
  it("tells other, missing and surplus outputs", () => {
    expect(compare([stdout("a"), plain("1")], [plain("1")])).toMatchObject([{path: "outputs", stored: "stdout, execute_result", fresh: "execute_result"}]);
    expect(compare([], [plain("1")])).toMatchObject([{stored: "none"}]);
  });
  it("compares errors by name and message, not by their traces", () => {
    const error = (evalue: string, trace: string): Output => ({output_type: "error", ename: "RangeError", evalue, traceback: [trace]});
    expect(same(error("dt must be positive", "a"), error("dt must be positive", "b"))).toBe(true);
    expect(same(error("dt must be positive", "a"), error("tau must be positive", "a"))).toBe(false);
  });
  it("widens with the tolerance", () => {
    expect(same(plain("1.00"), plain("1.01"), {relative: 0.02})).toBe(true);
    expect(same(plain("1.00"), plain("1.01"), {relative: 0.001})).toBe(false);
    expect(() => tolerance(NaN)).toThrow("compare: tolerance must be a number in [0, 1), got NaN");
  });
});

describe("reportDifferences", () => {
  it("names the cell, the output, both texts and both numbers", () => {
    expect(reportDifferences(compare([stdout("ok\nt = 4 ms")], [stdout("ok\nt = 5 ms")]), tolerance())).toBe([
      "  cell 2 (In[1]), output 1: stdout, line 2", "    stored  t = 4 ms", "    fresh   t = 5 ms", "    number  4 → 5, relative difference 0.20, tolerance 1e-9"
    ].join("\n"));
  });
});
