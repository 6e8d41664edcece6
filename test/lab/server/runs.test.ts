/** @file A run outlives its page: the outputs are in the file, in what a page that comes back reads, and in what it saves. */
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import type {CodeCell, Notebook} from "../../../lib/notebook/format/document.ts";
import {code, notebook, plain, stdout} from "../../notebook/notebooks.ts";
import {testServer, type TestServer} from "./harness.ts";
import {kernelClient, type KernelClient} from "./websocket.ts";

const slow = "for (let i = 0; i < 3; i++) { console.log(i); await new Promise((done) => setTimeout(done, 300)); }\n'end'";
const endless = "console.log('first'); await new Promise(() => {})";
let lab: TestServer;
let session: {readonly id: string; readonly kernel: {readonly id: string}};
let page: KernelClient;
let count = 0;

beforeAll(async () => {
  lab = await testServer({grace: 200});
  session = await lab.json("/api/sessions", {method: "POST", body: {path: "a.ipynb", type: "notebook", name: "a.ipynb", kernel: {name: "spikebook"}}});
}, 120_000);
afterAll(() => lab.end());
beforeEach(async () => {
  writeFileSync(join(lab.root, "a.ipynb"), serialiseNotebook(notebook(code(slow, {id: "slow", outputs: [stdout("old")], count: 1}), code(endless, {id: "endless"}), code("2", {id: "other", outputs: [plain("kept")]}))));
  page = await kernelClient(lab, session.kernel.id, {session: `page-${count++}`});
});

const execute = (client: KernelClient, cellId: string, source: string): string =>
  client.send("execute_request", {code: source, silent: false, store_history: true, user_expressions: {}, allow_stdin: false}, {metadata: {cellId, deletedCells: [], trusted: true}});
const cellIn = ({cells}: Notebook, id: string): CodeCell => cells.find((each) => each.id === id) as CodeCell;
const onDisk = (): Notebook => parseNotebook(readFileSync(join(lab.root, "a.ipynb"), "utf8"), "a.ipynb");
const read = async (): Promise<Notebook> => (await lab.json("/api/contents/a.ipynb")).content;
const interrupt = (): Promise<unknown> => lab.ask(`/api/kernels/${session.kernel.id}/interrupt`, {method: "POST"});
const said = (client: KernelClient, id: string, text: string): Promise<unknown> => client.until(({parent_header: parent, content}) => parent.msg_id === id && content["text"] === text);
const over = (): Promise<void> => expect.poll(() => lab.json("/api/spikebook/runs"), {timeout: 30_000}).toEqual([]);

describe("a run whose page has gone", () => {
  it("has all its outputs in the file in the end, and leaves the other cells alone", async () => {
    const id = execute(page, "slow", slow);
    await said(page, id, "0\n");
    page.drop();
    await over();
    const {outputs, execution_count: number} = cellIn(onDisk(), "slow");
    expect(outputs).toEqual([stdout("0\n1\n2\n"), {output_type: "execute_result", data: {"text/plain": "'end'"}, metadata: {}, execution_count: number}]);
    expect(number).toBeGreaterThan(0);
    expect(cellIn(onDisk(), "other").outputs).toEqual([plain("kept")]);
  });
  it("is shown, as far as it has come, to the page that comes back meanwhile, trusted as the notebook was", async () => {
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    page.drop();
    await expect.poll(async () => cellIn(await read(), "endless").outputs, {timeout: 20_000}).toEqual([stdout("first\n")]);
    expect(cellIn(await read(), "endless").metadata).toEqual({trusted: true});
    expect(await lab.json("/api/spikebook/runs?path=a.ipynb")).toMatchObject([{id, cell: "endless", kernel: session.kernel.id, path: "a.ipynb", state: "running", attended: false, outputs: [stdout("first\n")]}]);
    expect(await lab.json("/api/spikebook/runs?path=b.ipynb")).toEqual([]);
    await interrupt();
    await over();
    expect(cellIn(onDisk(), "endless").outputs).toMatchObject([stdout("first\n"), {output_type: "error", ename: "Interrupted"}]);
  });
  it("is not wiped out by a page that saves what it read before", async () => {
    const before = await read();
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    page.drop();
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(false);
    await lab.json("/api/contents/a.ipynb", {method: "PUT", body: {type: "notebook", format: "json", content: before}});
    expect(cellIn(onDisk(), "endless").outputs).toEqual([stdout("first\n")]);
    await interrupt();
    await over();
  });
  it("is not cut short by a page that came back meanwhile and saves the part that it knows", async () => {
    const id = execute(page, "slow", slow);
    await said(page, id, "0\n");
    page.drop();
    await expect.poll(async () => cellIn(await read(), "slow").outputs.length, {timeout: 20_000}).toBeGreaterThan(0);
    const {cells, ...rest} = await read();
    await over();
    const whole = cellIn(onDisk(), "slow");
    const save = (cell: Partial<CodeCell>): Promise<unknown> =>
      lab.json("/api/contents/a.ipynb", {method: "PUT", body: {type: "notebook", format: "json", content: {...rest, cells: cells.map((each) => (each.id === "slow" ? {...each, ...cell} : each))}}});
    await save({outputs: [stdout("0\n")], execution_count: whole.execution_count});
    expect(cellIn(onDisk(), "slow").outputs).toEqual(whole.outputs);
    // What the person has cleared stays cleared.
    await save({outputs: [], execution_count: null});
    expect(cellIn(onDisk(), "slow").outputs).toEqual([]);
  });
  it("does not touch a cell that reads otherwise by now, or is gone", async () => {
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    const edited = notebook(code("// edited", {id: "endless", outputs: [stdout("mine")]}));
    await lab.json("/api/contents/a.ipynb", {method: "PUT", body: {type: "notebook", format: "json", content: edited}});
    page.drop();
    await interrupt();
    await over();
    expect(onDisk()).toEqual(edited);
  });
  it("follows its notebook to another name", async () => {
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    page.drop();
    await lab.json("/api/contents/a.ipynb", {method: "PATCH", body: {path: "b.ipynb"}});
    expect((await lab.json(`/api/sessions/${session.id}`)).path).toBe("b.ipynb");
    await interrupt();
    await over();
    expect(cellIn(parseNotebook(readFileSync(join(lab.root, "b.ipynb"), "utf8"), "b"), "endless").outputs[0]).toEqual(stdout("first\n"));
    await lab.json("/api/contents/b.ipynb", {method: "PATCH", body: {path: "a.ipynb"}});
  });
  it("is told whole to a page that takes it before its own connection stands, and goes on without a gap", async () => {
    const counting = "for (let i = 0; ; i++) { console.log(i); await new Promise((done) => setTimeout(done, 30)); }";
    const id = execute(page, "endless", counting);
    await said(page, id, "2\n");
    page.drop();
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(false);
    expect(await lab.json(`/api/spikebook/runs/${id}`, {method: "PATCH", body: {session: "early"}})).toMatchObject({attended: false});
    await new Promise((done) => setTimeout(done, 300));
    const early = await kernelClient(lab, session.kernel.id, {session: "early"});
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(true);
    await interrupt();
    await over();
    const mine = early.heard.filter(({parent_header: parent}) => parent.msg_id === id);
    expect(mine[0]!.header.msg_type).toBe("clear_output");
    const steps = mine.map(({content}) => content["text"] ?? "").join("").trim().split("\n").map(Number);
    expect(steps.length).toBeGreaterThan(8);
    expect(steps).toEqual(steps.map((_, i) => i));
    early.drop();
  });
  it("is the page's own again when it is back in time, or when another takes it", async () => {
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    page.drop();
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(false);
    const next = await kernelClient(lab, session.kernel.id, {session: "next"});
    expect(await lab.json(`/api/spikebook/runs/${id}`, {method: "PATCH", body: {session: "next"}})).toMatchObject({attended: true, outputs: [stdout("first\n")]});
    // All of it is said anew, so that a page need not know what it has missed.
    await next.until(({parent_header: parent, content}) => parent.msg_id === id && content["execution_state"] === "busy");
    expect(next.heard.filter(({parent_header: parent}) => parent.msg_id === id).map(({header, content}) => [header.msg_type, content["text"] ?? content["code"]])).toEqual([["clear_output", undefined], ["execute_input", endless], ["stream", "first\n"], ["status", undefined]]);
    next.drop();
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(false);
    const back = await kernelClient(lab, session.kernel.id, {session: "next"});
    await expect.poll(async () => (await lab.json("/api/spikebook/runs"))[0]?.attended).toBe(true);
    await interrupt();
    await over();
    back.drop();
    expect((await lab.ask(`/api/spikebook/runs/${id}`, {method: "PATCH", body: {session: "x"}})).status).toBe(404);
  });
});

describe("a run whose page stays", () => {
  it("is the page's to save: the file is not touched", async () => {
    const before = readFileSync(join(lab.root, "a.ipynb"), "utf8");
    await page.done(execute(page, "slow", slow));
    await over();
    expect(readFileSync(join(lab.root, "a.ipynb"), "utf8")).toBe(before);
    page.drop();
  });
});

describe("the end of the server", () => {
  it("stores what a run without its page has put out", async () => {
    const id = execute(page, "endless", endless);
    await said(page, id, "first\n");
    await lab.server.close();
    expect(cellIn(onDisk(), "endless").outputs[0]).toEqual(stdout("first\n"));
  });
});
