import {describe, expect, it} from "vitest";
import {fakeEngine, failure, type Script} from "./fake-engine.ts";
import {parentOf, session, typeOf, word} from "./session.ts";

const open = (scripts: Readonly<Record<string, Script>> = {}) => {
  const engine = fakeEngine(scripts);
  return {engine, ...session({engine: engine.create})};
};

describe("the kernel", () => {
  it("begins with the status starting", () => {
    expect(open().published.map(word)).toEqual(["starting"]);
  });
  it("introduces itself before its engine is ready", async () => {
    const {send} = session({engine: fakeEngine({}, {ready: new Promise(() => {})}).create});
    const {content} = await send("kernel_info_request").reply;
    expect(content).toMatchObject({status: "ok", protocol_version: "5.4", implementation: "spikebook", debugger: false, supported_features: []});
    expect(content["language_info"]).toMatchObject({name: "typescript", file_extension: ".ts", mimetype: "text/typescript", nbconvert_exporter: "script"});
    expect(content["banner"]).toMatch(/TypeScript/);
  });
  it("completes at a cursor that counts code points", async () => {
    const {content} = await open().send("complete_request", {code: "'😀'.to", cursor_pos: 6}).reply;
    // The engine replaces two UTF-16 units before the cursor and none behind it: code points 4 to 6.
    expect(content).toMatchObject({status: "ok", matches: ["toFixed"], cursor_start: 4, cursor_end: 6});
    expect(content["metadata"]).toEqual({_jupyter_types_experimental: [{start: 4, end: 6, text: "toFixed", type: "function", signature: "(n) => string"}]});
  });
  it("inspects up to a cursor that counts code points, in the wanted detail", async () => {
    const {content} = await open().send("inspect_request", {code: "'😀'.length", cursor_pos: 3, detail_level: 1}).reply;
    expect(content).toEqual({status: "ok", found: true, data: {"text/plain": "'😀'|1"}, metadata: {}});
    expect((await open().send("inspect_request", {code: "nothing", cursor_pos: 1}).reply).content).toEqual({status: "ok", found: false, data: {}, metadata: {}});
  });
  it("says whether code is complete, and how to indent what is not", async () => {
    expect((await open().send("is_complete_request", {code: "{"}).reply).content).toEqual({status: "incomplete", indent: "  "});
    expect((await open().send("is_complete_request", {code: "1"}).reply).content).toEqual({status: "complete"});
  });
  it("remembers what was run, with results where they are asked for", async () => {
    const {run, send} = open({"1 + 2": ({send}) => send({type: "result", data: {"text/plain": "3"}, metadata: {}})});
    await run("1 + 2");
    await run("hidden", {store_history: false});
    await run("x");
    const recall = async (content: object) => (await send("history_request", {raw: true, output: false, ...content}).reply).content["history"];
    expect(await recall({hist_access_type: "tail", n: 5})).toEqual([[1, 1, "1 + 2"], [1, 2, "x"]]);
    expect(await recall({hist_access_type: "tail", n: 2, output: true})).toEqual([[1, 1, ["1 + 2", "3"]], [1, 2, ["x", null]]]);
    expect(await recall({hist_access_type: "range", session: 0, start: 1, stop: 2})).toEqual([[1, 1, "1 + 2"]]);
    expect(await recall({hist_access_type: "search", pattern: "1*"})).toEqual([[1, 1, "1 + 2"]]);
    expect((await send("history_request", {hist_access_type: "all"}).reply).content["evalue"]).toBe('history_request: hist_access_type must be tail, range or search, got "all"');
  });
  it("refuses a type of request that it does not know, and stays alive", async () => {
    const {send, logged} = open();
    expect((await send("paint_request").reply).content).toMatchObject({status: "error", ename: "NotImplementedError"});
    send("paint");
    expect(logged).toEqual(["paint_request: no such message type", "paint: no such message type"]);
    expect((await send("kernel_info_request").reply).content["status"]).toBe("ok");
  });
  it("says that it has no debugger", async () => {
    const {reply} = open().send("debug_request", {type: "request", command: "initialize", seq: 4}, {channel: "control"});
    expect((await reply).content).toEqual({type: "response", request_seq: 4, seq: 0, success: false, command: "initialize", message: "this kernel has no debugger"});
  });
  it.each([true, false])("shuts down when asked, and echoes restart (%s)", async (restart) => {
    const {send, kernel, engine} = open();
    const messages = await send("shutdown_request", {restart}, {channel: "control"}).done;
    expect(messages.map(word)).toEqual(["busy", "shutdown_reply", "idle"]);
    expect(messages[1]!.message.content).toEqual({status: "ok", restart});
    await kernel.closed;
    expect(engine.calls).toEqual(["close"]);
  });
  it("tells, in the name of the last cell, that the process died between cells", async () => {
    const {run, engine, until} = open();
    const [first] = await run("1");
    engine.host().lost(failure("out of memory", "ProcessLost"));
    const message = await until((each) => typeOf(each) === "stream");
    expect(parentOf(message)).toBe(parentOf(first!));
    expect(message.message.content).toEqual({name: "stderr", text: "ProcessLost: out of memory\n"});
  });
});

describe("a question to the front end", () => {
  const ask: Script = async ({ask, print}) => print(await ask("name? ", true));

  it("goes out on stdin behind what was printed, and its answer reaches the cell", async () => {
    const {send, until, published} = open({ask: async (stage) => {
      stage.print("before");
      await ask(stage);
    }});
    const cell = send("execute_request", {code: "ask", allow_stdin: true});
    const question = await until((each) => each.channel === "stdin");
    expect(parentOf(question)).toBe(cell.id);
    expect(question.message.content).toEqual({prompt: "name? ", password: true});
    expect(published.map(word).indexOf("stream")).toBeLessThan(published.indexOf(question));
    send("input_reply", {value: "Ada", status: "ok"}, {channel: "stdin", parent: question.message.header});
    expect((await cell.done).filter((each) => typeOf(each) === "stream").map((each) => each.message.content["text"])).toEqual(["before", "Ada"]);
  });
  it("fails where no one can be asked", async () => {
    const {content} = await open({ask}).send("execute_request", {code: "ask", allow_stdin: false}).reply;
    expect(content).toMatchObject({status: "error", evalue: "input: this front end cannot be asked (allow_stdin is false)"});
  });
  it("waits until the one before has its answer, whether or not the client names it", async () => {
    const {send, published} = open({two: async ({ask, print}) => print((await Promise.all([ask("a"), ask("b")])).join())});
    const cell = send("execute_request", {code: "two"});
    const questions = () => published.filter((each) => each.channel === "stdin");
    expect(questions()).toHaveLength(1);
    send("input_reply", {value: "1"}, {channel: "stdin"});
    expect(questions().map((each) => each.message.content["prompt"])).toEqual(["a", "b"]);
    send("input_reply", {value: "stale"}, {channel: "stdin", parent: questions()[0]!.message.header});
    send("input_reply", {value: "2"}, {channel: "stdin", parent: questions()[1]!.message.header});
    expect((await cell.done).find((each) => typeOf(each) === "stream")!.message.content["text"]).toBe("1,2");
  });
  it("is given up on an interrupt", async () => {
    const {send} = open({ask});
    const cell = send("execute_request", {code: "ask"});
    await send("interrupt_request", {}, {channel: "control"}).reply;
    expect((await cell.reply).content).toMatchObject({status: "error", evalue: "interrupted"});
  });
});

describe("a comm", () => {
  it("that no one in the session wants is closed", async () => {
    const {send} = open();
    const messages = await send("comm_open", {comm_id: "c", target_name: "stranger", data: {}}).done;
    expect(messages.map(word)).toEqual(["busy", "comm_close", "idle"]);
    expect(messages[1]!.message.content["comm_id"]).toBe("c");
    expect((await send("comm_info_request").reply).content).toEqual({status: "ok", comms: {}});
  });
  it("that its opener closes while it is asked who wants it is not closed a second time", async () => {
    const [listed, closed] = [Promise.withResolvers<Record<string, string>>(), Promise.withResolvers<void>()];
    const {send} = session({engine: fakeEngine({}, {comms: () => listed.promise, comm: ({kind}) => (kind === "close" ? closed.promise : Promise.resolve())}).create});
    const [opening, closing] = [send("comm_open", {comm_id: "c", target_name: "known", data: {}}), send("comm_close", {comm_id: "c", data: {}})];
    listed.resolve({});
    expect((await opening.done).map(word)).toEqual(["busy", "idle"]);
    closed.resolve();
    expect((await closing.done).map(word)).toEqual(["busy", "idle"]);
  });
  it("carries data and buffers both ways, and is listed by target until it closes", async () => {
    const {send, engine} = open();
    await send("comm_open", {comm_id: "c", target_name: "known", data: {a: 1}}).done;
    expect((await send("comm_info_request", {target_name: "known"}).reply).content["comms"]).toEqual({c: {target_name: "known"}});
    expect((await send("comm_info_request", {target_name: "other"}).reply).content["comms"]).toEqual({});
    const messages = await send("comm_msg", {comm_id: "c", data: {b: 2}}, {buffers: [Buffer.from([1, 2])]}).done;
    expect(messages.map(word)).toEqual(["busy", "comm_msg", "idle"]);
    expect(messages[1]!.message).toMatchObject({content: {comm_id: "c", data: {echo: {b: 2}}}, buffers: [Buffer.from([1, 2])]});
    await send("comm_close", {comm_id: "c", data: {}}).done;
    expect(engine.comms.map(({kind}) => kind)).toEqual(["open", "msg", "close"]);
    expect((await send("comm_info_request").reply).content["comms"]).toEqual({});
  });
});
