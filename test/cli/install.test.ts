import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {entry, run} from "./command.ts";

const base = mkdtempSync(join(tmpdir(), "install-command-"));
const variables = {JUPYTER_DATA_DIR: join(base, "data"), JUPYTER_PATH: ""};
afterAll(() => rmSync(base, {recursive: true}));

describe("spikebook install", () => {
  it("writes a kernelspec for this very program, and uninstall removes it", async () => {
    const folder = join(base, "data", "kernels", "spikebook");
    expect(await run(["install"], variables)).toMatchObject({code: 0, out: `spikebook: the kernel "spikebook" is installed in ${folder}\n`});
    const {argv} = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as {argv: string[]};
    expect(argv).toEqual([process.execPath, "--conditions=spikebook-source", "--disable-warning=ExperimentalWarning", entry, "kernel", "{connection_file}"]);
    expect((await run(["uninstall"], variables)).code).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(await run(["uninstall"], variables)).toMatchObject({code: 1, out: expect.stringContaining("there is no kernelspec in") as string});
  });
  it("goes under a prefix, under a name, with another engine", async () => {
    expect((await run(["install", "--prefix", base, "--name", "other", "--engine", "tslab"])).code).toBe(0);
    const spec = JSON.parse(readFileSync(join(base, "share", "jupyter", "kernels", "other", "kernel.json"), "utf8")) as {argv: string[]};
    expect(spec.argv.slice(-2)).toEqual(["--engine", "tslab"]);
  });
  it.each([[["--prefix", "a", "--user"], "only one of --user, --prefix and --sys-prefix"], [["--name", "a/b"], "kernel name: must be of letters"], [["--engine", "v8"], "--engine must be spikebook or tslab, got v8"], [["--nonsense"], "Unknown option"]])("refuses %j with its usage and code 2", async (args, message) => {
    const {code, err} = await run(["install", ...args], variables);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain("usage: spikebook install");
  });
  it("says what stands in its way where it may not write", async () => {
    writeFileSync(join(base, "file"), "");
    expect(await run(["install", "--prefix", join(base, "file")])).toMatchObject({code: 1, err: expect.stringContaining("ENOTDIR") as string});
  });
});

describe("spikebook kernel", () => {
  it.each([[[], 2, "one connection file is needed"], [["nowhere.json"], 1, "connection file: cannot be read"], [["a.json", "--engine", "v8"], 2, "--engine must be"]])("refuses %j with code %i", async (args, code, message) => {
    expect(await run(["kernel", ...args])).toMatchObject({code, out: "", err: expect.stringContaining(message) as string});
  });
});
