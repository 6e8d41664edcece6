/** @file A kernel that is installed as any other is started by its kernelspec and reached over ZeroMQ. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {kernelspecs} from "../../../../lib/lab/server/kernels/specs.ts";
import {entry} from "../../../cli/command.ts";
import {findPython} from "../../../jupyter/conformance/python/find.ts";
import {testServer, type TestServer} from "../harness.ts";
import {kernelClient} from "../websocket.ts";

const data = mkdtempSync(join(tmpdir(), "spikebook-specs-"));
const python = findPython("ipykernel");
const spec = (name: string, fields: object): void => {
  mkdirSync(join(data, "kernels", name), {recursive: true});
  writeFileSync(join(data, "kernels", name, "kernel.json"), JSON.stringify({display_name: name, language: "x", env: {SPEC_WORD: "from ${HOME}"}, metadata: {}, ...fields}));
};
const argv = [process.execPath, "--conditions=spikebook-source", "--disable-warning=ExperimentalWarning", entry, "kernel", "{connection_file}"];
spec("wire", {argv, interrupt_mode: "message"});
spec("spikebook-installed", {argv, metadata: {implementation: "spikebook"}});
spec("gone", {argv: [join(data, "nowhere")]});
spec("python", {argv: [python.command ?? "python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"], language: "python", interrupt_mode: "signal"});
writeFileSync(join(data, "kernels", "wire", "logo-64x64.png"), "png");

let lab: TestServer;
beforeAll(async () => void (lab = await testServer({specFolders: [data]})));
afterAll(async () => {
  await lab.end();
  rmSync(data, {recursive: true});
});

async function conversation(name: string, code: string, endless: string): Promise<{readonly printed: string; readonly stopped: unknown}> {
  const {id} = await lab.json("/api/kernels", {method: "POST", body: {name}});
  const page = await kernelClient(lab, id, {session: "page"});
  const execute = (text: string): string => page.send("execute_request", {code: text, silent: false, store_history: true, user_expressions: {}, allow_stdin: false});
  // Sent at once: nothing of it may be lost while the sockets are opened.
  const first = execute(code);
  await page.done(first);
  const printed = page.heard.filter(({header, parent_header: parent}) => header.msg_type === "stream" && parent.msg_id === first).map(({content}) => content["text"]).join("");
  const second = execute(endless);
  await page.until(({header, parent_header: parent}) => header.msg_type === "stream" && parent.msg_id === second);
  await lab.ask(`/api/kernels/${id}/interrupt`, {method: "POST"});
  const stopped = (await page.done(second)).content["ename"];
  expect((await lab.ask(`/api/kernels/${id}`, {method: "DELETE"})).status).toBe(204);
  page.drop();
  return {printed, stopped};
}

describe("kernelspecs", () => {
  it("are those that are installed, and our own once", async () => {
    expect([...kernelspecs([data]).keys()]).toEqual(["spikebook", "gone", "python", "wire"]);
    const {kernelspecs: told} = await lab.json("/api/kernelspecs");
    expect(told.wire.resources).toEqual({"logo-64x64": "/kernelspecs/wire/logo-64x64.png"});
    expect((await lab.ask("/kernelspecs/wire/logo-64x64.png")).text).toBe("png");
    for (const file of ["kernel.json", "..%2f..%2fx.png", "none.png"]) expect((await lab.ask(`/kernelspecs/wire/${file}`)).status).toBe(404);
  });
});

describe("a kernel over ZeroMQ", () => {
  it("runs cells, is interrupted by a message, and ends", async () => {
    const {printed, stopped} = await conversation("wire", "console.log(process.env.SPEC_WORD === `from ${process.env.HOME}`)", "console.log('go'); while (true);");
    expect([printed, stopped]).toEqual(["true\n", "Interrupted"]);
  }, 120_000);
  it.skipIf(!python.command)(`is Python's as well, interrupted by a signal${python.reason}`, async () => {
    const {printed, stopped} = await conversation("python", "print(6 * 7)", "print('go', flush=True)\nwhile True: pass");
    expect([printed, stopped]).toEqual(["42\n", "KeyboardInterrupt"]);
  }, 120_000);
  it("that cannot be started says why", async () => {
    const {status, text} = await lab.ask("/api/kernels", {method: "POST", body: {name: "gone"}});
    expect([status, JSON.parse(text).message]).toEqual([500, expect.stringContaining("the kernel gone did not start")]);
  });
});
