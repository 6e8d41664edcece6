import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {ChildProcess} from "node:child_process";
import {afterAll, describe, expect, it, vi} from "vitest";
import {cacheFolder} from "../../lib/cli/folders.ts";
import {screen} from "../../lib/cli/open.ts";
import {serialiseNotebook} from "../../lib/notebook/format/serialise.ts";
import {code, markdown, notebook} from "../notebook/notebooks.ts";
import {ended, run, start} from "./command.ts";

vi.setConfig({testTimeout: 240_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-start-"));
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
    child.once("close", () => reject(new Error(`start ended: ${text}`)));
  });
}

describe("spikebook start", () => {
  it("runs the notebooks, serves their pages until Ctrl-C, and does not run them again", async () => {
    mkdirSync(join(folder, "book"));
    const path = join(folder, "book", "one.ipynb");
    const text = serialiseNotebook(notebook(markdown(`# One\n\nRun ${process.pid}.`), code("6 * 7")));
    writeFileSync(path, text);
    for (const runs of [true, false]) {
      const child = start(["start", "--no-open", "--port", "0", path]);
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
  it.each([[["--port", "x"], 2, "start: --port must be a whole number from 0 to 65535, got \"x\""], [["--what"], 2, "Unknown option"], [["nowhere"], 1, "nowhere: no such file or folder"]])("refuses %j with code %i", async (args, exit, message) => {
    expect(await run(["start", "--no-open", ...args])).toMatchObject({code: exit, err: expect.stringContaining(message) as string});
  });
});

describe("screen", () => {
  it("is there where a window could be seen", () => {
    expect(screen({DISPLAY: ":0"}, "linux")).toBe(true);
    expect(screen({WAYLAND_DISPLAY: "wayland-0"}, "linux")).toBe(true);
    expect(screen({DISPLAY: ""}, "linux")).toBe(false);
    expect(screen({}, "darwin")).toBe(true);
    expect(screen({SSH_CONNECTION: "1"}, "darwin")).toBe(false);
  });
});

describe("cacheFolder", () => {
  it("lies in the checkout, where there is one", () => {
    expect(cacheFolder()).toBe(join(import.meta.dirname, "..", "..", ".cache"));
  });
});
