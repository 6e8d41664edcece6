/** @file What is published works where nothing of ours is: built, packed, installed in an empty folder, run. */
import {execFile} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");
const empty = mkdtempSync(join(tmpdir(), "spikebook-package-"));
const env = {...process.env, PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`, NODE_OPTIONS: ""};

/** A command in the empty folder, its standard output. */
async function there(command: string, ...args: string[]): Promise<string> {
  return (await run(command, args, {cwd: empty, env, maxBuffer: 1 << 26})).stdout;
}

/** What TypeScript says of files and of our declarations; arquero's and flechette's have faults of their own. */
async function complaints(...files: string[]): Promise<string[]> {
  const tsc = ["node_modules/typescript/bin/tsc", "--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--types", "node", "--pretty", "false", ...files];
  const output = await there(process.execPath, ...tsc).catch(({stdout}: {readonly stdout: string}) => stdout);
  return output.split("\n").filter((line) => line.includes("error TS") && !/^node_modules\/(?!spikebook\/)/.test(line));
}

beforeAll(async () => {
  await run(process.execPath, ["--conditions=spikebook-source", "lib/cli/build.ts"], {cwd: root, env});
  const {stdout} = await run("npm", ["pack", "--json", "--silent", "--pack-destination", empty], {cwd: root, env});
  const [{filename}] = JSON.parse(stdout) as [{filename: string}];
  writeFileSync(join(empty, "package.json"), JSON.stringify({name: "reader", private: true, type: "module"}));
  await there("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", `./${filename}`);
}, 300_000);

afterAll(() => rmSync(empty, {recursive: true, force: true}));

describe("the published package", () => {
  it("installs without a source file or a test of ours", () => {
    const installed = join(empty, "node_modules", "spikebook");
    expect(existsSync(join(installed, "dist", "index.js"))).toBe(true);
    expect(existsSync(join(installed, "datasets/digits/train-images-idx3-ubyte.gz"))).toBe(true);
    expect(existsSync(join(installed, "lib"))).toBe(false);
    expect(existsSync(join(installed, "test"))).toBe(false);
  });
  it("answers as a command", async () => {
    const {version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {version: string};
    expect((await there("npx", "spikebook", "--version")).trim()).toBe(version);
    expect(await there("npx", "spikebook", "--help")).toContain("usage: spikebook COMMAND");
  });
  it("is a library with types", async () => {
    writeFileSync(join(empty, "use.ts"), 'import {linspace} from "spikebook";\nconst x: Float64Array = linspace(0, 1, 3);\nconsole.log(x.length);\n');
    const wrong = 'import {linspace} from "spikebook";\nexport const x: string = linspace(0, 1, 3);\n';
    writeFileSync(join(empty, "wrong.ts"), wrong);
    expect(await complaints("use.ts", "wrong.ts")).toEqual([expect.stringMatching(/^wrong\.ts.*TS2322/)]);
    expect((await there(process.execPath, "--input-type=module", "-e", 'import {linspace} from "spikebook"; console.log(linspace(0, 1, 3).join())')).trim()).toBe("0,0.5,1");
  });
  it("runs a notebook that imports it, checks types, and writes a page with its plot", async () => {
    const cell = (id: string, source: string): object => ({id, cell_type: "code", metadata: {}, execution_count: null, outputs: [], source});
    const cells = [cell("import", 'import {linspace, membrane, show, timeToThreshold} from "spikebook";\nconst cell = membrane({capacitance: 0.2, leak: 0.01, rest: -70, threshold: -50, reset: -70});'), cell("time", "timeToThreshold(cell, 0.3) - 20 * Math.log(3) < 1e-12"), cell("plot", "const t = linspace(0, 1, 5);\nshow.trace({time: t, v: t})")];
    writeFileSync(join(empty, "first.ipynb"), JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata: {kernelspec: {name: "spikebook", display_name: "TypeScript (Spikebook)", language: "typescript"}}, cells}));
    await there("npx", "spikebook", "run", "first.ipynb", "--write", "--html", "pages");
    const {cells: [, time, plot]} = JSON.parse(readFileSync(join(empty, "first.ipynb"), "utf8")) as {cells: {outputs: {data: Record<string, unknown>}[]}[]};
    expect(time?.outputs[0]?.data["text/plain"]).toEqual(["true"]);
    expect(Object.keys(plot?.outputs[0]?.data ?? {})).toContain("application/vnd.plotly.v1+json");
    expect(/plotly\.js \([^)]*\) v4\./.test(readFileSync(join(empty, "pages", "first.html"), "utf8"))).toBe(true);
  });
});
