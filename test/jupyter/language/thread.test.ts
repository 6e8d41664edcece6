import {spawnSync} from "node:child_process";
import {describe, expect, it} from "vitest";
import {createThread} from "../../../lib/jupyter/language/thread.ts";

const source = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const echo = "import {parentPort} from 'node:worker_threads'; parentPort.on('message', ({id, arguments: [code]}) => { if (code === 'die') process.exit(1); parentPort.postMessage({id, answer: code}) })";

describe("thread", () => {
  it("is replaced when it dies, and its replacement is brought up to date first", async () => {
    const restored: unknown[] = [];
    const thread = createThread(source(echo), {}, async (ask) => void restored.push(await ask("isComplete", "before")));
    await expect(thread.ask("isComplete", "die")).rejects.toThrow("the language worker has stopped");
    expect(await thread.ask("isComplete", "after")).toBe("after");
    expect(restored).toEqual(["before"]);
    await thread.close();
  });
  it("is not tried for ever where it cannot start", async () => {
    let replacements = 0;
    const thread = createThread(source("throw new Error('broken at the start')"), {}, async () => void replacements++);
    for (let i = 0; i < 5; i++) await expect(thread.ask("isComplete", "")).rejects.toThrow("broken at the start");
    expect(replacements).toBe(2);
    await thread.close();
  });
  it("closes in a process that nothing else keeps alive, though replies are still under way", () => {
    const url = new URL("../../../lib/jupyter/language/thread.ts", import.meta.url).href;
    const script = `import {createThread} from ${JSON.stringify(url)};
      for (let i = 0; i < 20; i++) {
        const thread = createThread(new URL(${JSON.stringify(source(echo).href)}), {}, async () => undefined);
        await thread.ready;
        void thread.ask("isComplete", "late").catch(() => undefined);
        await new Promise((resolve) => setImmediate(resolve));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20); // ms: the reply lies ready when the close begins.
        await thread.close();
      }`;
    const {status, stderr} = spawnSync(process.execPath, ["--conditions=spikebook-source", "--input-type=module", "-e", script], {encoding: "utf8"});
    expect({status, stderr}).toMatchObject({status: 0});
  });
  it("rejects what it is asked after its end", async () => {
    const thread = createThread(source(echo), {}, async () => undefined);
    await thread.close();
    await expect(thread.ask("isComplete", "")).rejects.toThrow("the language worker has been closed");
  });
});
