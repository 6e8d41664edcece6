/** @file Conformance over real sockets: what every front end may rely on. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Envelope} from "../../../lib/jupyter/protocol/message.ts";
import {ofType, parentOf, printed, word, type Client} from "../client.ts";
import {startKernel, type KernelProcess} from "./process.ts";

let kernel: KernelProcess;
let client: Client;
beforeAll(async () => {
  kernel = await startKernel();
  client = kernel.client;
  // The first cell waits for the type checker.
  await client.execute("0").both;
}, 120_000);
afterAll(() => kernel.end());

const content = (type: string, fields: object = {}) => client.ask(type, {...fields}).content;
const plain = (outputs: readonly Envelope[]) => ofType(outputs, "execute_result").map(({data}) => (data as Record<string, unknown>)["text/plain"]);

describe("kernel_info", () => {
  it("has status, versions, banner and links", async () => {
    const info = await content("kernel_info_request");
    expect(info).toMatchObject({status: "ok", protocol_version: "5.4", implementation: "spikebook", debugger: false, supported_features: []});
    expect(info["implementation_version"]).toMatch(/^\d+\.\d+\.\d+/);
    expect(info["banner"]).toMatch(/TypeScript/);
    for (const link of info["help_links"] as {text: string; url: string}[]) expect(link.url).toMatch(/^https:/);
  });
  it("describes TypeScript for editors and exporters", async () => {
    expect((await content("kernel_info_request"))["language_info"]).toMatchObject({name: "typescript", file_extension: ".ts", mimetype: "text/typescript", nbconvert_exporter: "script", codemirror_mode: "typescript"});
  });
  it("is answered between busy and idle", async () => {
    expect((await client.ask("kernel_info_request").done).map(word)).toEqual(["busy", "idle"]);
  });
});

describe("iopub", () => {
  // The status `starting` has no parent, and may be on its way when the subscription arrives.
  it("greets a subscriber before it hears of any request", () => {
    const heard = client.received.filter((each) => each.channel === "iopub");
    const welcome = heard.findIndex((each) => word(each) === "iopub_welcome");
    expect(heard[welcome]?.message.content).toEqual({subscription: ""});
    expect(heard.slice(0, welcome).map(parentOf).filter(Boolean)).toEqual([]);
  });
});

describe("execution", () => {
  it("goes busy, input, outputs, idle, and replies", async () => {
    const {content, outputs} = await client.execute("console.log('hello, world')").both;
    expect(outputs.map(word)).toEqual(["busy", "execute_input", "stream", "idle"]);
    expect(content["status"]).toBe("ok");
  });
  it("publishes the code and its number", async () => {
    const {content, outputs} = await client.execute("1").both;
    expect(ofType(outputs, "execute_input")).toEqual([{code: "1", execution_count: content["execution_count"]}]);
  });
  it("counts one by one", async () => {
    const numbers: number[] = [];
    for (const code of ["1", "2", "3"]) numbers.push((await client.execute(code).content)["execution_count"] as number);
    expect(numbers.map((n) => n - numbers[0]!)).toEqual([0, 1, 2]);
  });
  it("prints to stdout", async () => expect(printed(await client.execute("console.log('out')").done)).toBe("out\n"));
  it("prints to stderr", async () => expect(printed(await client.execute("console.error('err')").done, "stderr")).toBe("err\n"));
  it("gives a result as execute_result, without colours", async () => expect(plain(await client.execute("1 + 2 + 3").done)).toEqual(["6"]));
  it("gives no result for a declaration", async () => expect(plain(await client.execute("const declared = 3").done)).toEqual([]));
  it("keeps variables", async () => {
    await client.execute("let kept = 41").done;
    expect(plain(await client.execute("kept + 1").done)).toEqual(["42"]);
  });
  it("names the request in every output, by the header alone", async () => {
    const {done, id} = client.execute("console.log(1); 2");
    for (const each of await done) expect(parentOf(each)).toBe(id);
  });
  it("run in silence publishes nothing and counts nothing", async () => {
    const before = (await client.execute("1").content)["execution_count"] as number;
    const {outputs, content} = await client.execute("console.log('quiet'); 5", {silent: true}).both;
    expect(outputs.map(word)).toEqual(["busy", "idle"]);
    expect(content["status"]).toBe("ok");
    expect((await client.execute("1").content)["execution_count"]).toBe(before + 1);
  });
  it("that is not stored is not counted", async () => {
    const before = (await client.execute("1").content)["execution_count"] as number;
    await client.execute("1", {store_history: false}).done;
    expect((await client.execute("1").content)["execution_count"]).toBe(before + 1);
  });
  it("evaluates user expressions beside the cell", async () => {
    const reply = await client.execute("const seven = 7", {user_expressions: {good: "seven * 6", bad: "nothing.there"}}).content;
    expect(reply["user_expressions"]).toMatchObject({good: {status: "ok", data: {"text/plain": "42"}}, bad: {status: "error", ename: "ReferenceError"}});
  });
  it("says when it began", async () => expect(Date.parse(String((await client.execute("1").reply).metadata["started"]))).not.toBeNaN());
  it("of nothing succeeds", async () => expect((await client.execute("").content)["status"]).toBe("ok"));
  it("without code is refused, without harm", async () => expect(await client.ask("execute_request", {}).content).toMatchObject({status: "error", evalue: expect.stringContaining("code must be a string") as string}));
  it("opens the pager for a question", async () => {
    const [page] = (await client.execute("Math.max?").content)["payload"] as {source: string; data: Record<string, string>}[];
    expect(page).toMatchObject({source: "page", data: {"text/plain": expect.stringContaining("larger of a set") as string}});
  });
});

describe("an error", () => {
  it.each([["throw new RangeError('too far')", "RangeError", "too far"], ["await Promise.reject(new TypeError('later'))", "TypeError", "later"]])("of %s is one message and the same reply", async (code, ename, evalue) => {
    const {content, outputs} = await client.execute(code).both;
    expect(outputs.map(word)).toEqual(["busy", "execute_input", "error", "idle"]);
    expect(ofType(outputs, "error")[0]).toMatchObject({ename, evalue, traceback: expect.arrayContaining([expect.stringContaining(evalue)]) as unknown});
    expect(content).toMatchObject({status: "error", ename, evalue});
  });
  it("of syntax is published too", async () => {
    const {content, outputs} = await client.execute("const = 3").both;
    expect(content["status"]).toBe("error");
    expect(ofType(outputs, "error")).toHaveLength(1);
  });
  it("of types stops the cell, with TypeScript's code", async () => {
    const {outputs} = await client.execute("console.log('ran'); const wrong: number = 'text'").both;
    expect(printed(outputs)).toBe("");
    expect(ofType(outputs, "error")[0]!["evalue"]).toContain("TS2322");
  });
  it("aborts what had been sent behind it, each between busy and idle, but not what is sent after", async () => {
    const bad = client.execute("throw new Error('stop')");
    const behind = [client.execute("1"), client.execute("2")];
    expect((await bad.content)["status"]).toBe("error");
    for (const each of behind) {
      const {content, outputs} = await each.both;
      expect(content).toEqual({status: "aborted"});
      expect(outputs.map(word)).toEqual(["busy", "idle"]);
    }
    expect((await client.execute("3").content)["status"]).toBe("ok");
  });
  it("aborts nothing where stop_on_error is false", async () => {
    const bad = client.execute("throw new Error('go on')", {stop_on_error: false});
    expect((await client.execute("1").content)["status"]).toBe("ok");
    expect((await bad.content)["status"]).toBe("error");
  });
});

describe("the language", () => {
  it("completes members, with kinds and a range", async () => {
    const reply = await content("complete_request", {code: "Math.ma", cursor_pos: 7});
    expect(reply).toMatchObject({status: "ok", cursor_start: 5, cursor_end: 7});
    expect(reply["matches"]).toContain("max");
    expect((reply["metadata"] as Record<string, {text: string; type: string}[]>)["_jupyter_types_experimental"]).toContainEqual(expect.objectContaining({text: "max", type: expect.stringMatching(/./) as string}));
  });
  it("counts the cursor in code points", async () => {
    const code = "'😀😀'.toUpper";
    expect(await content("complete_request", {code, cursor_pos: [...code].length})).toMatchObject({cursor_start: 5, cursor_end: 12, matches: ["toUpperCase"]});
  });
  it("inspects with types and documentation", async () => {
    const reply = await content("inspect_request", {code: "Math.max", cursor_pos: 7, detail_level: 0});
    expect(reply).toMatchObject({status: "ok", found: true, data: {"text/plain": expect.stringContaining("number[]") as string}});
  });
  it("finds nothing where nothing is", async () => expect(await content("inspect_request", {code: "   ", cursor_pos: 1, detail_level: 0})).toMatchObject({status: "ok", found: false, data: {}}));
  it.each([["1 + 1", "complete"], ["function f() {", "incomplete"], ["`abc", "incomplete"], ["const = 7", "invalid"]])("judges %j to be %s", async (code, status) => {
    expect((await content("is_complete_request", {code}))["status"]).toBe(status);
  });
});

describe("history", () => {
  const recall = async (fields: object) => (await content("history_request", {raw: true, output: false, hist_access_type: "tail", ...fields}))["history"] as [number, number, unknown][];
  it("gives the tail, a range and what fits a pattern", async () => {
    for (const code of ["1 + 100", "2 + 100", "1 + 100"]) await client.execute(code).done;
    const tail = await recall({n: 2});
    expect(tail.map(([, , code]) => code)).toEqual(["2 + 100", "1 + 100"]);
    const [session, line] = tail[0]!;
    expect(await recall({hist_access_type: "range", session, start: line, stop: line + 1})).toEqual([tail[0]]);
    expect((await recall({hist_access_type: "search", pattern: "1*100", unique: true})).map(([, , code]) => code)).toEqual(["1 + 100"]);
  });
  it("gives results if asked", async () => {
    await client.execute("6 * 7").done;
    expect((await recall({n: 1, output: true}))[0]![2]).toEqual(["6 * 7", "42"]);
  });
});

describe("comms", () => {
  it("to an unknown target are closed", async () => {
    const outputs = await client.ask("comm_open", {comm_id: "x", target_name: "nobody", data: {}}).done;
    expect(ofType(outputs, "comm_close")).toMatchObject([{comm_id: "x"}]);
    expect((await client.execute("1").content)["status"]).toBe("ok");
  });
  it("are listed by their own reply type", async () => {
    expect((await client.ask("comm_info_request").reply).header.msg_type).toBe("comm_info_reply");
    expect(await content("comm_info_request", {target_name: "nobody"})).toEqual({status: "ok", comms: {}});
  });
  it("opened in a cell carry messages, are listed, and close", async () => {
    const opened = await client.execute("const link = openComm('there', {a: 1}); 0").done;
    const [open] = ofType(opened, "comm_open");
    expect(open).toMatchObject({target_name: "there", data: {a: 1}});
    const id = String(open!["comm_id"]);
    expect((await content("comm_info_request"))["comms"]).toMatchObject({[id]: {target_name: "there"}});
    await client.ask("comm_close", {comm_id: id, data: {}}).done;
    expect((await content("comm_info_request"))["comms"]).toEqual({});
  });
});

describe("requests of no known kind", () => {
  it("are refused or logged, and the kernel goes on", async () => {
    expect((await client.ask("dance_request").reply).header.msg_type).toBe("dance_reply");
    client.ask("dance");
    expect(await client.ask("debug_request", {command: "initialize", seq: 1}, {channel: "control"}).content).toMatchObject({success: false, request_seq: 1});
    expect((await client.execute("1").content)["status"]).toBe("ok");
    expect(kernel.errors()).toContain("dance: no such message type");
  });
});
