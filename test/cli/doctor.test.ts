import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {run} from "./command.ts";

let base: string;
let variables: Record<string, string>;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "doctor-"));
  variables = {JUPYTER_DATA_DIR: base, JUPYTER_PATH: "", VIRTUAL_ENV: "", CONDA_PREFIX: ""};
});
afterEach(() => rmSync(base, {recursive: true}));

function place(name: string, argv: readonly string[]): void {
  const folder = join(base, "kernels", name);
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, "kernel.json"), JSON.stringify({argv, display_name: name, language: "typescript", metadata: {implementation: "spikebook"}}));
}

describe("spikebook doctor", () => {
  it("starts the installed kernel, runs a cell in it, and finds all well", async () => {
    await run(["install"], variables);
    const {code, out} = await run(["doctor"], variables);
    expect(out).toMatch(/ok +Node \d+/);
    expect(out).toMatch(/ok +zeromq loads/);
    expect(out).toMatch(/ok +kernelspec in .*: TypeScript \(Spikebook\)/);
    expect(out).toMatch(/ok +it starts: first answer after \d+ ms, first cell done after \d+ ms/);
    expect(out).toMatch(/All is well\.\n$/);
    expect(code).toBe(0);
  });
  it("misses a kernelspec, and says how to get one", async () => {
    const {code, out} = await run(["doctor"], variables);
    expect(out).toMatch(/wrong +no kernelspec of ours where Jupyter looks\n +remedy: spikebook install/);
    expect(code).toBe(1);
  });
  it("tells what is stale and what does not start, with the kernel's own words", async () => {
    place("stale", [process.execPath, join(base, "gone.ts"), "kernel", "{connection_file}"]);
    place("broken", [process.execPath, "-e", "console.error('no luck'); process.exit(7)"]);
    const {code, out} = await run(["doctor"], variables);
    expect(out).toMatch(/wrong +kernelspec in .*stale points to what is gone: .*gone\.ts\n +remedy: spikebook install writes it anew/);
    expect(out).toMatch(/wrong +it does not start: it ended with 7; it said: no luck/);
    expect(out).toContain("2 things are wrong.");
    expect(code).toBe(1);
  });
  it("takes no arguments", async () => {
    expect(await run(["doctor", "now"])).toMatchObject({code: 2, err: expect.stringContaining("usage: spikebook doctor") as string});
  });
});
