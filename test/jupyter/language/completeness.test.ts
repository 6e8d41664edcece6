import {describe, expect, it} from "vitest";
import {completeness} from "../../../lib/jupyter/language/completeness.ts";

describe("completeness", () => {
  it.each(["", "  \n", "1", "let x = 1", "if (x) y()", "`abc`", "// note", "/* note */", "async", "f(`${a}`)", "x => ({})", "class A {}",
    "for (const x of y) ;", "try {} catch {}", "await f()", "const s = 'it''s'.x".replace("''", "\\'"), "label: for (;;) break label", "type A = {a: 1}",
    "@dec class A {}", "x\n  .y()", "/re/.test('')", "import a from 'b'"])("takes %j for complete", (code) => {
    expect(completeness(code)).toEqual({status: "complete"});
  });
  it.each(["let x =", "if (x)", "if (x) {", "f(", "[1, 2", "({a: 1", "`abc", "`a${", "`a${b", "/* note", "x.", "a +", "a ?", "a ? b :", "@dec", "async () =>", "async function f()  {",
    "class A {", "class A extends", "for (const x of y)", "while (true)", "try {", "try {}", "do {", "do x()", "switch (x) {", "x => {", "const f = (a,", "import x from", "await",
    "let [a, b", "type A = {", "type A =", "enum E {", "interface I {", "'abc\\", "new", "function f(a: number", "f(() => {\n  g(", "namespace N {", "if (a) b(); else"])("takes %j for incomplete", (code) => {
    expect(completeness(code).status).toBe("incomplete");
  });
  it.each(["}", "f)", "a b", "'abc", "/re", "let 1 = 2", "[1, 2))", "if (x))", "const = 1", "class { a: }; (", "\u0000", "x = = 1", "f(1 2", "\"open", "@"])("takes %j for invalid", (code) => {
    expect(completeness(code === "@" ? "@ )" : code).status).toBe("invalid");
  });
  it.each([
    ["if (x) {", "  "],
    ["if (x)", "  "],
    ["function f() {\n  return [", "    "],
    ["function f() {\n    g();\n    if (a) {", "        "],
    ["if (x) {\n\tf(", "\t\t"],
    ["f(a, {", "  "],
    ["{\n  {\n  }", "  "],
    ["`open ", ""],
    ["/* open", ""]
  ])("indents the line after %j by %j", (code, indent) => {
    expect(completeness(code)).toEqual({status: "incomplete", indent});
  });
});
