/** @file The contract: JupyterLab's own client library drives every endpoint from Node, with the token alone. */
import {createRequire} from "node:module";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type * as Services from "@jupyterlab/services";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import WebSocket from "ws";
import {binaryForm} from "../../../lib/lab/server/kernels/frames.ts";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import {code, notebook} from "../../notebook/notebooks.ts";
import {fakeUi} from "./fake-ui.ts";
import {testServer, type TestServer} from "./harness.ts";

const services = createRequire(import.meta.url)("@jupyterlab/services") as typeof Services;
const folder = mkdtempSync(join(tmpdir(), "spikebook-ui-"));
let lab: TestServer;
let serverSettings: Services.ServerConnection.ISettings;
let kernelManager: Services.KernelManager;
let sessions: Services.SessionManager;
let contents: Services.ContentsManager;
// The library says on the console what it does.
for (const say of ["log", "warn", "debug"] as const) vi.spyOn(console, say).mockImplementation(() => {});

beforeAll(async () => {
  lab = await testServer({ui: fakeUi(folder)});
  const {address: baseUrl, token} = lab.server;
  serverSettings = services.ServerConnection.makeSettings({baseUrl, wsUrl: baseUrl.replace("http", "ws"), appUrl: "/lab", token, appendToken: true, WebSocket: WebSocket as never});
  kernelManager = new services.KernelManager({serverSettings});
  sessions = new services.SessionManager({serverSettings, kernelManager});
  contents = new services.ContentsManager({serverSettings});
});
afterAll(async () => {
  for (const manager of [sessions, kernelManager, contents]) manager.dispose();
  await lab.end();
  rmSync(folder, {recursive: true});
});

describe("contents", () => {
  it("are made, saved, read, listed, renamed, copied and deleted", async () => {
    const made = await contents.newUntitled({path: "", type: "notebook"});
    expect(made).toMatchObject({name: "Untitled.ipynb", type: "notebook"});
    const value = notebook(code("1", {id: "one"}));
    await contents.save(made.path, {type: "notebook", format: "json", content: value});
    expect(readFileSync(join(lab.root, made.path), "utf8")).toBe(serialiseNotebook(value));
    const read = await contents.get(made.path, {content: true, hash: true} as never);
    expect(read.content.cells[0]).toMatchObject({id: "one", source: "1"});
    expect((await contents.rename(made.path, "a.ipynb")).path).toBe("a.ipynb");
    expect((await contents.copy("a.ipynb", "")).path).toBe("a-Copy1.ipynb");
    const {content} = await contents.get("");
    expect(content.map(({path}: {path: string}) => path).sort()).toEqual(["a-Copy1.ipynb", "a.ipynb"]);
    await contents.delete("a-Copy1.ipynb");
    await expect(contents.get("a-Copy1.ipynb")).rejects.toThrow("no such file or folder");
  });
  it("have checkpoints", async () => {
    await contents.save("c.txt", {type: "file", format: "text", content: "1"});
    const {id} = await contents.createCheckpoint("c.txt");
    await contents.save("c.txt", {type: "file", format: "text", content: "2"});
    expect((await contents.listCheckpoints("c.txt")).map((each) => each.id)).toEqual([id]);
    await contents.restoreCheckpoint("c.txt", id);
    expect((await contents.get("c.txt")).content).toBe("1");
    await contents.deleteCheckpoint("c.txt", id);
    expect(await contents.listCheckpoints("c.txt")).toEqual([]);
  });
  it("are downloaded from an address of their own", async () => {
    const url = await contents.getDownloadUrl("c.txt");
    expect(await (await services.ServerConnection.makeRequest(url, {}, serverSettings)).text()).toBe("1");
  });
});

describe("kernelspecs", () => {
  it("name our kernel first, with its logos", async () => {
    const {default: usual, kernelspecs} = await services.KernelSpecAPI.getSpecs(serverSettings);
    expect(usual).toBe("spikebook");
    const {resources, language} = kernelspecs["spikebook"]!;
    expect([language, Object.keys(resources).sort()]).toEqual(["typescript", ["logo-32x32", "logo-64x64", "logo-svg"]]);
    const logo = await services.ServerConnection.makeRequest(lab.server.address + resources["logo-svg"]!.slice(1), {}, serverSettings);
    expect([logo.status, logo.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  });
});

describe("a session", () => {
  let session: Services.Session.ISessionConnection;
  beforeAll(async () => {
    session = await sessions.startNew({path: "a.ipynb", name: "a.ipynb", type: "notebook", kernel: {name: "spikebook"}});
    await session.kernel!.requestExecute({code: "0"}).done;
  }, 120_000);

  it("speaks the binary form", () => expect((session.kernel as unknown as {_selectedProtocol: string})._selectedProtocol).toBe(binaryForm));
  it("is the only one of its notebook, however many pages open it", async () => {
    const again = await Promise.all([1, 2].map(() => services.SessionAPI.startSession({path: "a.ipynb", name: "a.ipynb", type: "notebook", kernel: {name: "spikebook"}}, serverSettings)));
    expect(again.map(({id}) => id)).toEqual([session.id, session.id]);
    expect((await services.SessionAPI.listRunning(serverSettings)).map(({id}) => id)).toEqual([session.id]);
    expect(await services.KernelAPI.listRunning(serverSettings)).toHaveLength(1);
  });
  it("runs, completes, inspects and asks whether a cell is whole", async () => {
    const kernel = session.kernel!;
    const outputs: string[] = [];
    const future = kernel.requestExecute({code: "const answer = 6 * 7; answer"});
    future.onIOPub = ({header}) => void outputs.push(header.msg_type);
    expect((await future.done).content.status).toBe("ok");
    expect(outputs).toContain("execute_result");
    expect((await kernel.requestComplete({code: "answ", cursor_pos: 4})).content).toMatchObject({matches: expect.arrayContaining(["answer"])});
    expect((await kernel.requestInspect({code: "answer", cursor_pos: 6, detail_level: 0})).content).toMatchObject({found: true});
    expect((await kernel.requestIsComplete({code: "if (1) {"})).content.status).toBe("incomplete");
    expect((await kernel.requestHistory({output: false, raw: true, hist_access_type: "tail", n: 5} as never)).content.status).toBe("ok");
    expect((await kernel.requestKernelInfo())!.content).toMatchObject({implementation: "spikebook"});
  });
  it("carries comms with binary parts", async () => {
    const kernel = session.kernel!;
    await kernel.requestExecute({code: "onComm('double', (comm) => comm.onMessage(({buffers}) => comm.send({}, {buffers: [buffers[0]!.map((byte) => 2 * byte)]})))"}).done;
    const comm = kernel.createComm("double");
    const answer = new Promise<unknown>((resolve) => void (comm.onMsg = ({buffers}) => resolve(new Uint8Array((buffers![0] as DataView).buffer))));
    await comm.open({}).done;
    comm.send({}, {}, [Uint8Array.of(1, 2, 100).buffer]);
    expect(await answer).toEqual(Uint8Array.of(2, 4, 200));
  });
  it("is interrupted", async () => {
    const future = session.kernel!.requestExecute({code: "console.log('go'); while (true);"});
    await new Promise<void>((resolve) => void (future.onIOPub = ({header}) => (header.msg_type === "stream" ? resolve() : undefined)));
    await session.kernel!.interrupt();
    expect((await future.done).content).toMatchObject({status: "error", ename: "Interrupted"});
  });
  it("is renamed and given another path", async () => {
    await session.setPath("b.ipynb");
    await session.setName("b");
    expect(await services.SessionAPI.getSessionModel(session.id, serverSettings)).toMatchObject({path: "b.ipynb", name: "b", kernel: {id: session.kernel!.id}});
  });
  it("restarts its kernel", async () => {
    const {id} = session.kernel!;
    await session.kernel!.restart();
    expect(session.kernel!.id).toBe(id);
    expect((await session.kernel!.requestExecute({code: "answer"}).done).content.status).toBe("error");
  });
  it("can have another kernel, and the old one ends", async () => {
    const {id} = session.kernel!;
    await session.changeKernel({name: "spikebook"});
    expect(session.kernel!.id).not.toBe(id);
    expect((await services.KernelAPI.listRunning(serverSettings)).map((each) => each.id)).toEqual([session.kernel!.id]);
  });
  it("ends with its kernel", async () => {
    await session.shutdown();
    expect(await services.SessionAPI.listRunning(serverSettings)).toEqual([]);
    expect(await services.KernelAPI.listRunning(serverSettings)).toEqual([]);
    await expect(services.SessionAPI.getSessionModel(session.id, serverSettings)).rejects.toThrow("Session not found");
  });
  it("of an unknown kernel is refused", async () => {
    await expect(services.KernelAPI.startNew({name: "none"}, serverSettings)).rejects.toThrow("No such kernel named none");
  });
});

describe("settings", () => {
  const id = "@jupyterlab/apputils-extension:themes";
  it("come with their schemas and our defaults, and keep what is changed", async () => {
    const settings = new services.SettingManager({serverSettings});
    expect(await settings.list("ids")).toMatchObject({ids: [id]});
    const before = await settings.fetch(id);
    expect([before.raw, before.schema.properties!["theme"]!.default, before.schema.properties!["size"]!.default]).toEqual(["{}", "JupyterLab Dark", 1]);
    await settings.save(id, "{// mine\n size: 2}");
    expect(await settings.fetch(id)).toMatchObject({id, raw: "{// mine\n size: 2}", settings: {size: 2}, version: "1.2.3"});
    await expect(settings.save(id, "{")).rejects.toThrow();
    await expect(settings.save("@jupyterlab/none:none", "{}")).rejects.toThrow();
    await expect(settings.fetch("@jupyterlab/../../x:y")).rejects.toThrow();
    expect((await settings.list()).values).toHaveLength(1);
  });
});

describe("workspaces", () => {
  it("are saved, listed, fetched and removed", async () => {
    const workspaces = new services.WorkspaceManager({serverSettings});
    expect((await workspaces.fetch("new")).data).toEqual({});
    for (const id of ["default", "auto-a", "ä b"]) await workspaces.save(id, {data: {layout: id}, metadata: {id}});
    expect(await workspaces.fetch("auto-a")).toMatchObject({data: {layout: "auto-a"}, metadata: {id: "auto-a", created: expect.any(String), last_modified: expect.any(String)}});
    expect([...(await workspaces.list()).ids].sort()).toEqual(["auto-a", "default", "ä b"]);
    await workspaces.remove("auto-a");
    expect((await workspaces.list()).ids).not.toContain("auto-a");
    await expect(workspaces.remove("auto-a")).rejects.toThrow();
    expect((await lab.ask("/lab/api/workspaces/a", {method: "PUT", body: {data: {}, metadata: {id: "b"}}})).status).toBe(400);
  });
});

describe("the rest", () => {
  it("is there: who one is, config sections, terminals, exporters, translations, events", async () => {
    expect((await new services.UserAPI.UserAPIClient({serverSettings}).get()).identity).toMatchObject({username: expect.any(String), name: expect.any(String), initials: expect.any(String)});
    const section = await services.ConfigSection.create({name: "notebook", serverSettings});
    await section.update({a: {b: 1, c: 2}});
    await section.update({a: {b: null, d: [3]}} as never);
    expect((await services.ConfigSection.create({name: "notebook", serverSettings})).data).toEqual({a: {c: 2, d: [3]}});
    expect(await lab.json("/api/terminals")).toEqual([]);
    expect(await new services.NbConvertManager({serverSettings}).getExportFormats()).toEqual({html: {output_mimetype: "text/html"}, script: {output_mimetype: "text/plain"}});
    expect(await lab.json("/lab/api/translations")).toMatchObject({data: {en: {nativeName: "English"}, de: {displayName: "German", nativeName: "Deutsch"}}});
    expect(await lab.json("/lab/api/translations/de")).toMatchObject({data: {jupyterlab: {Open: ["Öffnen"]}}});
    expect(await lab.json("/lab/api/translations/en_GB")).toEqual({data: {}, message: ""});
    expect((await lab.ask("/lab/api/translations/xx")).status).toBe(404);
    expect(await lab.json("/api/status")).toMatchObject({kernels: 0, connections: 0, started: expect.any(String), last_activity: expect.any(String)});
    expect(await lab.json("/lab/api/licenses")).toEqual({bundles: {a: 1}});
    const events = new services.EventManager({serverSettings});
    await events.emit({schema_id: "https://example.org/x", data: {}, version: "1"} as never);
    events.dispose();
  });
});
