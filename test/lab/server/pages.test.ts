/** @file The front end's page, files and themes. */
import {once} from "node:events";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {get, type IncomingMessage} from "node:http";
import {join} from "node:path";
import {tmpdir} from "node:os";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {fakeUi} from "./fake-ui.ts";
import {cookiesOf, testServer, type TestServer} from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "spikebook-ui-"));
let lab: TestServer;
beforeAll(async () => {
  lab = await testServer({ui: fakeUi(folder)});
  mkdirSync(join(lab.root, "deep"));
});
afterAll(async () => {
  await lab.end();
  rmSync(folder, {recursive: true});
});

const config = async (path: string): Promise<Record<string, unknown>> => JSON.parse(/json">(.*)<\/script>/.exec((await lab.call(path, {headers: {authorization: `token ${lab.server.token}`}})).text)![1]!) as Record<string, unknown>;

describe("a client that leaves amid an answer", () => {
  it("is no fault in the log", async () => {
    writeFileSync(join(lab.root, "large.bin"), Buffer.alloc(40_000_000));
    const answer = await new Promise<IncomingMessage>((resolve) => get(new URL("/files/large.bin", lab.server.address), {headers: {authorization: `token ${lab.server.token}`}}, resolve));
    expect(answer.statusCode).toBe(200);
    answer.destroy();
    await once(answer, "close");
    // The next answer comes after the server has seen the first one fail.
    await expect.poll(async () => (await lab.call("/api")).status, {timeout: 20_000}).toBe(200);
    await new Promise((done) => setTimeout(done, 200));
    expect(lab.logged).toEqual([]);
  });
});

describe("the page", () => {
  it.each([["/lab", "", "default"], ["/lab/", "", "default"], ["/lab/tree/deep/%C3%A4%20b.ipynb", "deep/ä b.ipynb", "default"], ["/lab/workspaces/w", "", "w"], ["/lab/workspaces/w/tree/a.ipynb", "a.ipynb", "w"]])("at %s opens %j in the workspace %s", async (path, treePath, workspace) => {
    expect(await config(path)).toMatchObject({treePath, workspace, baseUrl: "/", appUrl: "/lab", fullStaticUrl: "/static/lab", fullSettingsUrl: "/lab/api/settings", disabledExtensions: ["x"], serverRoot: "root"});
  });
  it("holds neither the token nor the folder's place", async () => {
    const {text, headers} = await lab.ask("/lab");
    expect(text).not.toContain(lab.server.token);
    expect(text).not.toContain(lab.base);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
  });
  it("renews the word against forged writes, which another server on this machine may have written over", async () => {
    const {cookie, word} = cookiesOf(await lab.call(`/lab?token=${lab.server.token}`));
    const answer = await lab.call("/lab", {headers: {cookie: cookie.replace(word, "another")}});
    expect([answer.status, cookiesOf(answer).word]).toEqual([200, word]);
  });
  it("is where the entrance leads", async () => {
    expect(lab.server.entrance).toBe(`${lab.server.address}lab?token=${lab.server.token}`);
    expect((await lab.ask("/")).headers.location).toBe("/lab");
    const bare = await testServer();
    expect(bare.server.entrance).toBe(`${bare.server.address}api?token=${bare.server.token}`);
    expect((await bare.ask("/lab")).headers.location).toBe("/api");
    await bare.end();
  });
});

describe("a built file", () => {
  it("comes in the encoding that the browser takes, and is kept where its name holds a hash", async () => {
    const get = (encoding: string): ReturnType<TestServer["call"]> => lab.call("/static/lab/main.123.js", {headers: {"accept-encoding": encoding}});
    for (const [accepted, text, encoding] of [["gzip, deflate, br", "brotli", "br"], ["gzip", "gzip", "gzip"], ["br;q=0", "plain", undefined], ["", "plain", undefined]] as const) {
      const answer = await get(accepted);
      expect([answer.text, answer.headers["content-encoding"], answer.headers["content-type"], answer.headers["cache-control"]]).toEqual([text, encoding, "text/javascript", "public, max-age=31536000, immutable"]);
    }
    expect(await lab.call("/static/lab/file.txt")).toMatchObject({status: 200, text: "from a file", headers: {"content-length": "11"}});
    expect(await lab.call("/static/lab/file.txt", {method: "HEAD"})).toMatchObject({status: 200, text: "", headers: {"content-length": "11"}});
  });
  it.each(["/static/lab/none.js", "/static/lab/../file.txt", "/static/lab/%2e%2e/x", "/static/lab/", "/static/x", "/lab/api/themes/none"])("is not there: %s", async (path) => {
    expect((await lab.call(path)).status).toBe(404);
  });
  it("of a theme is a style sheet", async () => {
    expect(await lab.call("/lab/api/themes/@jupyterlab/theme-light-extension/index.css")).toMatchObject({status: 200, text: "body{}"});
  });
});
