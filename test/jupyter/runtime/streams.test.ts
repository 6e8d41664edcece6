import {afterAll, describe, expect, it} from "vitest";
import {harness, says} from "./harness.ts";

const child = harness();
afterAll(() => child.close());
const lines = (): readonly string[] => child.heard.flatMap(({output}) => (output.type === "stream" ? output.text.split("\n").filter(Boolean).map((line) => `${output.name} ${line}`) : []));

describe("what a cell writes", () => {
  it("arrives complete and in order: 20,000 lines, in fewer outputs", async () => {
    await child.cell("for (let i = 0; i < 20000; i++) console.log(i)");
    expect(child.text("stdout")).toBe(Array.from({length: 20_000}, (_, i) => `${i}\n`).join(""));
    expect(child.heard.length).toBeLessThan(20_000);
  });
  it("arrives also as one line of 10 MB", async () => {
    await child.cell("process.stdout.write('é'.repeat(5e6) + '\\n')");
    expect(child.text("stdout").length).toBe(5_000_001);
  });
  it("keeps its order between stdout, stderr, displays and the result", async () => {
    await child.cell("console.log('1'); console.error('2'); display('3'); process.stdout.write('4'); console.warn('5'); 6");
    expect(child.heard.map(({output}) => (output.type === "stream" ? output.text.trim() : output.type))).toEqual(["1", "2", "display", "4", "5", "result"]);
  });
  it("keeps its order among child processes that inherit our streams", async () => {
    await child.cell(`
      const {execSync, spawnSync} = require("node:child_process");
      for (let i = 0; i < 5; i++) {
        console.log("before", i);
        execSync("echo out" + i + "; echo err" + i + " >&2", {stdio: "inherit"});
        console.error("after", i);
        spawnSync("echo", ["again" + i], {stdio: "inherit"});
      }`);
    const kept = lines().filter((line) => !line.startsWith("stderr err"));
    expect(kept).toEqual([0, 1, 2, 3, 4].flatMap((i) => [`stdout before ${i}`, `stdout out${i}`, `stderr after ${i}`, `stdout again${i}`]));
    expect(lines().filter((line) => line.startsWith("stderr err"))).toEqual([0, 1, 2, 3, 4].map((i) => `stderr err${i}`));
    for (let i = 0; i < 5; i++) expect(lines().indexOf(`stderr err${i}`)).toBeLessThan(lines().indexOf(`stderr after ${i}`));
  });
  it("includes what an awaited child process wrote, before what follows it", async () => {
    await child.cell(`
      const {spawn} = require("node:child_process");
      await new Promise((go) => spawn("sh", ["-c", "echo from the child; echo é | head -c 1; sleep 0.05; printf '\\\\251\\\\n'"], {stdio: "inherit"}).on("exit", go));
      console.log("after");`);
    expect(child.text("stdout")).toBe("from the child\né\nafter\n");
  });
  it("includes raw writes to fd 1 and 2, in their place", async () => {
    await child.cell("const fs = require('node:fs'); console.log('a'); fs.writeSync(1, 'b\\n'); console.log('c'); fs.writeSync(2, Buffer.from('xdx\\n'), 1, 1)");
    expect(child.text("stdout")).toBe("a\nb\nc\n");
    expect(child.text("stderr")).toBe("d");
  });
  it("may be bytes cut within a character", async () => {
    await child.cell("for (const byte of Buffer.from('é😀\\n')) process.stdout.write(Buffer.from([byte]))");
    expect(child.text("stdout")).toBe("é😀\n");
  });
  it("may come through a pipe or a stream of the process", async () => {
    await child.cell("const {Readable} = require('node:stream'); await new Promise((go) => Readable.from(['p', 'q\\n']).on('end', go).pipe(process.stdout)); process.stdout.write('r\\n', () => console.log('called')); await null; await new Promise((go) => setTimeout(go, 5))");
    expect(child.text("stdout")).toBe("pq\nr\ncalled\n");
  });
  it("is all there before the cell is over, after which nothing comes", async () => {
    for (let i = 0; i < 20; i++) {
      await child.cell(`console.log(${i}); require("node:child_process").spawnSync("echo", ["raw"], {stdio: "inherit"}); console.log("last")`);
      expect(child.text("stdout")).toBe(`${i}\nraw\nlast\n`);
    }
  });
  it("appears while the cell still runs", async () => {
    const going = child.cell("console.log('early'); await new Promise((go) => setTimeout(go, 1e5))");
    await child.until(says("stdout", "early"));
    await child.interrupt();
    expect(await going).toMatchObject({interrupted: true});
  });
  it("is not mixed with the inspector's remarks", async () => {
    await child.cell("process.stderr.write('Debugger'); for (;;) break; 1");
    expect(child.text("stderr")).toBe("Debugger");
  });
});

describe("console", () => {
  it("has table, group, time, count and assert as ever", async () => {
    await child.cell("console.group('g'); console.log('in'); console.groupEnd(); console.count(); console.assert(false, 'no'); console.table([{a: 1}])");
    expect(child.text("stdout")).toContain("g\n  in\ndefault: 1\n");
    expect(child.text("stdout")).toContain("│ 0       │ 1 │");
    expect(child.text("stderr")).toBe("Assertion failed: no\n");
  });
});
