import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import type {Cell} from "../../lib/notebook/format/document.ts";
import {serialiseNotebook} from "../../lib/notebook/format/serialise.ts";
import {code, markdown, notebook} from "../notebook/notebooks.ts";
import {ended, run, start} from "./command.ts";

// Each test starts kernels; on a busy machine that takes its time.
vi.setConfig({testTimeout: 240_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-run-"));
afterAll(() => rmSync(folder, {recursive: true}));

const file = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(file(name), "utf8");
const write = (name: string, ...cells: readonly Cell[]): void => writeFileSync(file(name), serialiseNotebook(notebook(...cells)));

beforeAll(() => {
  write("good.ipynb",
    markdown("# Good\n\nThe first paragraph."),
    code("const dt = 0.1; // ms\nlet label: string = 'none';", {tags: ["parameters"]}),
    code("console.log(label); dt * 3"),
    code("display({data: [{type: 'scatter', y: [1, dt]}], layout: {}});"),
    code("for (const _ of progress(3)) await new Promise((resolve) => setTimeout(resolve, 20));"),
    code("throw new RangeError('on purpose');", {tags: ["raises-exception"]}),
    code("const n: number = 'text'; n", {tags: ["no-check"]}),
    code("neverDefined", {tags: ["skip-execution"]}),
    code("performance.now()", {tags: ["volatile"]}));
  write("fails.ipynb", code("1"), code("const text = 'a';\n\nthrow new Error(`no ${text}`);"), code("3"));
  writeFileSync(file("broken.ipynb"), "{");
  writeFileSync(file("python.ipynb"), serialiseNotebook({...notebook(code("1")), metadata: {kernelspec: {name: "python3", language: "python"}}}));
});

describe("spikebook run", () => {
  it("stores fresh outputs, the same bytes at every run, and then finds nothing to differ", async () => {
    expect(await run(["run", file("good.ipynb"), "--write"])).toMatchObject({code: 0, err: "", out: expect.stringMatching(/good\.ipynb: ok, 7 cells, .*, written\n$/) as string});
    const once = read("good.ipynb");
    expect(once).toContain("0.30000000000000004");
    expect(once).toContain("RangeError");
    expect(await run(["run", file("good.ipynb"), "--write"])).toMatchObject({code: 0, out: expect.not.stringContaining("written") as string});
    expect(read("good.ipynb")).toBe(once);
    expect(await run(["run", file("good.ipynb"), "--check"])).toMatchObject({code: 0, err: ""});
  });
  it("says where a fresh number differs from the stored one, and fails", async () => {
    writeFileSync(file("stale.ipynb"), read("good.ipynb").replace("0.30000000000000004", "0.31"));
    const {code: exit, err} = await run(["run", "--check", file("stale.ipynb")]);
    expect(exit).toBe(1);
    expect(err).toContain("cell 3 (In[2]), output 2: text/plain\n    stored  0.31\n    fresh   0.30000000000000004\n    number  0.31 → 0.30000000000000004, relative difference 0.032, tolerance 1e-9");
    expect(await run(["run", "--check", file("stale.ipynb"), "--write"])).toMatchObject({code: 0, err: "", out: expect.stringMatching(/: ok, .*, changed in 1 place, written\n$/) as string});
    expect(read("stale.ipynb")).toBe(read("good.ipynb"));
    rmSync(file("stale.ipynb"));
  });
  it("injects parameters, makes pages and a report, and leaves the file alone", async () => {
    const before = read("good.ipynb");
    const {code: exit} = await run(["run", file("good.ipynb"), "-p", "dt=0.25", "-p", "label=seen", "--html", file("pages"), "--report", file("report.json")]);
    expect(exit).toBe(0);
    expect(readdirSync(file("pages")).sort()).toEqual(["good.html", "index.html"]);
    const page = read("pages/good.html");
    expect(page).toContain("seen\n</pre>");
    expect(page).toContain(">0.75</pre>");
    expect(read("good.ipynb")).toBe(before);
    expect(JSON.parse(read("report.json"))).toMatchObject({passed: true, notebooks: [{path: file("good.ipynb"), status: "ok", cells: [{cell: 2, prompt: 1, status: "ok"}, {}, {}, {}, {}, {status: "expected"}, {}, {status: "skipped"}, {}]}]});
  });
  it("goes through a folder in order, several at once, and tells in a table what did not pass; failed files are left as they were", async () => {
    const before = read("fails.ipynb");
    const {code: exit, out, err} = await run(["run", folder, "--write", "--jobs", "2"]);
    expect(exit).toBe(1);
    expect(out.split("\n").map((line) => /(\w+)\.ipynb: (\w+)/.exec(line)?.slice(1).join(" ")).filter(Boolean)).toEqual(["broken refused", "fails failed", "good ok", "python refused"]);
    expect(err).toContain("3 of 4 notebooks did not pass");
    expect(err).toContain(`${file("broken.ipynb")}: must be a notebook (JSON)`);
    expect(err).toContain(`${file("python.ipynb")}: must be a TypeScript notebook, got python`);
    expect(err).toContain(`${file("fails.ipynb")}  cell 2  In[2]:3  Error: no a`);
    expect(read("fails.ipynb")).toBe(before);
  });
  it("interrupts a cell that takes too long, and fails", async () => {
    write("slow.ipynb", code("for (;;);"), code("1"));
    const {code: exit, err} = await run(["run", file("slow.ipynb"), "--timeout", "1"]);
    rmSync(file("slow.ipynb"));
    expect(exit).toBe(1);
    expect(err).toContain("TimeoutError: the cell took longer than 1 s\n");
  });
  it.skipIf(process.platform === "win32")("is ended by Ctrl-C: the file stays as it was, and no process stays behind", async () => {
    write("endless.ipynb", code("console.log(1)"), code(`require("node:fs").writeFileSync(${JSON.stringify(file("pid"))}, String(process.pid)); for (;;);`, {tags: ["no-check"]}));
    const before = read("endless.ipynb");
    const child = start(["run", "--write", file("endless.ipynb")]);
    const end = ended(child);
    await appears("pid");
    child.kill("SIGINT");
    expect(await end).toMatchObject({code: 130, err: expect.stringContaining("interrupted") as string});
    expect(read("endless.ipynb")).toBe(before);
    const pid = Number(read("pid"));
    expect(pid).toBeGreaterThan(1);
    expect(pid).not.toBe(child.pid);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
  it.each([[["run"], 2, "run: name a notebook"], [["run", "nowhere.ipynb"], 1, "nowhere.ipynb: no such file or folder"], [["run", "--jobs", "0", "a"], 2, "--jobs must be"]])("refuses %j with code %i", async (args, exit, message) => {
    expect(await run(args)).toMatchObject({code: exit, out: "", err: expect.stringContaining(message) as string});
  });
});

function appears(name: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(file(name)) || read(name) === "") return;
      watcher.close();
      resolve();
    };
    const watcher = watch(folder, look);
    look();
  });
}
