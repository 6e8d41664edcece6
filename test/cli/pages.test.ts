import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {ChildProcess} from "node:child_process";
import {afterAll, describe, expect, it, vi} from "vitest";
import {serialiseNotebook} from "../../lib/notebook/format/serialise.ts";
import {code, markdown, notebook} from "../notebook/notebooks.ts";
import {ended, run, start} from "./command.ts";

vi.setConfig({testTimeout: 240_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-pages-"));
afterAll(() => rmSync(folder, {recursive: true}));

/** The address that the command prints once it serves. */
function address(child: ChildProcess): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    child.stdout!.on("data", (chunk) => {
      text += String(chunk);
      const found = /(http:\/\/127\.0\.0\.1:\d+\/)/.exec(text);
      if (found) resolve(found[1]!);
    });
    child.once("close", () => reject(new Error(`pages ended: ${text}`)));
  });
}

describe("spikebook pages", () => {
  it("runs the notebooks, serves their pages until Ctrl-C, and does not run them again", async () => {
    mkdirSync(join(folder, "book"));
    const path = join(folder, "book", "one.ipynb");
    const text = serialiseNotebook(notebook(markdown(`# One\n\nRun ${process.pid}.`), code("6 * 7")));
    writeFileSync(path, text);
    for (const runs of [true, false]) {
      const child = start(["pages", "--no-open", "--port", "0", path]);
      const end = ended(child);
      const home = await address(child);
      const index = await (await fetch(home)).text();
      expect(index).toContain('href="one.html"');
      expect(await (await fetch(`${home}one.html`)).text()).toContain(">42</pre>");
      child.kill("SIGINT");
      const {code: exit, out, err} = await end;
      expect({exit, err}).toEqual({exit: 0, err: ""});
      expect(out.includes("running 1 of 1 notebooks")).toBe(runs);
    }
    expect(readFileSync(path, "utf8")).toBe(text);
  });
  it.each([[["--port", "x"], 2, "pages: --port must be a whole number from 0 to 65535, got \"x\""], [["--what"], 2, "Unknown option"], [["nowhere"], 1, "nowhere: no such file or folder"]])("refuses %j with code %i", async (args, exit, message) => {
    expect(await run(["pages", "--no-open", ...args])).toMatchObject({code: exit, err: expect.stringContaining(message) as string});
  });
});
