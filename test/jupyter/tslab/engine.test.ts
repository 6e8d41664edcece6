/** @file The tslab engine as the kernel uses it, in a folder without any package. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import type {Engine, Outcome, Output} from "../../../lib/jupyter/engine.ts";
import {createEngine} from "../../../lib/jupyter/tslab/engine.ts";

let engine: Engine;
let folder: string;
let count = 0;
const outputs: Output[] = [];
const run = (code: string): Promise<Outcome> => engine.execute({number: ++count, code}, count);
const streams = (): string => outputs.map((each) => (each.type === "stream" ? each.text : "")).join("");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "spikebook-tslab-"));
  engine = createEngine({cwd: folder, host: {output: (output) => void outputs.push(output), input: async ({prompt}) => `answer to ${prompt}`, lost: () => undefined}});
  await engine.ready;
}, 120_000);
beforeEach(() => void (outputs.length = 0));
afterAll(async () => {
  await engine.close();
  rmSync(folder, {recursive: true});
});

describe("the tslab engine", () => {
  it("knows console in a folder without @types/node", async () => {
    expect(await run("console.log('hi'); console.error('there')")).toEqual({status: "ok"});
    expect(outputs).toMatchObject([{name: "stdout", text: "hi\n"}, {name: "stderr", text: "there\n"}]);
  });
  it("gives results by their best form, and each value once", async () => {
    await run("new Float64Array([1, 2])");
    expect(outputs).toMatchObject([{type: "result", data: {"text/plain": "Float64Array(2) [1, 2]", "text/html": expect.any(String)}}]);
  });
  it("shows tslab's display in our outputs, updated in place", async () => {
    await run("import * as tslab from 'tslab'; tslab.display.html('<b>x</b>'); const d = tslab.newDisplay(); d.text('1'); d.text('2')");
    const [html, first, second] = outputs as (Output & {type: "display"})[];
    expect(html).toMatchObject({data: {"text/html": "<b>x</b>", "text/plain": "x"}});
    expect(second).toMatchObject({data: {"text/plain": "2"}, update: true, displayId: first!.displayId});
  });
  it("reports type errors by place, and does not run the cell", async () => {
    expect(await run("console.log('ran');\nconst wrong: number = 'x'")).toMatchObject({status: "error", failure: {name: "TypeScriptError", message: "2:7 - Type 'string' is not assignable to type 'number'."}});
    expect(streams()).toBe("");
  });
  it("reports what a cell throws, also what is no error", async () => {
    expect(await run("throw new RangeError('far')")).toMatchObject({failure: {name: "RangeError", message: "far"}});
    expect(await run("throw 5")).toMatchObject({status: "error", failure: {message: "5"}});
  });
  it("completes, inspects, judges completeness and evaluates expressions by tslab's converter", async () => {
    await run("const answer = {forty: 42}");
    expect(await engine.complete("answer.fo", 9)).toEqual({items: [{text: "forty", kind: "property"}], start: 7, end: 9});
    expect((await engine.inspect("Math.max", 6, 0))!["text/plain"]).toMatch(/^\(method\) Math\.max/);
    expect(await engine.inspect("  ", 1, 0)).toBeUndefined();
    expect(await engine.isComplete("function f() {")).toEqual({status: "incomplete", indent: "  "});
    expect(await engine.isComplete("1 + 1")).toEqual({status: "complete"});
    expect(await engine.expressions({good: "answer.forty + 1", bad: "nowhere"})).toMatchObject({good: {status: "ok", data: {"text/plain": "43"}}, bad: {status: "error", failure: {name: "ReferenceError"}}});
  });
  it("stops a loop and an awaiting cell, keeps the state, and later cells keep theirs", async () => {
    await run("let kept = 7");
    for (const code of ["console.log('on'); while (true) {}", "console.log('on'); await new Promise(() => {})"]) {
      const going = run(code);
      await expect.poll(streams, {timeout: 20_000}).toBe("on\n");
      await engine.interrupt();
      expect(await going).toMatchObject({status: "error", interrupted: true});
      outputs.length = 0;
    }
    await run("kept");
    expect(outputs).toMatchObject([{type: "result", data: {"text/plain": "7"}}]);
  });
  it("has the names of spikebook/display", async () => {
    await run("(globalThis as any).display('shown')");
    expect(outputs).toMatchObject([{type: "display", data: {"text/plain": "'shown'"}}]);
  });
});
