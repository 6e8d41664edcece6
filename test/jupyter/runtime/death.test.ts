import {execFileSync, spawn} from "node:child_process";
import {once} from "node:events";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import type {Outcome} from "../../../lib/jupyter/engine.ts";
import {nodeArguments} from "../../../lib/jupyter/module-url.ts";
import {harness, says} from "./harness.ts";
import type {Harness} from "./harness.ts";

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(execFileSync("cat", [`/proc/${pid}/status`], {encoding: "utf8"}));
  } catch {
    return false;
  }
}

/** Runs a cell in a process of its own, which it is to end. */
async function dying(code: string, maxHeapMb?: number): Promise<{readonly outcome: Outcome; readonly child: Harness}> {
  const child = harness({maxHeapMb});
  const outcome = await child.cell(code);
  await expect.poll(() => child.deaths.length).toBe(1);
  return {outcome, child};
}

describe("a process that goes", () => {
  it.each([
    ["process.exit in a cell", "console.log('last words'); process.exit(3)", "ProcessExited", "exited with code 3"],
    ["process.exit in a timer", "setTimeout(() => process.exit(0), 5); console.log('last words'); await new Promise(() => {})", "ProcessExited", "exited with code 0"],
    ["process.abort", "console.log('last words'); process.abort()", "ProcessDied", "SIGABRT"],
    ["SIGKILL", "console.log('last words'); process.kill(process.pid, 'SIGKILL'); for (;;);", "ProcessDied", "SIGKILL"],
    ["SIGTERM", "console.log('last words'); process.kill(process.pid, 'SIGTERM'); await new Promise(() => {})", "ProcessDied", "SIGTERM"],
    ["a native fault", "console.log('last words'); process.kill(process.pid, 'SIGSEGV'); for (;;);", "ProcessDied", "native code"]
  ])("by %s is named, and its last words are kept", async (_, code, name, part) => {
    const {outcome, child} = await dying(code);
    expect(outcome).toMatchObject({status: "error", lost: true, failure: {name}});
    expect(child.deaths[0]!.message).toContain(part);
    expect(child.text("stdout")).toBe("last words\n");
  });
  it("by want of memory is named, without V8's long farewell", async () => {
    const {outcome, child} = await dying("console.log('last words'); const all = []; for (;;) all.push(new Array(1e5).fill(() => 1));", 64);
    expect(outcome).toMatchObject({status: "error", lost: true, failure: {name: "OutOfMemory"}});
    expect(child.text("stdout")).toBe("last words\n");
    expect(child.text("stderr")).not.toContain("Native stack trace");
  });
  it("leaves no child of its own behind", async () => {
    const {child} = await dying("const grandchild = require('node:child_process').spawn('sleep', ['1000']); console.log(grandchild.pid); process.exit(0)");
    const pid = Number(child.text("stdout"));
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => alive(pid)).toBe(false);
  });
  it("answers at once what is asked of it later", async () => {
    const {child} = await dying("process.exit(1)");
    expect(await child.cell("1")).toMatchObject({status: "error", lost: true});
    expect(await child.expressions({a: "1"})).toEqual({});
    expect(await child.comms()).toEqual({});
    await child.interrupt();
    await child.close();
  });
});

describe("a process that is closed", () => {
  it("goes with its children, whatever it does, and is not reported", async () => {
    const child = harness();
    const going = child.cell("const g = require('node:child_process').spawn('sleep', ['1000']); console.log(process.pid, g.pid); for (;;);");
    const {output} = await child.until(says("stdout", "\n"));
    await child.close();
    expect(await going).toMatchObject({lost: true});
    const pids = output.type === "stream" ? output.text.split(" ").map(Number) : [];
    for (const pid of pids) await expect.poll(() => alive(pid)).toBe(false);
    expect(child.deaths).toEqual([]);
  });
});

describe("a kernel that is killed", () => {
  const runtime = fileURLToPath(new URL("../../../lib/jupyter/runtime/runtime.ts", import.meta.url));
  const script = `
    import {startRuntime} from ${JSON.stringify(runtime)};
    const runtime = startRuntime({cwd: ".", output: ({text}) => process.stdout.write(text), input: async () => "", gone() {}});
    await runtime.run({number: 1, source: "", code: process.argv[1]}, 1);`;

  it.each([["computes without end", "for (;;);"], ["awaits without end", "await new Promise((go) => setTimeout(go, 1e8))"]])("takes along a child that %s", async (_, code) => {
    const pids = "const g = require('node:child_process').spawn('sleep', ['1000']); console.log(process.pid, g.pid);";
    const kernel = spawn(process.execPath, [...nodeArguments, "--input-type=module", "-e", script, pids + code], {stdio: ["ignore", "pipe", "inherit"]});
    const [said] = (await once(kernel.stdout, "data")) as [Buffer];
    const [child, grandchild] = said.toString().split(" ").map(Number) as [number, number];
    expect(alive(child) && alive(grandchild)).toBe(true);
    kernel.kill("SIGKILL");
    await expect.poll(() => alive(child) || alive(grandchild), {timeout: 5000}).toBe(false);
  });
});
