/** @file Conformance over real sockets: the kernel answers, stops and survives, whatever a cell does. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Content} from "../../../lib/jupyter/protocol/message.ts";
import {ofType, parentOf, printed, word, type Asked, type Client} from "../client.ts";
import {startKernel, type KernelProcess} from "./process.ts";

let kernel: KernelProcess;
let client: Client;
beforeAll(async () => {
  kernel = await startKernel({args: ["--max-heap-mb", "200"]});
  client = kernel.client;
  await client.execute("let state = 'kept'").both;
  await client.ask("complete_request", {code: "Math.", cursor_pos: 5}).reply;
}, 120_000);
afterAll(() => kernel.end());

const interrupt = (): Asked => client.ask("interrupt_request", {}, {channel: "control"});
const value = async (code: string) => (ofType(await client.execute(code).done, "execute_result")[0]?.["data"] as Content | undefined)?.["text/plain"];

/** Starts a cell and waits until it has said that it runs. */
async function running(code: string): Promise<Asked> {
  const cell = client.execute(code);
  await client.until((each) => parentOf(each) === cell.id && word(each) === "stream", "the cell's word");
  return cell;
}

describe("while a cell computes without end", () => {
  it("heartbeat, control, completion, inspection and the rest are answered", async () => {
    const cell = await running("console.log('go'); for (;;);");
    const code = {code: "Math.max", cursor_pos: 8};
    const shell = {kernel_info_request: {}, complete_request: code, inspect_request: code, is_complete_request: code, history_request: {hist_access_type: "tail", n: 1}, comm_info_request: {}};
    await client.heartbeat();
    await client.ask("kernel_info_request", {}, {channel: "control"}).reply;
    for (const [type, content] of Object.entries(shell)) expect(await client.ask(type, content).reply, type).toBeDefined();
    expect(client.received.some((each) => parentOf(each) === cell.id && word(each) === "idle"), "the cell still ran").toBe(false);
    await interrupt().reply;
    await cell.both;
  });
});

describe("an interrupt", () => {
  const loops = {
    "a synchronous loop": "console.log('go'); while (true);",
    "an awaiting cell": "console.log('go'); await new Promise(() => {});",
    "a loop in a timer": "console.log('go'); await new Promise(() => setTimeout(() => { while (true); }, 20));",
    "a loop after await": "await 0; console.log('go'); await new Promise(done => setTimeout(done, 20)); while (true);"
  };
  it.each(Object.entries(loops))("stops %s, is answered, and keeps the state", async (_, code) => {
    const cell = await running(code);
    expect(await interrupt().content).toEqual({status: "ok"});
    expect((await cell.content)["status"]).toBe("error");
    // The interrupt's own idle may stand between: then the cell has said once more that it is busy.
    expect((await cell.done).map(word).filter((each) => each !== "busy").slice(-2)).toEqual(["error", "idle"]);
    expect(await value("state")).toBe("'kept'");
  });
  it("leaves no zombie: an interrupted async loop prints no more", async () => {
    const cell = await running("while (true) { console.log('tick'); await new Promise(done => setTimeout(done, 20)); }");
    await interrupt().reply;
    await cell.done;
    const count = () => client.received.filter((each) => parentOf(each) === cell.id).length;
    await client.execute("await new Promise(done => setTimeout(done, 150))").done;
    const before = count();
    await client.execute("await new Promise(done => setTimeout(done, 300))").done;
    expect(count()).toBe(before);
  });
  it.skipIf(process.platform === "win32")("comes by signal as well", async () => {
    const cell = await running("console.log('go'); while (true);");
    kernel.child.kill("SIGINT");
    expect((await cell.content)["status"]).toBe("error");
    expect(await value("state")).toBe("'kept'");
  });
  it("gives up the cells that wait", async () => {
    const cell = await running("console.log('go'); while (true);");
    const behind = client.execute("1");
    await interrupt().reply;
    await cell.done;
    expect(await behind.content).toEqual({status: "aborted"});
  });
  it("of nothing is answered", async () => expect(await interrupt().content).toEqual({status: "ok"}));
});

describe("a question", () => {
  const ask = (code: string, content: object = {}) => client.execute(code, {...content});
  it("reaches the person, with a hidden answer for a password", async () => {
    for (const [code, password] of [["await input('name? ')", false], ["await input('key? ', {password: true})", true]] as const) {
      const cell = ask(`console.log('got ' + ${code})`);
      const question = await client.until((each) => each.channel === "stdin" && parentOf(each) === cell.id);
      expect(question.message.content).toEqual({prompt: password ? "key? " : "name? ", password});
      client.send("stdin", client.message("input_reply", {value: "Ada", status: "ok"}, question.message.header));
      expect(printed(await cell.done)).toBe("got Ada\n");
    }
  });
  it("fails where the front end cannot be asked", async () => {
    expect((await ask("await input('x')", {allow_stdin: false}).content)["status"]).toBe("error");
  });
  it("ends with an interrupt", async () => {
    const cell = ask("await input('never')");
    await client.until((each) => each.channel === "stdin" && parentOf(each) === cell.id);
    await interrupt().reply;
    expect((await cell.content)["status"]).toBe("error");
    expect((await client.execute("1").content)["status"]).toBe("ok");
  });
});

describe("the end of the cells' process", () => {
  it.each([["process.exit(3)", /3/], ["process.abort()", /SIGABRT|abort|134/i], ["process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})", /SIGKILL/]])("by %s is an error that names the cause, and the kernel lives on", async (code, cause) => {
    await client.execute("var before = 1").done;
    const {content, outputs} = await client.execute(code).both;
    expect(content).toMatchObject({status: "error", evalue: expect.stringMatching(cause) as string});
    expect(ofType(outputs, "error")).toHaveLength(1);
    const next = await client.execute("console.log('alive')").done;
    expect(printed(next)).toBe("alive\n");
    expect(printed(next, "stderr")).toMatch(/gone/);
    expect(printed(await client.execute("1").done, "stderr")).toBe("");
    expect(await value("typeof (globalThis as {before?: number}).before")).toBe("'undefined'");
  });
  it("by want of memory is told as such", async () => {
    const {content} = await client.execute("const hoard: unknown[] = []; while (true) hoard.push(new Array(10_000).fill({}))").both;
    expect(content).toMatchObject({status: "error", evalue: expect.stringMatching(/memory/i) as string});
    expect(await value("1 + 1")).toBe("2");
  });
});
