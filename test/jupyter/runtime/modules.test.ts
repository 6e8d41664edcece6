import {mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harness} from "./harness.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "spikebook-modules-")));
let clock = 1_000_000;

/** Writes a file with a time of its own, as file systems may count in coarse steps. */
function file(path: string, text: string): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), {recursive: true});
  writeFileSync(full, text);
  clock += 10;
  utimesSync(full, clock, clock);
}

file("node_modules/esm/package.json", '{"name": "esm", "type": "module", "exports": {".": "./index.js", "./sub": "./sub.js", "./data.json": "./data.json"}}');
file("node_modules/esm/index.js", "export default 'esm default'; export const named = 'esm named';");
file("node_modules/esm/sub.js", "export const sub = 'esm sub';");
file("node_modules/esm/data.json", '{"in": "package"}');
file("node_modules/cjs/package.json", '{"name": "cjs", "main": "main.js"}');
file("node_modules/cjs/main.js", "exports.named = 'cjs named'; exports.count = (exports.count ?? 0) + 1;");
file("node_modules/function/index.js", "module.exports = function made() { return 'called'; };");
file("data.json", '{"n": 7}');
file("plain.js", "module.exports = {kind: 'cjs', where: __filename};");
file("module.mjs", "export const kind = 'mjs';");
file("typed.ts", "export enum Level { Low = 3 }\nexport namespace Space { export const n = 4; }\nexport class Held { constructor(readonly n: number) {} }\nimport type {Other} from './types';\nexport const level: Level = Level.Low; export let other: Other | undefined;");
file("types.ts", "export interface Other { a: number }");
file("folder/index.ts", "export const where = 'index';");
file("folder/deep.mts", "export const deep = import.meta.url;");
file("old.cts", "import fs = require('node:fs');\nexport = {kind: typeof fs.readFileSync};");
file("view.tsx", "/** @jsxRuntime classic */\n/** @jsx h */\nconst h = (tag: string, props: object | null) => tag + JSON.stringify(props);\nexport const view = <b id='x' />;");
file("display.ts", "import {linspace} from 'spikebook';\nimport * as shown from 'spikebook/display';\nexport const got = [linspace(0, 1, 2).length, typeof shown.display].join();");

const child = harness({cwd: folder});
afterAll(async () => {
  await child.close();
  rmSync(folder, {recursive: true});
});

async function value(code: string): Promise<unknown> {
  const outcome = await child.cell(code);
  if (outcome.status === "error") throw new Error(outcome.failure.traceback.join("\n"));
  return child.result();
}
const load = (specifier: string): string => `(await __spikebook.import(${JSON.stringify(specifier)}))`;

describe("a cell imports", () => {
  it.each([
    ["an ECMAScript package", `${load("esm")}.default + ${load("esm")}.named`, "'esm defaultesm named'"],
    ["a subpath of a package", `${load("esm/sub")}.sub`, "'esm sub'"],
    ["JSON of a package, without attributes", `${load("esm/data.json")}.default.in`, "'package'"],
    ["a CommonJS package, by name and as a whole", `${load("cjs")}.named + ${load("cjs")}.default.named`, "'cjs namedcjs named'"],
    ["a CommonJS package that is a function", `${load("function")}.default()`, "'called'"],
    ["Node's modules, with and without node:", `${load("node:path")}.sep + ${load("path")}.default.sep`, "'//'"],
    ["a JSON file", `${load("./data.json")}.default.n`, "7"],
    ["a JavaScript file", `${load("./plain.js")}.default.kind + ${load("./module.mjs")}.kind`, "'cjsmjs'"],
    ["a TypeScript file with its extension", `${load("./typed.ts")}.level`, "3"],
    ["a TypeScript file without extension", `${load("./typed")}.Space.n`, "4"],
    ["a TypeScript file by the name of its JavaScript", `new (${load("./typed.js")}.Held)(5).n`, "5"],
    ["a folder with an index", `${load("./folder")}.where + ${load("./folder/")}.where`, "'indexindex'"],
    ["modules of either explicit kind", `${load("./folder/deep.mjs")}.deep.endsWith("deep.mts") && ${load("./old.cts")}.default.kind`, "'function'"],
    ["a file by its absolute path or URL", `${load(join(folder, "folder/index.ts"))} === ${load(`file://${folder}/folder/index.ts`)}`, "true"],
    ["TypeScript with JSX", `${load("./view.tsx")}.view`, `'b{"id":"x"}'`],
    ["our library, though the folder has none of it", `${load("spikebook")}.linspace(0, 1, 3).length`, "3"],
    ["display, though the folder has none of it, and it is ours", `${load("spikebook/display")}.display === display`, "true"],
    ["a file that imports our library", `${load("./display")}.got`, "'2,function'"],
    ["a data URL", `${load("data:text/javascript,export default 9")}.default`, "9"]
  ])("%s", async (_, code, shown) => {
    expect(await value(code)).toBe(shown);
  });
  it("with require, __dirname, __filename and import.meta as in a file of its folder", async () => {
    expect(await value("require('cjs').named + require('./data.json').n + require('./plain').kind")).toBe("'cjs named7cjs'");
    expect(await value("__dirname")).toBe(`'${folder}'`);
    expect(await value("[__filename, __spikebook.meta.dirname, __spikebook.meta.resolve('esm')].join()")).toBe(`'${folder}/notebook.ts,${folder},file://${folder}/node_modules/esm/index.js'`);
    expect(await value("require('./typed').Space.n")).toBe("4");
  });
  it("once: the same module for the same name, and a package is never loaded again", async () => {
    expect(await value(`${load("cjs")} === ${load("cjs")} && ${load("./typed")} === ${load("./typed.ts")}`)).toBe("true");
  });
});

describe("a local file that has changed", () => {
  it("is loaded anew, and so is what imports it, and nothing else", async () => {
    file("a.ts", "import {b} from './b'; import {side} from './side'; export const a: string = 'a1' + b; export {side};");
    file("b.ts", "export const b: string = 'b1';");
    file("side.ts", "export const side = {};");
    expect(await value(`${load("./a")}.a`)).toBe("'a1b1'");
    await value(`globalThis.side = ${load("./a")}.side; 1`);
    file("b.ts", "export const b: string = 'b2';");
    expect(await value(`${load("./a")}.a`)).toBe("'a1b2'");
    expect(await value(`${load("./a")}.side === side && ${load("./side")}.side === side`)).toBe("true");
    file("a.ts", "import {b} from './b'; export const a: string = 'a2' + b;");
    expect(await value(`${load("./a")}.a`)).toBe("'a2b2'");
  });
  it("is loaded anew also as JavaScript and JSON", async () => {
    file("c.cjs", "module.exports = 1;");
    file("c.json", "1");
    expect(await value(`[${load("./c.cjs")}.default, ${load("./c.json")}.default, require("./c.cjs")].join()`)).toBe("'1,1,1'");
    file("c.cjs", "module.exports = 22;");
    file("c.json", "22");
    expect(await value(`[${load("./c.cjs")}.default, ${load("./c.json")}.default, require("./c.cjs")].join()`)).toBe("'22,22,22'");
    file("c.cjs", "module.exports = 333;");
    expect(await value("require('./c.cjs')")).toBe("333");
  });
  it("may be repaired after an error, and a missing one may be written", async () => {
    file("broken.ts", "export const x = ;");
    await expect(value(load("./broken"))).rejects.toThrow(/broken\.ts:1:18/);
    file("broken.ts", "export const x = 1;");
    expect(await value(`${load("./broken")}.x`)).toBe("1");
    file("throws.ts", "throw new Error('at load'); export {};");
    await expect(value(load("./throws"))).rejects.toThrow(/throws\.ts:1:7/);
    file("throws.ts", "export const y = 2;");
    expect(await value(`${load("./throws")}.y`)).toBe("2");
    await expect(value(load("./late"))).rejects.toThrow("./late");
    file("late.ts", "export const z = 3;");
    expect(await value(`${load("./late")}.z`)).toBe("3");
  });
});

describe("what cannot be imported", () => {
  it("is named, with the place that asked", async () => {
    await expect(value("let v;\n  await __spikebook.import('no-such-package')")).rejects.toThrow(/Cannot find package 'no-such-package'[^]*In\[\d+\]:2:\d+/);
    await expect(value(load("./nowhere"))).rejects.toThrow(/Cannot find module '?[^']*nowhere'?/);
    await expect(value(load("esm/private"))).rejects.toThrow(/private/);
  });
});

// Last, as these names stay taken.
describe("a cell", () => {
  it("may name its own variables require, __dirname and display", async () => {
    expect(await value("let require = 1, __dirname = 2, display = 3; require + __dirname + display")).toBe("6");
  });
});

describe("a loader whose hooks run in a thread, as in Node before 22.15", () => {
  it("imports TypeScript, points into it, and sees changes", async () => {
    process.env["SPIKEBOOK_THREAD_HOOKS"] = "1";
    const old = harness({cwd: folder});
    delete process.env["SPIKEBOOK_THREAD_HOOKS"];
    file("thread.ts", "interface A { a: number }\nexport const fail = (a: A): never => { throw new Error(`t${a.a}`); };");
    const fail = `${load("./thread")}.fail({a: 1})`;
    expect(await old.cell(fail)).toMatchObject({failure: {message: "t1", traceback: expect.arrayContaining(["    at Module.fail (./thread.ts:2:46)"])}});
    file("thread.ts", "export const fail = (): number => 8;");
    expect(await old.cell(fail)).toEqual({status: "ok"});
    expect(old.result()).toBe("8");
    await old.close();
  });
});
