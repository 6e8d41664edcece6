/** @file A hundred steps of training come to the same bits with any number of workers, in every Node, and in a browser. */
import {execFile} from "node:child_process";
import {existsSync, rmSync} from "node:fs";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {executable} from "../browser/chromium.ts";
import {withLibrary} from "../browser/library.ts";
import {hashOf, names, training} from "./hundred-steps.ts";
import {plain} from "./plain.ts";

const run = promisify(execFile), root = join(import.meta.dirname, "..", "..");
const node22 = join(".cache", "node-22", "node_modules", "node", "bin", "node");
const others: readonly {readonly name: string; readonly path: string | undefined; readonly remedy: string}[] = [
  {name: "npm's own Node", path: process.env["npm_node_execpath"], remedy: "npm did not start this run; start it by npm test"},
  {name: "Node 22", path: join(root, node22), remedy: `no ${node22}; npm install --no-save --prefix .cache/node-22 node@22`}
];
const here = new Map<string, string>();
beforeAll(async () => {
  for (const name of names) here.set(name, await hashOf(name, 1));
});

describe.each(names)("a hundred steps of %s", (name) => {
  it("learn, and end as they did", async () => {
    const {steps, history} = await training(name, 1);
    expect(steps).toHaveLength(100);
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss);
    expect(new Set(here.values()).size).toBe(names.length);
  });
  it("are the same with two workers", async () => expect(await hashOf(name, 2)).toBe(here.get(name)));
});

describe("in another Node", () => {
  const entry = join(root, "test", "engine", "hundred-steps.ts"), folder = plain(entry, join(root, "lib", "engine", "worker.ts"));
  afterAll(() => rmSync(folder, {recursive: true}));
  const script = `import {hashOf, names} from ${JSON.stringify(join(folder, "test", "engine", "hundred-steps.js"))};
    const hashes = [];
    if (process.getBuiltinModule) for (const name of names) for (const threads of [1, 2]) hashes.push([name, await hashOf(name, threads)]);
    console.log(JSON.stringify({version: process.version, hashes}));`;
  for (const {name, path, remedy} of others) {
    const present = path !== undefined && existsSync(path);
    it.skipIf(!present)(`the bits are the same: ${name}${present ? "" : ` is not asked (${remedy})`}`, async ({skip}) => {
      const {version, hashes} = JSON.parse((await run(path!, ["--input-type=module", "-e", script])).stdout) as {version: string; hashes: [string, string][]};
      for (const [training, hash] of hashes) expect([version, training, hash]).toEqual([version, training, here.get(training)]);
      if (hashes.length === 0) skip(`${name} is ${version}, which is older than workers of ours can be`);
      expect(hashes).toHaveLength(2 * names.length);
      if (version === process.version) skip(`${name} is the Node of this run, ${version}`);
    }, 120_000);
  }
});

describe("in Chromium", () => {
  it.skipIf(executable === undefined)(`the bits are the same${executable === undefined ? ": no Chromium on this machine" : ""}`, async () => {
    await withLibrary(async (tab, missing) => {
      for (const name of names) {
        for (const threads of [1, 2]) {
          expect(await tab.evaluate<string>(`(async () => (await import("/test/engine/hundred-steps.ts")).hashOf(${JSON.stringify(name)}, ${threads}))()`)).toBe(here.get(name));
        }
      }
      expect(missing).toEqual([]);
    });
  }, 120_000);
});
