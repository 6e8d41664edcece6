import {beforeAll, describe, expect, it} from "vitest";
import {createSession, type Session} from "../../../lib/jupyter/language/session.ts";
import {define, refusal} from "./folder.ts";

let session: Session;
beforeAll(() => {
  session = createSession(import.meta.dirname);
});

const bare = (text: string): string => text.replace(/\u001b\[\d+m/g, "");

function traceback(code: string): string[] {
  const compiled = define(session, code, 3);
  return compiled.ok ? [] : compiled.failure.traceback.map(bare);
}

describe("failure", () => {
  it("tells place, code and message, with carets under the very span", () => {
    expect(traceback("const ok = 1;\nlet bad: number = 'x';").slice(2)).toEqual([
      "In[3]:2:5 - error TS2322: Type 'string' is not assignable to type 'number'.",
      "2 | let bad: number = 'x';",
      "  |     ~~~"
    ]);
  });
  it("keeps tabs and counts wide characters twice beneath them", () => {
    const lines = traceback("\tconst 日: number = 'x'");
    expect(lines.at(-2)).toBe("1 | \tconst 日: number = 'x'");
    expect(lines.at(-1)).toBe("  | \t      ~~");
  });
  it.each([
    ["multi-byte text", "const a = '日本語😀é';\n/* 😀 */ nope1", 2, 10],
    ["tabs", "\t\tnope1", 1, 3],
    ["Windows line ends", "1\r\n2\r\n  nope1", 3, 3],
    ["blank lines and comments", "\n\n// c\n\n   nope1", 5, 4],
    ["a template over lines", "`a\nb${1}\nc`; nope1", 3, 5],
    ["erased types", "type A = {\n a: 1\n}\nnope1", 4, 1]
  ])("finds the line after %s", (_, code, line, column) => {
    expect(refusal(session, code, 7)).toMatch(`In[7]:${line}:${column} - error TS2304`);
  });
  it("shows ten errors and counts the rest", () => {
    const lines = traceback(Array.from({length: 13}, (_, i) => `const x${i}: number = '${i}';`).join("\n"));
    expect(lines[0]).toBe("TypeScriptError: 13 errors; the cell did not run");
    expect(lines.filter((line) => line.includes("error TS2322"))).toHaveLength(10);
    expect(lines.at(-1)).toBe("… and 3 more");
  });
  it("adds related places", () => {
    expect(traceback("interface Rel { a: number }\nconst rel: Rel = {};").join("\n")).toContain("In[3]:1:17: 'a' is declared here.");
  });
  it("names earlier cells in related places", () => {
    define(session, "interface Earlier { needed: number }", 21);
    expect(traceback("const later: Earlier = {};").join("\n")).toContain("In[21]:1:21: 'needed' is declared here.");
  });
  it("leaves unsaid what follows from a syntax error", () => {
    expect(traceback("const = 1; nope2").filter((line) => line.includes(" - error "))).toEqual([expect.stringContaining("In[3]:1:7 - error TS1134"), expect.not.stringContaining("TS2304")]);
  });
});
