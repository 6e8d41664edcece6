import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import type {Outcome} from "../../../lib/jupyter/engine.ts";
import {terminateExecution} from "../../../lib/jupyter/runtime/terminate.ts";
import {harness, says} from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "spikebook-interrupt-"));
writeFileSync(join(folder, "spin.ts"), "export function spin(): never {\n  for (;;);\n}\nexport async function ticks(): Promise<never> {\n  for (;;) await null;\n}\n");
const child = harness({cwd: folder});
afterAll(async () => {
  await child.close();
  rmSync(folder, {recursive: true});
});

/** Runs a cell until it says "on", then interrupts it. */
async function interrupted(code: string): Promise<{readonly outcome: Outcome; readonly ms: number}> {
  const going = child.cell(code);
  await child.until(says("stdout", "on"));
  const start = performance.now();
  await child.interrupt();
  const outcome = await going;
  return {outcome, ms: performance.now() - start};
}

// The limit is 1 s on an idle machine; tests share two cores with others.
const limit = 5000;

describe("an interrupt stops", () => {
  it.each([
    ["a synchronous loop", "console.log('on'); for (;;);"],
    ["a loop after an await", "await null; console.log('on'); for (;;);"],
    ["a cell that awaits a timer", "console.log('on'); await __spikebook.gate(new Promise((go) => setTimeout(go, 1e8)));"],
    ["a cell that awaits what nothing will settle", "console.log('on'); await __spikebook.gate(new Promise(() => {}));"],
    ["a cell that awaits without our help", "console.log('on'); await new Promise(() => {});"],
    ["a loop over an event emitter", "const e = new (require('node:events'))(); e.on('x', () => { for (;;); }); console.log('on'); e.emit('x');"],
    ["a loop in a callback of node:fs", "require('node:fs').stat('/', () => { console.log('on'); for (;;); }); await new Promise(() => {});"],
    ["a loop in a promise's then", "await Promise.resolve().then(() => { console.log('on'); for (;;); });"],
    ["microtasks without end", "console.log('on'); const again = () => Promise.resolve().then(again); await again();"],
    ["ticks without end", "console.log('on'); const tick = () => process.nextTick(tick); tick(); await new Promise(() => {});"],
    ["a generator without end", "function* all() { for (let i = 0; ; i++) yield i; } console.log('on'); for (const _ of all());"],
    ["a loop in imported code", "const {spin} = await __spikebook.import('./spin'); console.log('on'); spin();"],
    ["awaits without end in imported code", "const {ticks} = await __spikebook.import('./spin'); console.log('on'); await __spikebook.gate(ticks());"],
    ["a regular expression", "console.log('on'); /(a+)+$/.test('a'.repeat(60) + 'b');"],
    ["a sort without end", "console.log('on'); for (;;) Array.from({length: 1e5}, Math.random).sort();"],
    ["a catch that will not let go", "console.log('on'); for (;;) { try { for (;;); } catch {} }"],
    ["Atomics.wait", "console.log('on'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"],
    ["a child process that is waited for", "console.log('on'); require('node:child_process').execSync('sleep 1000');"],
    ["a child process that is awaited", "const {promise, resolve} = Promise.withResolvers(); const c = require('node:child_process').spawn('sleep', ['1000']).on('exit', resolve); console.log('on'); await __spikebook.gate(promise);"],
    ["output without end", "console.log('on'); for (;;) console.log('x'.repeat(1000));"],
    ["child processes without end", "console.log('on'); for (;;) require('node:child_process').spawnSync('true', {stdio: 'inherit'});"],
    ["errors without end", "console.log('on'); for (;;) { try { null.x } catch (error) { error.stack } }"],
    ["imports without end", "console.log('on'); for (;;) await __spikebook.import('./spin?' + Math.random());"],
    ["a question that nobody answers", "console.log('on'); await __spikebook.gate(input('never'));"]
  ])("%s, and the state is kept", async (_, code) => {
    await child.cell("var kept = (globalThis.kept ?? 0) + 1");
    const {outcome, ms} = await interrupted(code);
    expect(outcome).toMatchObject({status: "error", interrupted: true, failure: {name: "Interrupted"}});
    expect(ms).toBeLessThan(limit);
    expect(await child.cell("kept > 0")).toEqual({status: "ok"});
    expect(child.result()).toBe("true");
    expect(child.deaths).toEqual([]);
  });
  it.each([
    ["a timer's callback", "setTimeout(() => { console.log('on'); for (;;); }, 1)"],
    ["an interval's callback, for good", "setInterval(() => { console.log('on'); for (;;); }, 1)"],
    ["an immediate", "setImmediate(() => { console.log('on'); for (;;); })"]
  ])("a loop in %s after its cell has ended", async (_, code) => {
    await child.cell(`${code}; undefined`);
    await child.until(says("stdout", "on"));
    await child.interrupt();
    expect(await child.cell("await new Promise((go) => setTimeout(go, 20)); 1")).toEqual({status: "ok"});
    expect(child.text("stdout")).toBe("");
  });
});

describe("an interrupted cell", () => {
  it("leaves no zombie: its timers and its loops over awaits are over", async () => {
    await interrupted(`
      setInterval(() => console.log("interval"), 5);
      (async () => { for (;;) { try { __spikebook.alive(await __spikebook.gate(new Promise((go) => setTimeout(go, 5)))); console.log("loop"); } catch {} } })();
      console.log("on");
      await __spikebook.gate(new Promise(() => {}));`);
    await child.cell("await new Promise((go) => setTimeout(go, 60)); console.log('end')");
    expect(child.text("stdout")).toBe("end\n");
  });
  it("runs finally once, and says so before it is over", async () => {
    const {outcome} = await interrupted("try { console.log('on'); await __spikebook.gate(new Promise(() => {})); } finally { console.log('cleaned'); }");
    expect(outcome).toMatchObject({interrupted: true});
    expect(child.text("stdout")).toBe("on\ncleaned\n");
  });
  it("closes what for await runs over", async () => {
    await interrupted(`
      const source = {[Symbol.asyncIterator]: () => ({next: () => new Promise((go) => setTimeout(go, 5, {done: false, value: 1})), return: async () => (console.log("returned"), {done: true})})};
      console.log("on");
      for await (const _ of __spikebook.each(source)) __spikebook.alive(await __spikebook.gate(new Promise((go) => setTimeout(go, 5))));`);
    expect(child.text("stdout")).toContain("on\n");
    await child.cell("await new Promise((go) => setTimeout(go, 30)); console.log('end')");
    expect(child.text("stdout")).toBe("end\n");
  });
  it("does not touch the timers of other cells", async () => {
    await child.cell("let beats = 0; globalThis.beat = setInterval(() => beats++, 2); undefined");
    await interrupted("console.log('on'); await __spikebook.gate(new Promise(() => {}))");
    await child.cell("const before = beats; await new Promise((go) => setTimeout(go, 30)); clearInterval(beat); beats > before");
    expect(child.result()).toBe("true");
  });
  it("may be interrupted again and again, with cells at once behind it", async () => {
    for (let i = 0; i < 15; i++) {
      const {outcome} = await interrupted(i % 2 ? "console.log('on'); for (;;);" : "await null; console.log('on'); for (;;);");
      expect(outcome).toMatchObject({interrupted: true});
      expect(await child.cell(`${i} + 1`)).toEqual({status: "ok"});
      expect(child.result()).toBe(String(i + 1));
    }
  });
  it("is over, and the next cell runs, also where blows from outside fall on what ends it", async () => {
    await child.cell("require('node:inspector').url()");
    const url = String(child.result()).slice(1, -1);
    for (let i = 0; i < 60; i++) {
      const going = child.cell(i % 2 ? "console.log('on'); for (;;);" : "await null; console.log('on'); for (;;);");
      await child.until(says("stdout", "on"));
      // They wait in the pipe behind the loop: what is hit as they are read must be answered too.
      const comms = [0, 1, 2].map((k) => child.comm({kind: "open", id: `${i}-${k}`, target: "nobody", data: {}}, 0));
      let left = 3;
      const blows = [0, 1, 2].map(async (k) => {
        await new Promise((go) => setTimeout(go, (k * (i % 7)) / 2));
        await terminateExecution(url);
        left -= 1;
      });
      // A blow that finds nothing to stop falls on the next that runs: the request itself.
      while (left > 0) await child.interrupt();
      await Promise.all([...blows, child.interrupt()]);
      expect(await going).toMatchObject({interrupted: true});
      await Promise.all(comms);
      expect(await child.cell(`${i} + 1`)).toEqual({status: "ok"});
      expect(child.result()).toBe(String(i + 1));
    }
    expect(child.deaths).toEqual([]);
  });
});

describe("an interrupt", () => {
  it("of nothing does nothing, and comes at any moment", async () => {
    await child.interrupt();
    for (let i = 0; i < 10; i++) {
      const [outcome] = await Promise.all([child.cell("let n = 0; for (let i = 0; i < 1e6; i++) n += i; n"), child.interrupt()]);
      expect(["ok", "error"]).toContain(outcome.status);
      expect(await child.cell("'alive'")).toEqual({status: "ok"});
      expect(child.result()).toBe("'alive'");
    }
    expect(child.deaths).toEqual([]);
  });
});
