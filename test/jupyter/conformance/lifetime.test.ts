/** @file Conformance over real sockets: how a kernel process begins and ends, and that nothing of it stays. */
import {spawn} from "node:child_process";
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {entry} from "../../cli/command.ts";
import {connect, freeConnection, ofType, parentOf, word} from "../client.ts";
import {startKernel, type KernelProcess} from "./process.ts";

let kernel: KernelProcess | undefined;
afterEach(async () => {
  await kernel?.end();
  kernel = undefined;
});
const posix = process.platform !== "win32";

/** The process and all that descend from it (Linux). */
function family(pid: number): number[] {
  if (process.platform !== "linux") return [pid];
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])] as const];
    } catch {
      return [];
    }
  });
  const children = (of: number): number[] => parents.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...children(child)]);
  return [pid, ...children(pid)];
}
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && (process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
  } catch {
    return false;
  }
};
async function allGone(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(alive), {timeout: 10_000, interval: 50}).toEqual([]);
}
/** A kernel with a cell that never ends. */
async function busyKernel(code = "console.log('go'); await new Promise(() => {})"): Promise<{readonly kernel: KernelProcess; readonly pids: number[]}> {
  kernel = await startKernel();
  const cell = kernel.client.execute(code);
  await kernel.client.until((each) => parentOf(each) === cell.id && word(each) === "stream");
  return {kernel, pids: family(kernel.child.pid!)};
}

describe("a kernel process", () => {
  it("answers before a cell can run: in a second of its start, held to five for busy machines", async () => {
    const start = performance.now();
    kernel = await startKernel();
    expect((await kernel.client.ask("kernel_info_request").content)["status"]).toBe("ok");
    expect(performance.now() - start).toBeLessThan(5000);
  });
  it("ends with code 0 when asked to shut down, also while a cell waits, and leaves no process", async () => {
    const {kernel, pids} = await busyKernel();
    expect(pids.length).toBeGreaterThan(process.platform === "linux" ? 1 : 0);
    expect(await kernel.client.ask("shutdown_request", {restart: false}, {channel: "control"}).content).toEqual({status: "ok", restart: false});
    expect(await kernel.exit).toBe(0);
    await allGone(pids);
  });
  it.runIf(posix)("ends with code 0 on SIGTERM, also while a cell computes, and leaves no process", async () => {
    const {kernel, pids} = await busyKernel("console.log('go'); while (true);");
    kernel.child.kill("SIGTERM");
    expect(await kernel.exit).toBe(0);
    await allGone(pids);
  });
  it.runIf(posix)("leaves no process when it is killed outright", async () => {
    const {kernel, pids} = await busyKernel("console.log('go'); while (true);");
    kernel.child.kill("SIGKILL");
    await kernel.exit;
    await allGone(pids);
  });
  it.runIf(posix)("ends when the Jupyter that started it has died", async () => {
    const other = await startKernel();
    kernel = other;
    const fields = await freeConnection();
    // A parent in between, which dies at once and leaves its kernel an orphan.
    const script = `const {spawn} = require("node:child_process"); const {writeFileSync} = require("node:fs");
      writeFileSync(process.argv[1], process.argv[2]);
      const child = spawn(process.execPath, ["--conditions=spikebook-source", process.argv[3], "kernel", process.argv[1]], {stdio: "ignore", detached: true, env: {...process.env, JPY_PARENT_PID: String(process.pid)}});
      process.stdout.write(String(child.pid)); setTimeout(() => process.exit(), 3000);`;
    const file = join(tmpdir(), `orphan-${process.pid}.json`);
    const parent = spawn(process.execPath, ["-e", script, file, JSON.stringify(fields), entry], {stdio: ["ignore", "pipe", "inherit"]});
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", (chunk: Buffer) => resolve(String(chunk)))));
    const client = connect(fields);
    await client.ask("kernel_info_request").reply;
    const pids = family(pid);
    parent.kill("SIGKILL");
    await allGone(pids);
    client.close();
    rmSync(file);
    expect((await other.client.ask("kernel_info_request").content)["status"], "one whose parent lives goes on").toBe("ok");
  });
  it("leaves its sockets to the next one at a restart, and its history", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kept-"));
    kernel = await startKernel({variables: {JUPYTER_DATA_DIR: folder}});
    const {fields} = kernel;
    await kernel.client.execute("// remember me").both;
    await kernel.client.ask("shutdown_request", {restart: true}, {channel: "control"}).reply;
    expect(await kernel.exit).toBe(0);
    await kernel.end();
    kernel = await startKernel({variables: {JUPYTER_DATA_DIR: folder}, fields});
    const reply = await kernel.client.ask("history_request", {hist_access_type: "tail", n: 3, raw: true, output: false}).content;
    expect(reply["history"]).toEqual([[1, 1, "// remember me"]]);
    rmSync(folder, {recursive: true});
  });
  it("survives what is not a message", async () => {
    kernel = await startKernel();
    const {client} = kernel;
    const frames = client.encode(client.message("execute_request", {code: "process.exit()"}));
    for (const bad of [frames.with(1, Buffer.from("0".repeat(64))), frames.slice(0, 4), [Buffer.from("noise")]]) await client.raw("shell", bad);
    expect((await client.ask("kernel_info_request").content)["status"]).toBe("ok");
    await expect.poll(kernel.errors).toMatch(/wrong signature[^]*of 4 parts[^]*no delimiter/);
    expect(ofType(client.received, "error")).toEqual([]);
  });
});
