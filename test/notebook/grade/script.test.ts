/** @file Cells as scripts of a context: names last from cell to cell, whatever they were declared with. */
import {createContext, runInContext} from "node:vm";
import {describe, expect, it} from "vitest";
import {submittedScript} from "../../../lib/notebook/grade/script.ts";

/** Runs cells one after another; gives what `name` is at the end. */
async function after(cells: readonly string[], name: string): Promise<unknown> {
  const same = (value: unknown): unknown => value;
  const context = createContext({__spikebook: {gate: same, alive: same, each: same, import: async () => ({default: 1, a: 2, b: 3})}});
  for (const cell of cells) {
    const script = submittedScript(cell);
    if ("problem" in script) throw new SyntaxError(script.problem);
    await (runInContext(script.code, context) as Promise<unknown>);
  }
  return runInContext(name, context);
}

describe("submittedScript", () => {
  it.each<[string, readonly string[], string, unknown]>([
    ["let, without its type", ["let a: number = 3;"], "a", 3],
    ["let again, empty", ["let a = 3;", "let a: number | undefined;"], "a", undefined],
    ["const, again as let", ["const a = 3;", "let a = 4;"], "a", 4],
    ["var in a block", ["if (true) { var a = 1; }", "a++"], "a", 2],
    ["a function before its place", ["let a = f(); function f() { return 5; }"], "a", 5],
    ["a class", ["class K { x = 1 }", "let a = new K().x;"], "a", 1],
    ["patterns", ["const {p, q: [r], ...s} = {p: 1, q: [2], t: 4};", "let a = p + r + s.t;"], "a", 7],
    ["two in one", ["let a = 1, b = a + 1;"], "b", 2],
    ["what is awaited", ["let a = await Promise.resolve(6);"], "a", 6],
    ["imports, types among them", ['import one, {a, b as c, type D} from "x";', "let e = one + a + c;"], "e", 6],
    ["an enum", ["enum E { x = 8 }", "let a = E.x;"], "a", 8],
    ["a function that sees a later value", ["let a = 1; let f = () => a;", "a = 2;"], "f()", 2]
  ])("keeps %s", async (_, cells, name, value) => expect(await after(cells, name)).toEqual(value));
  it("tells a syntax error with its line", () => expect(submittedScript("let a = 1;\nlet b = ;")).toEqual({problem: expect.stringMatching(/^line 2: Expression expected/) as string}));
});
