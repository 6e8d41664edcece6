import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {request} from "node:http";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {serveFolder, type Served} from "../../lib/notebook/serve.ts";

const base = mkdtempSync(join(tmpdir(), "spikebook-serve-"));
const folder = join(base, "pages");
let server: Served;
beforeAll(async () => {
  mkdirSync(join(folder, "deep"), {recursive: true});
  for (const [name, text] of [["index.html", "home"], ["ä b.html", "page"], ["deep/index.html", "deep"], ["../secret", "secret"]] as const) writeFileSync(join(folder, name), text);
  symlinkSync(join(base, "secret"), join(folder, "link"));
  server = await serveFolder(folder, 0);
});
afterAll(async () => {
  await server.close();
  rmSync(base, {recursive: true});
});

/** Sends the path as it stands: fetch would tidy it. */
function get(path: string, {method = "GET", host}: {method?: string; host?: string} = {}): Promise<{status: number; text: string; type: string}> {
  const {port} = new URL(server.address);
  return new Promise((resolve, reject) => {
    const asked = request({host: "127.0.0.1", port, path, method, ...(host !== undefined && {headers: {host}})}, (response) => {
      let text = "";
      response.on("data", (chunk) => void (text += String(chunk)));
      response.on("end", () => resolve({status: response.statusCode!, text, type: response.headers["content-type"] ?? ""}));
    });
    asked.on("error", reject).end();
  });
}

describe("serveFolder", () => {
  it("serves pages by name and a folder by its index", async () => {
    expect(await get("/")).toEqual({status: 200, text: "home", type: "text/html; charset=utf-8"});
    expect(await get("/%C3%A4%20b.html?x=1")).toMatchObject({status: 200, text: "page"});
    expect(await get("/deep/")).toMatchObject({status: 200, text: "deep"});
    expect(await get("/", {method: "HEAD"})).toMatchObject({status: 200, text: ""});
  });
  it.each(["/../secret", "/%2e%2e/secret", "/%2e%2e%2fsecret", "/deep/../../secret", "/..%5csecret", "//../secret", "/link", "/nowhere", "/deep", "/%00", "/%E0%A4%A"])("gives nothing for %s", async (path) => {
    const {status, text} = await get(path);
    expect(status).toBe(404);
    expect(text).not.toContain("secret");
  });
  it("refuses what is not reading, and hosts that are not this machine", async () => {
    expect((await get("/", {method: "POST"})).status).toBe(405);
    expect((await get("/", {host: "evil.example"})).status).toBe(403);
    expect((await get("/", {host: "localhost:1"})).status).toBe(200);
  });
  it("listens on the loopback alone, and takes the next port where one is taken", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, "127.0.0.1", () => resolve((taken.address() as {port: number}).port)));
    const other = await serveFolder(folder, port);
    expect(other.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(Number(new URL(other.address).port)).toBeGreaterThan(port);
    await other.close();
    await new Promise((resolve) => taken.close(resolve));
  });
});
