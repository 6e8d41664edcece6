import {SourceMap} from "node:module";
import {beforeAll, describe, expect, it} from "vitest";
import {createSession, type Session} from "../../../lib/jupyter/language/session.ts";
import {define, emitted} from "./folder.ts";

let session: Session;
beforeAll(() => {
  session = createSession(import.meta.dirname);
});

/** Where `text` stands in `source`, from 0. */
function place(source: string, text: string): {line: number; column: number} {
  const before = source.slice(0, source.indexOf(text)).split("\n");
  return {line: before.length - 1, column: before.at(-1)!.length};
}

/** Where the source map says that `text` of the emitted code comes from. */
function origin(source: string, text: string): {line: number; column: number} {
  const compiled = define(session, source);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const at = place(compiled.code, text);
  const {originalLine: line, originalColumn: column} = new SourceMap(JSON.parse(compiled.map)).findEntry(at.line, at.column) as {originalLine: number; originalColumn: number};
  return {line, column};
}

describe("emit", () => {
  it("binds every top-level name by let, which alone may be redeclared as anything", () => {
    const code = emitted(session, "const a1 = 1; let b1 = 2; var c1 = 3; function d1() {} enum E1 { A } namespace N1 { export const v = 1 } import {sep} from 'node:path'");
    expect(code).not.toMatch(/^\s*(const|var|function) /m);
    for (const name of ["a1", "b1", "c1", "d1", "E1", "N1", "sep"]) expect(code).toMatch(new RegExp(`^let .*\\b${name}\\b`, "m"));
  });
  it("lets every await, loop over promises and import pass the runtime", () => {
    const code = emitted(session, "const f = async () => { for await (const x of [await 1]) x; return import('node:path') }; import.meta.url");
    expect(code).toContain("__spikebook.alive(await __spikebook.gate(1))");
    expect(code).toContain("for await (const x of __spikebook.each(");
    expect(code).toContain("__spikebook.import('node:path')");
    expect(code).toContain("__spikebook.meta.url");
    expect(code.replaceAll("__spikebook.import(", "")).not.toMatch(/import[.(]/);
  });
  it("imports what the cell does not use, but no types", () => {
    expect(emitted(session, "import {join, type ParsedPath} from 'node:path'; import type {Stats} from 'node:fs'").trim().split("\n").slice(2, -1))
      .toEqual(["let { join } = await __spikebook.import('node:path');"]);
  });
  it("ends without a value where the last statement is none", () => {
    expect(emitted(session, "5; const e = 1").trimEnd()).toMatch(/void 0;$/);
    expect(emitted(session, "const g = 1; 5").trimEnd()).toMatch(/\n5;$/);
  });
  it("gives no two cells one made-up name", () => {
    const names = () => emitted(session, "const mark = (v: unknown, c: ClassFieldDecoratorContext) => {}; class C { @mark a = 1; static accessor s = 2 }").match(/^\s*let (_\w+)/gm) ?? [];
    const first = new Set(names());
    expect(first.size).toBeGreaterThan(0);
    expect(names().filter((name) => first.has(name))).toEqual([]);
  });
  it.each([
    ["a call after erased types", "interface Long {\n  a: number;\n}\ntype X = 1;\n\n  boom<X>(1 as unknown as Long); function boom<T>(_: unknown) {}", "boom("],
    ["a throw in a function that moves to the top", "const before = 1;\nfunction f2(): never {\n    throw new RangeError('x');\n}", "throw new"],
    ["a call beneath an await", "const late: number =\n   await Promise.resolve<number>(1);\nlate", "Promise.resolve"],
    ["a call in a var's start", "if (true) {\n\tvar v = Math.max(1,\n\t\tMath.min(2));\n}", "Math.min("],
    ["a call within using", "{\n  using r = {[Symbol.dispose]() {}};\n  Math.abs(1)\n}", "Math.abs("],
    ["a call after multi-byte text", "const s = '日本😀'; Math.cos(0)", "Math.cos("],
    ["a method of a class with parameter properties", "class P {\n  constructor(private readonly n: number) { Math.sin(n) }\n  m(): number { return Math.tan(this.n) }\n}", "Math.tan("],
    ["a call after Windows line ends", "const w = 1\r\nMath.exp(w)", "Math.exp("]
  ])("maps %s to its very place", (_, source, text) => {
    const written = text === "boom(" ? "boom<" : text;
    expect(origin(source, text)).toEqual(place(source.replaceAll("\r", ""), written));
  });
});
