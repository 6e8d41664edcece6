import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {createKernel} from "../../../lib/jupyter/kernel/kernel.ts";
import {parseConnection} from "../../../lib/jupyter/protocol/connection.ts";
import {openSockets, type Sockets} from "../../../lib/jupyter/protocol/sockets.ts";
import {connect, freeConnection, printed, word, type Client} from "../client.ts";
import {fakeEngine} from "../kernel/fake-engine.ts";

const lines = Array.from({length: 20_000}, (_, i) => `line ${i}\n`);
const engine = fakeEngine({
  many: ({print}) => lines.forEach((line) => print(line)),
  long: ({print}) => print("x".repeat(10_000_000)),
  ask: async ({ask, print}) => print(await ask("? ")),
  big: ({send}) => send({type: "display", data: {"application/json": {n: 2n ** 70n}}, metadata: {}}),
  round: ({send}) => {
    const ring: Record<string, unknown> = {};
    ring["self"] = ring;
    send({type: "display", data: {"application/json": ring}, metadata: {}});
  }
});

async function start(fields: Readonly<Record<string, unknown>>, logged: string[]): Promise<{client: Client; sockets: Sockets}> {
  const log = (line: string): void => void logged.push(line);
  const sockets = await openSockets(parseConnection(fields), {receive: (envelope) => kernel.receive(envelope), log});
  const kernel = createKernel({engine: engine.create, cwd: ".", log}, sockets.publish);
  const client = connect(fields);
  await client.until((each) => word(each) === "iopub_welcome");
  return {client, sockets};
}

describe("the sockets", () => {
  const logged: string[] = [];
  let fields: Record<string, unknown>;
  let client: Client;
  let sockets: Sockets;
  beforeAll(async () => {
    fields = await freeConnection();
    ({client, sockets} = await start(fields, logged));
  });
  afterAll(async () => {
    client.close();
    await sockets.close();
  });
  /** The kernel still answers. */
  const alive = async (): Promise<void> => expect((await client.ask("kernel_info_request").content)["status"]).toBe("ok");
  const whyDropped = async (frames: readonly Uint8Array[]): Promise<string> => {
    logged.length = 0;
    await client.raw("shell", frames);
    await alive();
    return logged.join("\n");
  };

  it("welcome a subscriber with what it has subscribed to", () => {
    const welcome = client.received.find((each) => word(each) === "iopub_welcome")!;
    expect(welcome.message).toMatchObject({content: {subscription: ""}, parent_header: {}});
  });
  it("welcome a second one too", async () => {
    const second = connect(fields);
    await second.until((each) => word(each) === "iopub_welcome");
    second.close();
  });
  it("carry a cell from busy to idle, and its reply", async () => {
    const {content, outputs} = await client.execute("1").both;
    expect(content["status"]).toBe("ok");
    expect(outputs.map(word)).toEqual(["busy", "execute_input", "idle"]);
  });
  it("carry 20,000 lines in fewer than 300 messages, and a line of 10 MB", async () => {
    const many = await client.execute("many").done;
    expect(printed(many)).toBe(lines.join(""));
    expect(many.length).toBeLessThan(300);
    expect(printed(await client.execute("long").done).length).toBe(10_000_000);
  });
  it("beat", async () => {
    await client.heartbeat();
    await client.heartbeat();
  });
  it("bring a question to its asker only", async () => {
    const other = connect(fields);
    const cell = client.execute("ask");
    const question = await client.until((each) => each.channel === "stdin");
    client.send("stdin", client.message("input_reply", {value: "42"}, question.message.header));
    expect(printed(await cell.done)).toBe("42");
    expect(other.received.filter((each) => each.channel === "stdin")).toEqual([]);
    other.close();
  });
  it("drop a wrong signature", async () => {
    const frames = client.encode(client.message("kernel_info_request"));
    frames[1] = Buffer.from("0".repeat(64));
    expect(await whyDropped(frames)).toContain("wrong signature");
    frames[1] = Buffer.from("short");
    expect(await whyDropped(frames)).toContain("wrong signature");
  });
  it("drop a message that comes twice", async () => {
    const frames = client.encode(client.message("kernel_info_request"));
    expect(await whyDropped(frames)).toBe("");
    expect(await whyDropped(frames)).toContain("has come before");
  });
  it("drop what is cut off, has no delimiter, or is not JSON", async () => {
    const frames = client.encode(client.message("kernel_info_request"));
    for (let length = 0; length < frames.length; length++) expect(await whyDropped(length ? frames.slice(0, length) : [Buffer.alloc(0)])).toMatch(/no delimiter|of 4 parts/);
    expect(await whyDropped([Buffer.from("garbage"), Buffer.from([0, 255, 254])])).toContain("no delimiter");
  });
  it("write a big integer as text, and survive data that JSON cannot hold", async () => {
    const shown = (await client.execute("big").done).find((each) => word(each) === "display_data")!;
    expect(shown.message.content["data"]).toEqual({"application/json": {n: "1180591620717411303424"}});
    logged.length = 0;
    expect((await client.execute("round").content)["status"]).toBe("ok");
    expect(logged.join()).toContain("display_data cannot be written");
  });
  it("refuse an address that is taken, and say which", async () => {
    await expect(openSockets(parseConnection(fields), {receive: () => {}, log: () => {}})).rejects.toThrow(/in use/i);
  });
});

describe("the sockets, otherwise", () => {
  it("work with an empty key, and drop bad JSON there", async () => {
    const logged: string[] = [];
    const {client, sockets} = await start(await freeConnection(""), logged);
    const frames = client.encode(client.message("kernel_info_request"));
    for (const [part, why] of [["{", "not JSON"], ["[]", "not an object"], ["{}", "no msg_id"]] as const) {
      await client.raw("shell", frames.with(2, Buffer.from(part)));
      await client.ask("kernel_info_request").reply;
      expect(logged.pop()).toContain(why);
    }
    client.close();
    await sockets.close();
  });
  it.skipIf(process.platform === "win32")("work over ipc", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ipc-"));
    const fields = {...(await freeConnection()), transport: "ipc", ip: join(folder, "k"), shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5};
    const {client, sockets} = await start(fields, []);
    expect((await client.execute("1").content)["status"]).toBe("ok");
    client.close();
    await sockets.close();
    rmSync(folder, {recursive: true});
  });
});
