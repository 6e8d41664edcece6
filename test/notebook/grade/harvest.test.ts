/** @file What comes out of the process in which a submission runs, and what it can reach from there. */
import {describe, expect, it, vi} from "vitest";
import {harvest, type Harvest} from "../../../lib/notebook/grade/harvest.ts";
import type {Step} from "../../../lib/notebook/grade/submission.ts";

vi.setConfig({testTimeout: 120_000});

const limits = {timeout: 20, memory: 300};
const places = [{a: 1}, {a: 2}];
/** Cells that each fill the answer of their name. */
const asked = (cells: Readonly<Record<string, string>>): Step[] => Object.entries(cells).flatMap(([name, source]) => [{do: "run", source: `let ${name}: any; ${source}`, answers: name}, {do: "ask", name, places}]);
const found = async (cells: Readonly<Record<string, string>>): Promise<{answers: Record<string, unknown>; troubles: Record<string, unknown>; harvested: Harvest}> => {
  const harvested = await harvest(asked(cells), limits);
  return {answers: Object.fromEntries(harvested.answers), troubles: Object.fromEntries(harvested.troubles), harvested};
};

describe("harvest", () => {
  it("brings answers of every kind out as data", async () => {
    const {answers, troubles} = await found({
      a: "a = 3", b: "b = '5 mV'", c: "c = ({a}) => a * 2", d: "d = ({a}) => (a === 1 ? NaN : undefined)", e: "e = () => { throw new Error('no'); }", f: "f = Infinity", g: "g = [1]",
      h: "h = null", i: "i = {isUnit: true, toString: () => '5 mV'}", j: "import {linspace} from 'spikebook'; j = linspace(0, 1, 3)[1];", k: "display(1); await Promise.resolve(); k = [...progress(3)].length", l: "l = async () => 3"
    });
    expect(troubles).toEqual({});
    expect(answers).toEqual({
      a: {is: "number", sample: {number: 3}}, b: {is: "text", text: "5 mV"}, c: {is: "function", samples: [{number: 2}, {number: 4}]}, d: {is: "function", samples: [{odd: "NaN"}, {odd: "undefined"}]},
      e: {is: "function", samples: [{threw: "no"}, {threw: "no"}]}, f: {is: "number", sample: {odd: "Infinity"}}, g: {is: "strange", kind: "array"}, h: {is: "none"}, i: {is: "text", text: "5 mV"}, j: {is: "number", sample: {number: 0.5}},
      k: {is: "number", sample: {number: 3}}, l: {is: "function", samples: [{odd: "promise"}, {odd: "promise"}]}
    });
  });
  it("lets a submission reach no file, process, thread, inspector or answer of ours, not even from outside its context", async () => {
    const out = (code: string): string => `await __spikebook.import.constructor(${JSON.stringify(code)})()`;
    const {answers} = await found({
      a: "a = typeof process + typeof require + typeof fetch",
      b: `b = ${out("return [typeof process.kill, typeof process.getBuiltinModule, typeof process.binding, typeof process.dlopen, Object.keys(process.env).length].join()")}`,
      c: `c = await import('node:fs').catch((error: Error) => error.message)`,
      d: `d = ${out("return import('node:fs').catch((error) => error.code)")}`,
      e: "import * as all from 'spikebook'; e = typeof (all as any).exercises + typeof (all as any).check + typeof all.linspace",
      f: `f = ${out("return typeof globalThis.require + typeof globalThis.module")}`
    });
    const text = (name: string): unknown => (answers[name] as {text: string}).text;
    expect(text("a")).toBe("undefinedundefinedundefined");
    expect(text("b")).toBe(`undefined,undefined,undefined,undefined,${process.platform === "win32" ? 1 : 0}`);
    expect(text("c")).toContain('only "spikebook" can be imported');
    expect(text("d")).toBe("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING");
    expect(text("e")).toBe("undefinedundefinedfunction");
    expect(text("f")).toBe("undefinedundefined");
  });
  it("goes on after a cell that takes its process down, with what the cells before it have made", async () => {
    const {answers, troubles, harvested} = await found({a: "a = 1; const helper = 2;", b: `b = await __spikebook.import.constructor("process.exit(0)")()`, c: "c = helper + a"});
    expect(answers["c"]).toEqual({is: "number", sample: {number: 3}});
    expect(troubles).toEqual({b: {why: "ended", asking: false}});
    expect(harvested.others).toEqual([]);
  });
  it("gives up on a submission that takes it down again and again, and says what it did not reach", async () => {
    const exit = 'await __spikebook.import.constructor("process.exit(0)")()';
    const {troubles} = await found({a: exit, b: exit, c: exit, d: exit, e: "e = 1"});
    expect(Object.values(troubles).map((each) => (each as {why: string}).why)).toEqual(["ended", "ended", "ended", "ended", "not reached"]);
  });
  it("says so where no process can be started at all", () => expect(harvest(asked({a: "a = 1"}), {timeout: 20, memory: 1})).rejects.toThrow("did not start"));
});
