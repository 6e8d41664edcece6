/** @file The bootstrap on a fresh clone, with an `npm` that only pretends: what is tested is when it installs and what it says. */
import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";

const source = join(import.meta.dirname, "../../lib/cli/bootstrap.mjs");
let clone = "";

/** Puts an `npm` on the clone's PATH that runs `script` and counts its calls. */
function pretendNpm(script: string): void {
  const file = join(clone, "bin", "npm");
  writeFileSync(file, `#!/bin/sh\necho "$@" >> npm.log\n${script}\n`);
  chmodSync(file, 0o755);
}

function bootstrap(...args: string[]): {status: number | null; stdout: string; stderr: string} {
  const PATH = [join(clone, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  return spawnSync(process.execPath, [join(clone, "lib/cli/bootstrap.mjs"), ...args], {env: {PATH}, encoding: "utf8"});
}

const installs = (): number => (existsSync(join(clone, "npm.log")) ? readFileSync(join(clone, "npm.log"), "utf8").trim().split("\n").length : 0);

/** An install that gives the pinned node as the one that runs this test, and a tsc that ends with `status`. */
const install = (status = 0): string => `mkdir -p node_modules/.bin node_modules/typescript/bin
ln -sf "${process.execPath}" node_modules/.bin/node
echo 'console.log("checked", process.argv.slice(2).join(" ")); process.exit(${status})' > node_modules/typescript/bin/tsc`;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "spikebook-clone-"));
  mkdirSync(join(clone, "lib/cli"), {recursive: true});
  mkdirSync(join(clone, "bin"));
  cpSync(source, join(clone, "lib/cli/bootstrap.mjs"));
  writeFileSync(join(clone, "package-lock.json"), "{}");
});
afterEach(() => rmSync(clone, {recursive: true, force: true}));

describe.skipIf(process.platform === "win32")("the bootstrap", () => {
  it("installs from the lockfile on a first run, says so, and goes on", () => {
    pretendNpm(install());
    const {status, stdout} = bootstrap("check");
    expect(stdout).toContain("first run here; installing (npm ci)");
    expect(stdout).toContain("checked --project tsconfig.json");
    expect(readFileSync(join(clone, "npm.log"), "utf8")).toMatch(/^ci /);
    expect(status).toBe(0);
  });
  it("installs again only when the lockfile has changed", () => {
    pretendNpm(install());
    bootstrap("check");
    bootstrap("check");
    expect(installs()).toBe(1);
    writeFileSync(join(clone, "package-lock.json"), '{"changed": true}');
    expect(bootstrap("check").stdout).toContain("the lockfile has changed");
    expect(installs()).toBe(2);
  });
  it("lets what it runs keep compiled sources in the clone", () => {
    pretendNpm(install().replace("process.argv.slice(2).join(\" \")", "process.env.NODE_COMPILE_CACHE"));
    expect(bootstrap("check").stdout).toContain(`checked ${join(clone, ".cache", "compiled")}`);
  });
  it("stops with npm's exit code when the install fails, and tries again next time", () => {
    pretendNpm("exit 7");
    expect(bootstrap("check")).toMatchObject({status: 7, stderr: expect.stringContaining("npm ci failed") as string});
    bootstrap("check");
    expect(installs()).toBe(2);
  });
  it("ends with the exit code of the step that failed, and hands it the rest of the line", () => {
    pretendNpm(install(3));
    const {status, stdout} = bootstrap("check", "--pretty");
    expect(stdout).toContain("checked --project tsconfig.json --pretty");
    expect(status).toBe(3);
  });
  it("leaves Ctrl-C to the step, and waits for its end", async () => {
    pretendNpm(`${install()}
echo 'process.on("SIGINT", () => setTimeout(() => { console.log("ended in order"); process.exit(0); }, 300)); setInterval(() => {}, 1000); console.log("at work")' > node_modules/typescript/bin/tsc`);
    const PATH = [join(clone, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
    const child = spawn(process.execPath, [join(clone, "lib/cli/bootstrap.mjs"), "check"], {env: {PATH}, detached: true, stdio: ["ignore", "pipe", "inherit"]});
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += String(chunk);
      // As a terminal does: to all of the group.
      if (String(chunk).includes("at work")) process.kill(-child.pid!, "SIGINT");
    });
    const [code, signal] = await once(child, "close") as [number | null, string | null];
    expect({code, signal, ended: said.includes("ended in order")}).toEqual({code: 0, signal: null, ended: true});
  });
  it("names the scripts that there are", () => {
    expect(bootstrap("sing")).toMatchObject({status: 2, stderr: expect.stringContaining('no script "sing"; there are start, check, test') as string});
    expect(installs()).toBe(0);
  });
});
