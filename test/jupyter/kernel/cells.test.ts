import {describe, expect, it} from "vitest";
import {failing, fakeEngine} from "./fake-engine.ts";
import {parentOf, session, typeOf, word} from "./session.ts";

const scripts = {
  hello: ({print}: {print: (text: string) => void}) => print("hello\n"),
  bad: () => failing("broken")
};

describe("a cell", () => {
  it("goes busy, input, outputs, reply, idle", async () => {
    const {run} = session({engine: fakeEngine({
      all({print, send}) {
        print("a");
        send({type: "display", data: {"text/html": "<b>b</b>"}, metadata: {}, displayId: "d"});
        send({type: "display", data: {"text/html": "<b>c</b>"}, metadata: {}, displayId: "d", update: true});
        send({type: "clear", wait: true});
        print("e", "stderr");
        send({type: "result", data: {"text/plain": "6"}, metadata: {}});
      }
    }).create});
    const messages = await run("all");
    expect(messages.map(word)).toEqual(["busy", "execute_input", "stream", "display_data", "update_display_data", "clear_output", "stream", "execute_result", "execute_reply", "idle"]);
    expect(messages[1]!.message.content).toEqual({code: "all", execution_count: 1});
    expect(messages[3]!.message.content["transient"]).toEqual({display_id: "d"});
    expect(messages[5]!.message.content).toEqual({wait: true});
    expect(messages[7]!.message.content).toMatchObject({execution_count: 1, data: {"text/plain": "6"}});
    expect(messages[8]!.message.content).toEqual({status: "ok", execution_count: 1, user_expressions: {}, payload: []});
  });
  it("that fails publishes its error before it replies with the same", async () => {
    const messages = await session({engine: fakeEngine(scripts).create}).run("bad");
    expect(messages.map(word)).toEqual(["busy", "execute_input", "error", "execute_reply", "idle"]);
    const told = {ename: "Error", evalue: "broken", traceback: ["Error: broken"]};
    expect(messages[2]!.message.content).toEqual(told);
    expect(messages[3]!.message.content).toMatchObject({status: "error", execution_count: 1, ...told});
  });
  it("is answered on its own route, and with when it began", async () => {
    const {send, published} = session({engine: fakeEngine().create});
    const {metadata} = await send("execute_request", {code: "1"}).reply;
    expect(published.find((each) => typeOf(each) === "execute_reply")!.route).toEqual([Buffer.from("tester")]);
    expect(Date.parse(String(metadata["started"]))).toBeGreaterThan(0);
  });
  it("run in silence shows nothing and counts nothing", async () => {
    const {run} = session({engine: fakeEngine(scripts).create});
    expect((await run("hello", {silent: true})).map(word)).toEqual(["busy", "execute_reply", "idle"]);
    expect((await run("bad", {silent: true})).map(word)).toEqual(["busy", "execute_reply", "idle"]);
    expect((await run("hello")).find((each) => typeOf(each) === "execute_input")!.message.content["execution_count"]).toBe(1);
  });
  it("counts only if it is stored", async () => {
    const {send} = session({engine: fakeEngine().create});
    const number = async (stored: boolean) => (await send("execute_request", {code: "1", store_history: stored}).reply).content["execution_count"];
    expect([await number(true), await number(false), await number(true)]).toEqual([1, 2, 2]);
  });
  it("carries the cells that were deleted before it to the engine, but none that has come back", async () => {
    const engine = fakeEngine();
    const {send} = session({engine: engine.create});
    const cell = (code: string, cellId: string, deletedCells: unknown): Promise<unknown> => send("execute_request", {code}, {metadata: {cellId, deletedCells}}).done;
    await cell("1", "a", ["x", "y"]);
    // The front end names x until a cell has run, though an undo has brought it back.
    await cell("2", "x", ["x", "y"]);
    await cell("3", "b", ["x", "y"]);
    await cell("4", "b", []);
    await cell("5", "b", ["x", 7]);
    await cell("6", "b", "x");
    expect(engine.calls).toEqual(["execute 1 1 id=a deleted=x,y", "execute 2 2 id=x deleted=y", "execute 3 3 id=b deleted=y", "execute 4 4 id=b", "execute 5 5 id=b deleted=x", "execute 6 6 id=b"]);
  });
  it("carries its id and tags to the engine", async () => {
    const engine = fakeEngine();
    await session({engine: engine.create}).send("execute_request", {code: "1"}, {metadata: {cellId: "c7", tags: ["no-check"], deletedCells: []}}).done;
    expect(engine.calls).toEqual(["execute 1 1 id=c7 tags=no-check"]);
  });
  it("evaluates user expressions, each with its own failure", async () => {
    const {content} = await session({engine: fakeEngine().create}).send("execute_request", {code: "1", user_expressions: {good: "x", wrong: "bad"}}).reply;
    expect(content["user_expressions"]).toEqual({
      good: {status: "ok", data: {"text/plain": "x"}, metadata: {}},
      wrong: {status: "error", ename: "ReferenceError", evalue: "bad is not defined", traceback: ["ReferenceError: bad is not defined"]}
    });
  });
  it("without code is refused, and the kernel goes on", async () => {
    const {send} = session({engine: fakeEngine().create});
    const {content} = await send("execute_request", {}).reply;
    expect(content).toMatchObject({status: "error", evalue: "execute_request: code must be a string, got nothing"});
    expect((await send("execute_request", {code: "1"}).reply).content["status"]).toBe("ok");
  });
  it("fails as any other where the engine itself breaks", async () => {
    const messages = await session({engine: fakeEngine({}, {execute: () => Promise.reject(new Error("engine broke"))}).create}).run("1");
    expect(messages.map(word)).toEqual(["busy", "execute_input", "error", "execute_reply", "idle"]);
    expect(messages[2]!.message.content["evalue"]).toBe("engine broke");
  });
  it.each([["Math.max?", "Math.max|0"], ["?Math.max", "Math.max|0"], ["Math.max??", "Math.max|1"], ["nothing?", "No help for nothing: it is not defined here."]])("%s opens the pager", async (code, shown) => {
    const {content} = await session({engine: fakeEngine().create}).send("execute_request", {code}).reply;
    expect(content["payload"]).toEqual([{source: "page", start: 0, data: {"text/plain": shown}}]);
  });
  it("that took its process down closes the comms that it held", async () => {
    const {run, send, published} = session({engine: fakeEngine({
      open: ({send}) => send({type: "comm", comm: {kind: "open", id: "w", target: "known", data: {}}}),
      exit: () => ({...failing("the process left with code 3"), lost: true})
    }).create});
    await run("open");
    await run("exit");
    expect(published.filter((each) => typeOf(each) === "comm_close").map((each) => each.message.content["comm_id"])).toEqual(["w"]);
    expect((await send("comm_info_request").reply).content["comms"]).toEqual({});
  });
});

describe("a queue of cells", () => {
  it("runs in order, and gives up those behind a failure with status aborted, each between busy and idle", async () => {
    const engine = fakeEngine(scripts);
    const {send} = session({engine: engine.create});
    const [first, second, third] = [send("execute_request", {code: "hello"}), send("execute_request", {code: "bad"}), send("execute_request", {code: "hello"})];
    await Promise.all([first.done, second.done]);
    expect((await third.done).map(word)).toEqual(["busy", "execute_reply", "idle"]);
    expect((await third.reply).content).toEqual({status: "aborted"});
    expect(engine.calls).toEqual(["execute 1 hello", "execute 2 bad"]);
  });
  it("goes on behind a failure if the failed cell asks for it", async () => {
    const {send} = session({engine: fakeEngine(scripts).create});
    void send("execute_request", {code: "bad", stop_on_error: false});
    expect((await send("execute_request", {code: "hello"}).reply).content["status"]).toBe("ok");
  });
  it("runs a cell that is sent once the failure is known", async () => {
    const {send} = session({engine: fakeEngine(scripts).create});
    await send("execute_request", {code: "bad"}).reply;
    expect((await send("execute_request", {code: "hello"}).reply).content["status"]).toBe("ok");
  });
  it("gives up only what had been sent, not other kinds of request", async () => {
    const {send} = session({engine: fakeEngine(scripts).create});
    void send("execute_request", {code: "bad"});
    const info = send("kernel_info_request");
    expect((await info.reply).content["status"]).toBe("ok");
  });
  it("is given up when the session closes", async () => {
    const {send, kernel} = session({engine: fakeEngine({wait: ({stopped}) => stopped}).create});
    void send("execute_request", {code: "wait"});
    const second = send("execute_request", {code: "1"});
    void kernel.close();
    expect((await second.reply).content["status"]).toBe("aborted");
    await kernel.closed;
  });
});

describe("while a cell runs", () => {
  it("all but cells is answered at once, and the cell says again that it is busy", async () => {
    const engine = fakeEngine({wait: ({stopped}) => stopped});
    const {send, published} = session({engine: engine.create});
    const cell = send("execute_request", {code: "wait"});
    for (const type of ["kernel_info", "complete", "inspect", "is_complete", "history", "comm_info"]) {
      const {reply, id} = send(`${type}_request`, {code: "abc", cursor_pos: 3, hist_access_type: "tail"});
      expect((await reply).content["status"], type).toMatch(/ok|complete/);
      const after = published.slice(published.findIndex((each) => parentOf(each) === id && word(each) === "idle") + 1);
      expect(after.map((each) => [word(each), parentOf(each)])[0]).toEqual(["busy", cell.id]);
    }
    expect((await send("interrupt_request", {}, {channel: "control"}).reply).content).toEqual({status: "ok"});
    expect((await cell.done).at(-1)!.message.content["execution_state"]).toBe("idle");
    expect(engine.calls).toEqual(["execute 1 wait", "interrupt"]);
  });
  it("a late output names the cell that made it", async () => {
    let late = (): void => {};
    const {run, send, until} = session({engine: fakeEngine({slow: ({print}) => void (late = () => print("late"))}).create});
    const slow = send("execute_request", {code: "slow"});
    await slow.done;
    await run("1");
    late();
    const message = await until((each) => typeOf(each) === "stream");
    expect(parentOf(message)).toBe(slow.id);
  });
});
