import type {ChildProcess} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it, vi} from "vitest";
import {ended, run, start} from "./command.ts";

vi.setConfig({testTimeout: 120_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-lab-"));
writeFileSync(join(folder, "a.txt"), "here");
afterAll(() => rmSync(folder, {recursive: true}));

/** The address that the command prints once it serves. */
function entrance(child: ChildProcess): Promise<URL> {
  let text = "";
  return new Promise((resolve, reject) => {
    child.stdout!.on("data", (chunk) => {
      text += String(chunk);
      const found = /open (http:\/\/\S+)/.exec(text);
      if (found) resolve(new URL(found[1]!));
    });
    child.once("close", () => reject(new Error(`lab ended: ${text}`)));
  });
}
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const begin = (args: readonly string[], variables = {}): ChildProcess => start(["lab", "--no-open", "--root", folder, ...args], {env: {...process.env, JUPYTER_DATA_DIR: join(folder, ".data"), ...variables}});

describe("spikebook lab", () => {
  it("serves the folder to whoever has the token, and ends with its kernels at Ctrl-C", async () => {
    const child = begin(["--port", "0"]);
    const end = ended(child);
    const {origin, searchParams} = await entrance(child);
    const headers = {authorization: `token ${searchParams.get("token")}`};
    expect((await fetch(`${origin}/api/contents/a.txt`)).status).toBe(403);
    expect(await (await fetch(`${origin}/api/contents/a.txt`, {headers})).json()).toMatchObject({content: "here"});
    expect((await fetch(`${origin}/api/kernels`, {method: "POST", headers})).status).toBe(201);
    const kernels = await (await fetch(`${origin}/api/kernels`, {headers})).json() as unknown[];
    expect(kernels).toHaveLength(1);
    child.kill("SIGINT");
    expect(await end).toMatchObject({code: 0, err: ""});
  });
  it("takes the token that it is given, and the next port where one is taken", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, "127.0.0.1", () => resolve((taken.address() as {port: number}).port)));
    const child = begin(["--port", String(port)], {SPIKEBOOK_TOKEN: "secret-word"});
    const end = ended(child);
    const url = await entrance(child);
    expect(url.searchParams.get("token")).toBe("secret-word");
    expect(Number(url.port)).toBeGreaterThan(port);
    child.kill("SIGTERM");
    expect((await end).code).toBe(0);
    await new Promise((resolve) => taken.close(resolve));
  });
  it.skipIf(process.platform !== "linux")("that is killed leaves no kernel behind", async () => {
    const child = begin(["--port", "0"]);
    const {origin, searchParams} = await entrance(child);
    expect((await fetch(`${origin}/api/kernels`, {method: "POST", headers: {authorization: `token ${searchParams.get("token")}`}})).status).toBe(201);
    const {readFileSync} = await import("node:fs");
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(/\s+/).map(Number);
    expect(children.length).toBeGreaterThan(0);
    child.kill("SIGKILL");
    await expect.poll(() => children.filter(alive), {timeout: 30_000}).toEqual([]);
  });
  it.each([[["--port", "x"], 2, "lab: --port must be a whole number from 0 to 65535, got \"x\""], [["--token", "short"], 2, "lab: --token must be at least 8"], [["--what"], 2, "Unknown option"], [["--root", "/nowhere"], 1, "lab: there is no folder /nowhere"], [["--root", join(folder, "a.txt")], 1, "lab: the root must be a folder"]])("refuses %j with code %i", async (args, exit, message) => {
    expect(await run(["lab", "--no-open", "--port", "0", ...args])).toMatchObject({code: exit, err: expect.stringContaining(message) as string});
  });
});
