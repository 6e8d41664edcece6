import {beforeAll, describe, expect, it} from "vitest";
import type {Completion} from "../../../lib/jupyter/engine.ts";
import {complete} from "../../../lib/jupyter/language/complete.ts";
import {createSession, type Session} from "../../../lib/jupyter/language/session.ts";
import {define} from "./folder.ts";

let session: Session;
beforeAll(() => {
  session = createSession(import.meta.dirname);
  define(session, `
    let counter = 1;
    function twice(x: number): number { return 2 * x }
    interface Config { alpha: number; beta?: string }
    const configure = (config: Config) => config;
    const maybe = [{color: "red" as "red" | "blue", size: 3}].find(() => true);
    class Point { #secret = 1; "with-dash" = 2; move() { return this.#secret } }
    enum Hue { Red, Green }
    import {join} from "node:path";`);
});

/** Completion at the bar in `code`. */
function at(code: string): Completion & {texts: string[]} {
  const completion = complete(session, code.replace("|", ""), code.indexOf("|"));
  return {...completion, texts: completion.items.map(({text}) => text)};
}

describe("complete", () => {
  it.each([
    ["names of earlier cells", "coun|", "counter", 0],
    ["functions of earlier cells", "1 + twi|", "twice", 4],
    ["imports of earlier cells", "jo|", "join", 0],
    ["types of earlier cells", "type T = Conf|", "Config", 9],
    ["members", "Math.ma|", "max", 5],
    ["members at the dot", "[1].|", "toSorted", 4],
    ["members after ?.", "maybe?.|", "size", 7],
    ["members of an enum", "Hue.G|", "Green", 4],
    ["private names inside the class", "class Q { #inner = 1; f() { return this.#in| } }", "#inner", 40],
    ["locals", "function g(parameter: number) { return para| }", "parameter", 39],
    ["names in a call's arguments", "twice(coun|", "counter", 6],
    ["keys of an expected object", "configure({al|", "alpha", 11],
    ["keys after another key", "configure({alpha: 1, |", "beta", 21],
    ["a union's strings", "maybe?.color === '|'", "blue", 18],
    ["names of a module", "import {exists|} from 'node:fs'", "existsSync", 8],
    ["built-in modules", "import fs from 'node:f|'", "node:fs", 16],
    ["packages", "import aq from 'arq|'", "arquero", 16],
    ["subpaths of packages", "import x from 'mathjs/nu|'", "number", 22],
    ["relative files", "import x from './fol|'", "folder.ts", 17],
    ["relative files with their extension", "import {folder} from './folder.t|'", "folder.ts", 24],
    ["dynamic imports", "await import('node:pa|'", "node:path", 14],
    ["keywords", "retu|", "return", 0],
    ["globals", "structured|", "structuredClone", 0],
    ["what display declares", "display.mark|", "markdown", 8],
    ["names after an emoji", "'😀'; coun|", "counter", 6],
    ["names in any alphabet", "const größe = 1; grö|", "größe", 17],
    ["names in a template", "`${coun|}`", "counter", 3]
  ])("finds %s", (_, code, text, start) => {
    const {texts, ...range} = at(code);
    expect(texts).toContain(text);
    expect(range.start).toBe(start);
  });
  it("offers only what the word begins, each once", () => {
    const {texts} = at("co|");
    expect(texts.filter((text) => !text.toLowerCase().startsWith("co"))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });
  it("puts what has the same case first", () => {
    expect(at("co|").texts.findIndex((text) => text.startsWith("C"))).toBeGreaterThan(at("co|").texts.indexOf("counter"));
  });
  it("replaces up to the cursor", () => {
    expect(at("coun|ter")).toMatchObject({start: 0, end: 4});
  });
  it("turns a dot into ?. where the value may be undefined", () => {
    expect(at("maybe.|")).toMatchObject({start: 5, end: 6, texts: ["?.color", "?.size"]});
  });
  it("leaves out members that a dot cannot reach", () => {
    expect(at("new Point().|").texts).toEqual(["move"]);
  });
  it("speaks Jupyter's words, with signatures", () => {
    expect(at("twi|").items[0]).toEqual({text: "twice", kind: "function", signature: "(x: number): number"});
    expect(at("Conf|").items.find(({text}) => text === "Config")).toBeUndefined();
    expect(at("let c: Conf|").items.find(({text}) => text === "Config")?.kind).toBe("interface");
    expect(at("jo|").items.find(({text}) => text === "join")?.kind).toBe("function");
    expect(at("[].ma|").items.find(({text}) => text === "map")?.kind).toBe("method");
    expect(at("retu|").items[0]?.kind).toBe("keyword");
  });
  it("is empty in comments and does not mind a cursor out of bounds", () => {
    expect(at("// coun|").items).toEqual([]);
    expect(complete(session, "coun", 99)).toMatchObject({start: 0, end: 4});
    expect(complete(session, "coun", -1).start).toBe(0);
  });
});
