import {describe, expect, it} from "vitest";
import {runNotebook, type RunOptions} from "../../../lib/notebook/run/run.ts";
import {failureOf} from "../../../lib/notebook/run/result.ts";
import {storable} from "../../../lib/notebook/run/stable.ts";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import type {Cell, CodeCell} from "../../../lib/notebook/format/document.ts";
import {failing, fakeEngine, type Script} from "../../jupyter/kernel/fake-engine.ts";
import {code, display, markdown, notebook, plain, stdout} from "../notebooks.ts";

const scripts: Readonly<Record<string, Script>> = {
  print: ({print}) => { print("a"); print("b\n"); print("c\n", "stderr"); print("d"); },
  show: ({send}) => send({type: "display", data: {"text/plain": "old"}, metadata: {}, displayId: "d"}),
  update: ({send}) => send({type: "display", data: {"text/plain": "new"}, metadata: {}, displayId: "d", update: true}),
  clear: ({print, send}) => { print("gone"); send({type: "clear", wait: true}); print("kept"); },
  cleared: ({print, send}) => { print("gone"); send({type: "clear", wait: false}); },
  value: ({send}) => send({type: "result", data: {"text/plain": "42"}, metadata: {}}),
  random: ({print}) => print(`${Math.random()}`),
  fail: () => ({status: "error", failure: {name: "RangeError", message: "dt must be positive", traceback: ["RangeError: dt must be positive", "    at \u001b[36mIn[2]:7:3\u001b[39m"]}}),
  wait: async ({stopped}) => {
    await stopped;
    return failing("interrupted");
  },
  huge: ({print}) => {
    for (let i = 0; i < 100; i++) print(`${"x".repeat(99)}\n`.repeat(1000));
  },
  stuck: () => new Promise(() => {})
};

const run = (cells: readonly Cell[], options: Partial<RunOptions> = {}) => runNotebook(notebook(...cells), "a.ipynb", {engine: fakeEngine(scripts).create, ...options});
const outputsOf = async (...cells: readonly Cell[]) => (await run(cells)).notebook.cells.map((cell) => (cell as CodeCell).outputs);

describe("runNotebook", () => {
  it("gathers streams, updates, clearings and results as a notebook file keeps them", async () => {
    expect(await outputsOf(code("print"), code("show"), code("update"), code("clear"), code("cleared"), code("value"))).toEqual([
      [stdout("ab\n"), {output_type: "stream", name: "stderr", text: "c\n"}, stdout("d")],
      [display({"text/plain": "new"})], [], [stdout("kept")], [], [plain("42", 6)]
    ]);
  });
  it("replaces old outputs, numbers the cells that run, and leaves text, empty and skipped cells out", async () => {
    const old = [plain("old", 9)];
    const {notebook: {cells}, cells: runs} = await run([markdown("# a"), code("value", {outputs: old}), code(" \n", {outputs: old, count: 9}), code("value", {tags: ["skip-execution"], outputs: old, count: 9}), code("value")]);
    expect(cells[1]).toMatchObject({execution_count: 1, outputs: [plain("42", 1)]});
    expect(cells[2]).toMatchObject({execution_count: null, outputs: []});
    expect(cells[3]).toMatchObject({execution_count: 9, outputs: old});
    expect(cells[4]).toMatchObject({execution_count: 2, outputs: [plain("42", 2)]});
    expect(runs.map(({cell, status}) => [cell, status])).toEqual([[2, "ok"], [3, "skipped"], [4, "skipped"], [5, "ok"]]);
  });
  it("stops at the first failure and says where it was", async () => {
    const result = await run([code("value"), code("fail"), code("value")]);
    expect(result.cells.map(({status}) => status)).toEqual(["ok", "failed", "not run"]);
    expect(failureOf(result)).toMatchObject({cell: 2, prompt: 2, failure: {name: "RangeError", message: "dt must be positive", place: "In[2]:7"}});
    expect(result.notebook.cells[1]).toMatchObject({outputs: [{output_type: "error", ename: "RangeError"}]});
    expect(result.notebook.cells[2]).toMatchObject({outputs: [], execution_count: null});
  });
  it("goes on after a failure that a tag or the caller allows", async () => {
    const tagged = await run([code("fail", {tags: ["raises-exception"]}), code("value")]);
    const allowed = await run([code("fail"), code("value")], {allowErrors: true});
    for (const result of [tagged, allowed]) expect(result.cells.map(({status}) => status)).toEqual(["expected", "ok"]);
  });
  it("sends each cell's tags and id to the kernel, as JupyterLab does", async () => {
    const engine = fakeEngine(scripts);
    await run([code("value", {tags: ["no-check"], id: "abc"})], {engine: engine.create});
    expect(engine.calls).toContain("execute 1 value id=abc tags=no-check");
    expect(engine.calls.at(-1)).toBe("close");
  });
  it("interrupts a cell that takes too long, and that is a failure whatever is allowed", async () => {
    const engine = fakeEngine(scripts);
    const result = await run([code("wait"), code("value")], {engine: engine.create, timeout: 0.05, allowErrors: true});
    expect(engine.calls).toContain("interrupt");
    expect(result.cells).toMatchObject([{status: "failed", failure: {name: "TimeoutError", message: "the cell took longer than 0.05 s"}}, {status: "not run"}]);
  });
  it("ends a kernel that cannot be interrupted", async () => {
    const result = await run([code("stuck")], {timeout: 0.05, grace: 0.05});
    expect(failureOf(result)!.failure!.message).toBe("the cell took longer than 0.05 s and could not be interrupted");
  });
  it("takes 500 cells, and an output of ten million characters", async () => {
    const {notebook: {cells}, cells: runs} = await run([...Array.from({length: 500}, () => code("value")), code("huge")]);
    expect(runs.every(({status}) => status === "ok")).toBe(true);
    expect(cells[499]).toMatchObject({execution_count: 500, outputs: [plain("42", 500)]});
    expect(cells[500]).toMatchObject({outputs: [stdout(`${"x".repeat(99)}\n`.repeat(100_000))]});
  });
  it("is ended by its signal, and closes the kernel", async () => {
    const engine = fakeEngine(scripts);
    const control = new AbortController();
    const running = run([code("stuck")], {engine: engine.create, signal: control.signal, onCell: () => queueMicrotask(() => control.abort(new Error("Ctrl-C")))});
    await expect(running).rejects.toThrow("Ctrl-C");
    expect(engine.calls).toContain("close");
  });
});

describe("storable", () => {
  const book = notebook(code("random", {tags: ["volatile"], id: "v"}), code("value", {id: "w"}));
  const write = async (from: typeof book, timings = false): Promise<string> => {
    const result = await runNotebook(from, "a.ipynb", {engine: fakeEngine(scripts).create});
    return serialiseNotebook(storable(from, result.notebook, timings ? result.cells : undefined));
  };
  it("gives the same bytes at the second run, also where a cell is volatile", async () => {
    const once = await write(book);
    expect(await write(parseNotebook(once, "a.ipynb"))).toBe(once);
  });
  it("leaves stamps of time out, unless they are wanted", async () => {
    const stamped = {...book, cells: book.cells.map((cell) => ({...cell, metadata: {...cell.metadata, execution: {"iopub.status.idle": "2020"}, keep: 1}}))};
    expect(await write(stamped)).not.toContain("iopub");
    expect(await write(stamped)).toContain('"keep": 1');
    expect(await write(book, true)).toMatch(/"iopub.status.busy": "20\d\d-/);
  });
});
