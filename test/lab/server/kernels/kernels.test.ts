/** @file Kernels of ours over both forms of websocket: cells, binary parts, interrupt, restart, crash, input, and a lost connection. */
import {readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {testServer, type TestServer} from "../harness.ts";
import {kernelClient, type Heard, type KernelClient} from "../websocket.ts";

let lab: TestServer;
let kernel: string;
let page: KernelClient;
beforeAll(async () => {
  lab = await testServer();
  kernel = (await lab.json("/api/kernels", {method: "POST", body: {name: "spikebook"}})).id;
  page = await kernelClient(lab, kernel, {session: "page"});
  await run(page, "0");
}, 120_000);
afterAll(() => lab.end());

const execute = (client: KernelClient, code: string): string => client.send("execute_request", {code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true, stop_on_error: true});
async function run(client: KernelClient, code: string): Promise<Heard[]> {
  const id = execute(client, code);
  await client.done(id);
  return outputsOf(client, id);
}
const outputsOf = ({heard}: KernelClient, id: string): Heard[] => heard.filter(({channel, parent_header: parent}) => channel === "iopub" && parent.msg_id === id);
const printed = (messages: readonly Heard[]): string => messages.filter(({header, content}) => header.msg_type === "stream" && content["name"] === "stdout").map(({content}) => content["text"]).join("");
const model = (): Promise<any> => lab.json(`/api/kernels/${kernel}`);

describe.each(["binary", "json"] as const)("the %s form", (form) => {
  it("carries a cell's outputs in order", async () => {
    const client = await kernelClient(lab, kernel, {session: `cells-${form}`, form});
    expect(client.protocol).toBe(form === "binary" ? "v1.kernel.websocket.jupyter.org" : "");
    const messages = await run(client, "console.log('grüße'); 6 * 7");
    expect(messages.map(({header}) => header.msg_type)).toEqual(["status", "execute_input", "stream", "execute_result", "status"]);
    expect(messages[3]!.content["data"]).toEqual({"text/plain": "42"});
    client.drop();
  });
  it("carries binary parts both ways, bit by bit", async () => {
    const client = await kernelClient(lab, kernel, {session: `comm-${form}`, form});
    await run(client, "onComm('echo', (comm, {buffers}) => void comm.send({n: buffers.length}, {buffers: buffers.toReversed()}))");
    const buffers = [Uint8Array.from({length: 300_000}, (_, i) => (i * 7) % 256), new Uint8Array(), Uint8Array.of(0, 255)];
    const opened = client.send("comm_open", {comm_id: `c-${form}`, target_name: "echo", data: {}}, {buffers});
    const answer = await client.until(({header, content}) => header.msg_type === "comm_msg" && content["comm_id"] === `c-${form}`);
    expect(answer.content["data"]).toEqual({n: 3});
    expect(answer.buffers.map((each) => Buffer.compare(each, buffers.toReversed()[answer.buffers.indexOf(each)]!))).toEqual([0, 0, 0]);
    // What ends while a cell runs is told as the cell's "busy" once more: the next test's cell must not begin before.
    await client.until(({content, parent_header: parent}) => parent.msg_id === opened && content["execution_state"] === "idle");
    client.drop();
  });
});

describe("a kernel", () => {
  it("answers who asked, and tells all what it publishes", async () => {
    const other = await kernelClient(lab, kernel, {session: "other"});
    const id = execute(page, "console.log('for all')");
    await page.done(id);
    await other.until(({content}) => content["text"] === "for all\n");
    const info = other.send("kernel_info_request", {});
    await other.done(info);
    expect(other.heard.filter(({channel}) => channel === "shell").map(({parent_header: parent}) => parent.msg_id)).toEqual([info]);
    expect((await model()).connections).toBe(2);
    other.drop();
    await expect.poll(async () => (await model()).connections, {timeout: 20_000}).toBe(1);
  });
  it("says what it does and since when", async () => {
    const id = execute(page, "await new Promise((done) => setTimeout(done, 60_000))");
    await expect.poll(async () => (await model()).execution_state, {timeout: 20_000}).toBe("busy");
    expect(lab.server.busy()).toBe(1);
    expect((await lab.ask(`/api/kernels/${kernel}/interrupt`, {method: "POST"})).status).toBe(204);
    expect((await page.done(id)).content).toMatchObject({status: "error", ename: "Interrupted"});
    await expect.poll(async () => (await model()).execution_state, {timeout: 20_000}).toBe("idle");
    expect(Date.parse((await model()).last_activity)).toBeGreaterThan(Date.now() - 60_000);
  });
  it("stops a loop that never yields, and keeps its state", async () => {
    await run(page, "const kept = 5; 0");
    const id = execute(page, "console.log('loop'); while (true);");
    await page.until(({parent_header: parent, header}) => parent.msg_id === id && header.msg_type === "stream");
    await lab.ask(`/api/kernels/${kernel}/interrupt`, {method: "POST"});
    expect((await page.done(id)).content["status"]).toBe("error");
    expect(printed(await run(page, "console.log(kept)"))).toBe("5\n");
  });
  it("asks the page whose cell it is for input", async () => {
    const other = await kernelClient(lab, kernel, {session: "not asked"});
    const id = execute(page, "console.log('hello ' + await input('name'))");
    const question = await page.until(({header, parent_header: parent}) => header.msg_type === "input_request" && parent.msg_id === id);
    expect([question.channel, question.content["prompt"]]).toEqual(["stdin", "name"]);
    page.send("input_reply", {status: "ok", value: "you"}, {channel: "stdin"});
    await page.done(id);
    expect(printed(outputsOf(page, id))).toBe("hello you\n");
    expect(other.heard.some(({channel}) => channel === "stdin")).toBe(false);
    other.drop();
  });
  it("tells a page that lost its connection what it missed, before all else and once", async () => {
    const before = await kernelClient(lab, kernel, {session: "lost"});
    const id = execute(before, "for (let i = 0; i < 5; i++) { console.log(i); await new Promise((done) => setTimeout(done, 100)); } 'end'");
    await before.until(({content, parent_header: parent}) => parent.msg_id === id && content["text"] === "0\n");
    before.drop();
    await expect.poll(async () => (await model()).connections, {timeout: 20_000}).toBe(1);
    await page.until(({parent_header: parent, content}) => parent.msg_id === id && content["execution_state"] === "idle");
    const after = await kernelClient(lab, kernel, {session: "lost"});
    expect((await after.done(id)).content["status"]).toBe("ok");
    const seen = [...before.heard, ...after.heard].filter(({channel, parent_header: parent}) => channel === "iopub" && parent.msg_id === id);
    expect(printed(seen)).toBe("0\n1\n2\n3\n4\n");
    after.drop();
    await expect.poll(async () => (await model()).connections, {timeout: 20_000}).toBe(1);
    const again = await kernelClient(lab, kernel, {session: "lost"});
    await run(again, "0");
    expect(again.heard.some(({parent_header: parent}) => parent.msg_id === id)).toBe(false);
    again.drop();
  });
  it("drops what is no message, and goes on", async () => {
    const count = lab.logged.length;
    page.send("", {}, {channel: "iopub"});
    expect(printed(await run(page, "console.log('still here')"))).toBe("still here\n");
    expect(lab.logged.slice(count).some((line) => line.includes("a client may speak on shell, control and stdin"))).toBe(true);
  });
  it("survives a cell that takes its process down", async () => {
    const id = execute(page, "process.kill(process.pid, 'SIGKILL')");
    expect((await page.done(id)).content["status"]).toBe("error");
    expect(printed(await run(page, "console.log('fresh')"))).toBe("fresh\n");
  });
  it("starts afresh when its page wants it, with the page still there", async () => {
    await run(page, "const gone = 1; 0");
    expect((await page.done(execute(page, "gone"))).content["status"]).toBe("ok");
    const {id, connections} = await lab.json(`/api/kernels/${kernel}/restart`, {method: "POST"});
    expect([id, connections]).toEqual([kernel, 1]);
    expect((await page.done(execute(page, "gone"))).content).toMatchObject({status: "error", evalue: expect.stringContaining("gone"), execution_count: 1});
  });
  it("that is killed whole is started again, and its pages are told", async () => {
    execute(page, "process.kill(process.ppid, 'SIGKILL'); await new Promise(() => {})");
    await page.until(({content}) => content["execution_state"] === "restarting");
    await expect.poll(async () => (await model()).execution_state, {timeout: 30_000}).not.toBe("restarting");
    expect(printed(await run(page, "console.log('again')"))).toBe("again\n");
  });
  it.skipIf(process.platform !== "linux")("restarted twice at once, or while it ends, leaves no process behind", async () => {
    const processes = (): number => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean).length;
    const before = processes();
    const restart = (id: string): Promise<unknown> => lab.ask(`/api/kernels/${id}/restart`, {method: "POST"});
    await Promise.all([restart(kernel), restart(kernel)]);
    expect(printed(await run(page, "console.log('one')"))).toBe("one\n");
    expect(processes()).toBe(before);
    const {id} = await lab.json("/api/kernels", {method: "POST", body: {}});
    await Promise.all([restart(id), lab.ask(`/api/kernels/${id}`, {method: "DELETE"})]);
    await expect.poll(processes, {timeout: 30_000}).toBe(before);
  });
  it("ends, tells its pages, and is no more", async () => {
    expect((await lab.ask(`/api/kernels/${kernel}`, {method: "DELETE"})).status).toBe(204);
    await page.until(({content}) => content["execution_state"] === "dead");
    expect((await lab.ask(`/api/kernels/${kernel}`)).status).toBe(404);
    expect(await lab.json("/api/kernels")).toEqual([]);
  });
});

describe("a kernel that no one uses", () => {
  it("is ended after a while where that is wanted, but not while a page listens", async () => {
    const thrifty = await testServer({cullAfter: 1});
    const start = async (): Promise<string> => (await thrifty.json("/api/kernels", {method: "POST", body: {}})).id;
    const [used, unused] = [await start(), await start()];
    const client = await kernelClient(thrifty, used, {session: "page"});
    await client.done(client.send("kernel_info_request", {}));
    await expect.poll(async () => (await thrifty.json("/api/kernels")).map(({id}: {id: string}) => id), {timeout: 40_000}).toEqual([used]);
    expect((await thrifty.ask(`/api/kernels/${unused}`)).status).toBe(404);
    client.drop();
    await expect.poll(() => thrifty.json("/api/kernels"), {timeout: 40_000}).toEqual([]);
    await thrifty.end();
  });
});
