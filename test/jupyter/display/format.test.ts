/** @file Every value becomes a bundle with text, whatever it does when it is looked at. */
import * as aq from "arquero";
import * as math from "mathjs";
import {describe, expect, it} from "vitest";
import {format} from "../../../lib/jupyter/display/format.ts";
import type {Bundle} from "../../../lib/jupyter/runtime/port.ts";

const dataOf = (value: unknown): Readonly<Record<string, unknown>> => (format(value) as Bundle).data;
const textOf = (value: unknown): string => dataOf(value)["text/plain"] as string;

const cyclic: Record<string, unknown> = {name: "ring"};
cyclic.self = cyclic;
const throws = (): never => {
  throw new Error("do not look");
};
const traps = Object.fromEntries(["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((name) => [name, throws]));
const revoked = Proxy.revocable({}, {});
revoked.revoke();
class Neuron {
  threshold = 1;
}

const hostile: readonly (readonly [string, unknown])[] = [
  ["a getter that throws", {get a(): never { return throws(); }}],
  ["a getter of toHTML that throws", {numRows: 1, get toHTML(): never { return throws(); }}],
  ["a proxy whose traps all throw", new Proxy({}, traps)],
  ["a proxy that says yes to all", new Proxy(() => 1, {get: (_, key) => (key === Symbol.toPrimitive ? () => "x" : () => "y")})],
  ["a revoked proxy", revoked.proxy],
  ["a printing method that throws", {[Symbol.for("nodejs.util.inspect.custom")]: throws}],
  ["a printing method that throws what cannot be printed", {[Symbol.for("nodejs.util.inspect.custom")]: () => { throw new Proxy({}, traps); }}],
  ["a Symbol.toStringTag that throws", {get [Symbol.toStringTag](): never { return throws(); }}],
  ["an object without a prototype", Object.create(null)],
  ["an object that holds itself", cyclic],
  ["a figure that holds itself", {data: [{x: [1], y: [1], cyclic}], layout: {}}],
  ["a false table", {numRows: throws, numCols: throws, columnNames: throws, get: throws, toHTML: throws}],
  ["a false complex number", Object.create({isComplex: true, toString: throws})],
  ["an error whose message throws", Object.defineProperty(new Error("x"), "message", {get: throws})],
  ["an error whose stack is no text", Object.assign(new Error("x"), {stack: 7})],
  ["a representation that throws", {_repr_html_: throws}],
  ["a WeakMap", new WeakMap()],
  ["a generator", (function* () { yield 1; })()]
];

const huge: readonly (readonly [string, () => unknown, RegExp])[] = [
  ["an array of 10⁷ numbers", () => new Array(1e7).fill(0), /9999900 more items/],
  ["a string of 10⁸ letters", () => "x".repeat(1e8), /99,900,000 more characters/],
  ["an object of 3 · 10⁵ keys", () => Object.fromEntries(Array.from({length: 3e5}, (_, i) => [`k${i}`, i])), /299,900 more keys/],
  ["a Map of 10⁶ entries", () => new Map(Array.from({length: 1e6}, (_, i) => [i, i])), /999900 more items/],
  ["200³ numbers in nested arrays", () => Array.from({length: 200}, () => Array.from({length: 200}, () => new Array(200).fill(1))), /100 more items/],
  ["an array of 100 long strings", () => new Array(100).fill("y".repeat(20_000)), /more characters/],
  ["a typed array of 10⁷ numbers", () => new Float64Array(1e7), /Float64Array\(10000000\) \[0, 0, 0, 0, 0, 0, …/]
];

describe("format", () => {
  it.each([[6, "6"], [-0, "-0"], [NaN, "NaN"], ["six", "'six'"], ["a\nb", "'a\\nb'"], [true, "true"], [10n, "10n"], [null, "null"], [undefined, "undefined"], [Symbol("s"), "Symbol(s)"]])("shows %s as Node prints it, without colours", (value, text) => {
    expect(dataOf(value)).toEqual({"text/plain": text});
  });
  it("shows objects of the language as Node prints them", () => {
    expect(textOf({a: 1, b: [2]})).toBe("{ a: 1, b: [ 2 ] }");
    expect(textOf([{a: 1}, {a: 2}])).toBe("[ { a: 1 }, { a: 2 } ]");
    expect(textOf(new Map([["a", new Set([1])]]))).toBe("Map(1) { 'a' => Set(1) { 1 } }");
    expect(textOf(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
    expect(textOf(/a+/g)).toBe("/a+/g");
    expect(textOf(throws)).toBe("[Function: throws]");
    expect(textOf(Neuron)).toBe("[class Neuron]");
    expect(textOf(new Neuron())).toBe("Neuron { threshold: 1 }");
    expect(textOf(new URL("https://example.org/a"))).toContain("https://example.org/a");
    expect(textOf(new RangeError("too far", {cause: new Error("why")}))).toMatch(/^RangeError: too far\n[^]*cause[^]*why/);
  });
  it("does not wait for a promise that is a value", () => {
    expect(format(new Promise(() => undefined))).toEqual({data: {"text/plain": "Promise { <pending> }"}, metadata: {}});
  });
  it.each(hostile)("outlives %s", (_, value) => {
    expect(typeof textOf(value)).toBe("string");
  });
  it.each(huge)("cuts %s, with a note", (_, make, note) => {
    const text = textOf(make());
    expect(text).toMatch(note);
    expect(text.length).toBeLessThan(101_000);
  });
  it("does not cut a pair of surrogates in two", () => {
    expect(textOf(["🧠".repeat(6000), "🧠".repeat(60_000)]).isWellFormed()).toBe(true);
  });
});

describe("format of values that describe themselves", () => {
  const symbol = Symbol.for("Jupyter.display");
  it("takes the bundle of Symbol.for(\"Jupyter.display\"), and adds text where it has none", () => {
    expect(dataOf({[symbol]: () => ({"text/html": "<b>5</b> &lt; 6", "text/plain": "five"})})).toEqual({"text/html": "<b>5</b> &lt; 6", "text/plain": "five"});
    expect(dataOf({[symbol]: () => ({"text/html": "<b>5</b> &lt; 6"})})["text/plain"]).toBe("5 < 6");
  });
  it("takes it from a promise too", async () => {
    expect(await format({[symbol]: async () => ({"text/plain": "later"})})).toEqual({data: {"text/plain": "later"}, metadata: {}});
  });
  it("keeps an empty bundle empty: the value shows nothing", () => {
    expect(dataOf({[symbol]: () => ({})})).toEqual({});
  });
  it("lets out what the value's own method throws, and refuses what is no bundle", () => {
    expect(() => format({[symbol]: throws})).toThrow("do not look");
    expect(() => format({[symbol]: () => 5})).toThrow("must return a MIME bundle");
  });
  it("takes IPython's names", () => {
    expect(dataOf({_repr_html_: () => "<i>x</i>", _repr_latex_: () => "$x$"})).toEqual({"text/html": "<i>x</i>", "text/latex": "$x$", "text/plain": "$x$"});
  });
});

describe("format of numbers in bulk", () => {
  it("gives a typed array's kind, length, ends, and its least, greatest and mean value", () => {
    const values = Float64Array.from({length: 101}, (_, i) => i);
    expect(textOf(values)).toBe("Float64Array(101) [0, 1, 2, 3, 4, 5, …, 95, 96, 97, 98, 99, 100]");
    expect(dataOf(values)["text/html"]).toMatch(/<th>min<\/th><td>0<.*<th>max<\/th><td>100<.*<th>mean<\/th><td>50</); // mean of 0 … n is n / 2
  });
  it("leaves NaN out of the summary and counts it", () => {
    expect(dataOf(new Float32Array([NaN, 1, 3]))["text/html"]).toMatch(/<th>min<\/th><td>1<.*<td>3<.*<td>2<.*<th>NaN<\/th><td>1</);
  });
  it.each([[new Int8Array(0), "Int8Array(0) []"], [new BigInt64Array([1n, -2n]), "BigInt64Array(2) [1, -2]"], [Buffer.from("ab"), "Buffer(2) [97, 98]"], [new Float64Array([-0]), "Float64Array(1) [-0]"], [new ArrayBuffer(2), "ArrayBuffer(2 bytes) [00 00]"], [new DataView(new ArrayBuffer(1)), "DataView(1 bytes) [00]"]])("shows %o whole", (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe("format of tables", () => {
  const table = aq.table({time: [0, 1.5, 20.25], name: ["a", "<script>alert(1)</script>", null], spikes: [1, 20, 300]});
  it("aligns numbers at their point and text at its start", () => {
    expect(textOf(table)).toBe([" time  name                       spikes", " 0.00  a                               1", " 1.50  <script>alert(1)</script>      20", "20.25                                300", "(3 rows × 3 columns)"].join("\n"));
  });
  it("escapes names and values", () => {
    const html = dataOf(aq.table({"<b>": ["<img src=x onerror=alert(1)>"]}))["text/html"] as string;
    expect(html).toContain("&lt;b&gt;");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toMatch(/<img|<b>/);
  });
  it("shows the first 20 rows and says how many there are", () => {
    const long = aq.table({i: Array.from({length: 1234}, (_, i) => i)});
    expect(textOf(long)).toMatch(/\n19\n\(1,234 rows × 1 column, the first 20 rows shown\)$/);
    expect((dataOf(long)["text/html"] as string).match(/<tr>/g)).toHaveLength(21);
  });
  it("gives a table that is longer than those rows as data too, up to 1,000 rows or 20,000 cells", () => {
    const mime = "application/vnd.spikebook.table+json";
    const square = (i: number): number => i * i;
    const paged = (rows: number, columns: number): {columns: {name: string; numeric: boolean; cells: string[]}[]; note: string} =>
      dataOf(aq.table(Object.fromEntries(Array.from({length: columns}, (_, c) => [`c${c}`, Array.from({length: rows}, (_, i) => square(i))]))))[mime] as never;
    expect(paged(20, 1)).toBeUndefined();
    expect(paged(21, 1)).toEqual({columns: [{name: "c0", numeric: true, cells: Array.from({length: 21}, (_, i) => String(square(i)))}], note: "21 rows × 1 column"});
    expect(paged(1234, 2).columns.map(({cells}) => cells.length)).toEqual([1000, 1000]);
    expect(paged(1234, 2).note).toBe("1,234 rows × 2 columns, the first 1,000 rows shown");
    expect(paged(1234, 50).columns.map(({cells}) => cells.length)).toEqual(Array.from({length: 40}, () => 500));
    expect(paged(1234, 50).note).toBe("1,234 rows × 50 columns, the first 500 rows and the first 40 columns shown");
  });
  it("respects filter, order and groups", () => {
    expect(textOf(table.filter((row: {spikes: number}) => row.spikes < 100).orderby(aq.desc("time")).select("time"))).toBe("time\n 1.5\n 0.0\n(2 rows × 1 column)");
    expect(textOf(table.groupby("name"))).toContain("grouped by name");
  });
  it("shows a table without rows", () => {
    expect(textOf(aq.table({a: []}))).toBe("a\n(0 rows × 1 column)");
  });
});

describe("format of mathjs values", () => {
  it.each([
    ["a complex number", math.complex(1, -2), "1 - 2i", "1 - 2i"],
    ["a fraction", math.fraction(1, 3), "0.(3)", "\\frac{1}{3}"],
    ["a big number", math.bignumber("1e-50"), "1e-50", "1 \\times 10^{-50}"],
    ["a unit", math.unit("20 mV"), "20 mV", "20\\,\\mathrm{mV}"],
    ["a matrix", math.matrix([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"],
    ["a vector", math.matrix([1, 2]), "[1, 2]", "\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}"]
  ])("writes %s in LaTeX and text", (_, value, text, latex) => {
    expect(dataOf(value)).toEqual({"text/plain": text, "text/latex": `$\\displaystyle ${latex}$`});
  });
  it("writes an expression as mathjs does", () => {
    const node = math.derivative("x^2 / 3", "x");
    expect(dataOf(node)).toEqual({"text/plain": node.toString(), "text/latex": `$\\displaystyle ${node.toTex()}$`});
  });
  it("gives a large matrix by its size", () => {
    expect(textOf(math.zeros(1000, 1000))).toMatch(/^DenseMatrix 1000 × 1000 \[/);
    expect(textOf(math.sparse(math.identity(1000) as math.Matrix))).toMatch(/^SparseMatrix 1000 × 1000/);
  });
});
