import {beforeAll, describe, expect, it} from "vitest";
import {inspect} from "../../../lib/jupyter/language/inspect.ts";
import {createSession, type Session} from "../../../lib/jupyter/language/session.ts";
import {define} from "./folder.ts";

let session: Session;
beforeAll(() => {
  session = createSession(import.meta.dirname);
  define(session, "/**\n * Doubles *strongly*.\n * @param x what to `double`\n */\nfunction twice(x: number): number { return 2 * x }\nconst plain = {a: 1};\nclass Box<T> { constructor(readonly v: T) {} }", 4);
});

function at(code: string, detail: 0 | 1 = 0, type = "text/plain"): string {
  return String(inspect(session, code.replace("|", ""), code.indexOf("|"), detail)?.[type] ?? "");
}

describe("inspect", () => {
  it.each([
    ["on a name", "twi|ce"],
    ["after a name", "twice|"],
    ["on white space after a name", "twice  |"],
    ["before a call's bracket", "twice|(1)"]
  ])("tells signature, documentation and tags %s", (_, code) => {
    expect(at(code)).toBe("function twice(x: number): number\n\nDoubles *strongly*.\n\n@param x what to `double`");
  });
  it.each([["right after the bracket", "twice(|"], ["behind an argument", "twice(1, |)"], ["in an empty list", "twice( | )"]])("tells the call's signature %s", (_, code) => {
    expect(at(code)).toMatch(/^twice\(x: number\): number\n\nDoubles/);
  });
  it("prefers the name under the cursor to the call around it", () => {
    expect(at("twice(pla|in.a)")).toBe("const plain: {\n    a: number;\n}");
  });
  it("renders documentation as HTML and escapes the signature", () => {
    expect(at("twice|", 0, "text/html")).toContain("<p>Doubles <em>strongly</em>.</p>");
    expect(at("twice|", 0, "text/html")).toContain("<code>double</code>");
    expect(at("new Box|(1)", 0, "text/html")).toContain("Box&#60;number&#62;");
  });
  it("brings the documentation of libraries", () => {
    expect(at("Math.ma|x")).toContain("Returns the larger of a set of supplied numeric expressions.");
    expect(at("Math.max(|")).toContain("Returns the larger of a set of supplied numeric expressions.");
    expect(at("console.lo|g(1)")).toContain("Prints to `stdout` with newline.");
    expect(at("import {read|FileSync} from 'node:fs'")).toContain("Returns the contents of the `path`.");
  });
  it("adds the definition and its place on request", () => {
    expect(at("twice|", 1)).toContain("In[4]:5\nfunction twice(x: number): number { return 2 * x }");
    expect(at("plain|", 1)).toContain("In[4]:6\nconst plain = {a: 1};");
    expect(at("Math|", 1)).toContain("lib.es5.d.ts");
  });
  it("has nothing to say of nothing", () => {
    for (const code of ["|", "  |  ", "// twice|", "unknownName|", "1 + |", "'text|'"]) expect(at(code)).toBe("");
  });
  it("tells of properties in literals, of this, and of types", () => {
    expect(at("const b: {deep: 'x'} = {dee|p: 'x'}")).toContain("deep: \"x\"");
    expect(at("class C { v = 1; f() { return thi|s } }")).toContain("this");
    expect(at("let b: Bo|x<number>")).toContain("class Box<T>");
  });
});
