import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import type {Outcome} from "../../lib/jupyter/engine.ts";
import {createSpikeEngine} from "../../lib/jupyter/spike-engine.ts";

const engine = createSpikeEngine({cwd: fileURLToPath(new URL(".", import.meta.url)), host: {output() {}, input: () => Promise.reject(new Error("no one is asked")), lost() {}}});
let count = 0;
const run = (code: string): Promise<Outcome> => engine.execute({number: ++count, code}, count);

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly shape?: string;
  readonly preview: string;
}

/** As a front end asks: beside a cell, by an expression. */
async function variables(): Promise<Readonly<Record<string, Omit<Variable, "name">>>> {
  const {all} = await engine.expressions({all: "__spikebook.variables()"});
  expect(all).toMatchObject({status: "ok"});
  const list = (all as {data: Record<string, unknown>}).data["application/json"] as readonly Variable[];
  expect(list.map(({name}) => name)).toEqual(list.map(({name}) => name).sort());
  return Object.fromEntries(list.map(({name, ...rest}) => [name, rest]));
}

afterAll(() => engine.close());

describe("the variables of a session", () => {
  it("are those that cells declare, in whatever way, and no import, type or name of the compiler's", async () => {
    expect(await variables()).toEqual({});
    await run('import {linspace} from "spikebook";\ninterface Shape { sides: number }\ntype Names = string[];\nlet {a, ...rest} = {a: 1, b: 2};\nfor (var i = 0; i < 2; i++) { const inner = i; }\nfunction area(): number { return 2 }\nexport const out = linspace(0, 1, 3);\nenum Colour { Red }\nclass Cell { private x = a?.toFixed(); }');
    expect(Object.keys(await variables())).toEqual(["Cell", "Colour", "a", "area", "i", "out", "rest"]);
  });
  it("have a type, and a shape where they have a size", async () => {
    await run('import {table} from "arquero";\nconst num = 1.5, text = "a\\nb", flag = true, none = null, missing = undefined, big = 3n;\nconst list = [1, 2, 3], matrix = [[1, 2], [3, 4], [5, 6]], ragged = [[1], [2, 3]], floats = new Float64Array(7), rows = [new Float32Array(4), new Float32Array(4)];\nconst map = new Map([[1, 2]]), set = new Set([1, 2]), frame = table({x: [1, 2, 3], y: [4, 5, 6]}), tensor = {shape: [2, 3], data: floats}, made = new Cell();');
    const found = await variables();
    const told = (names: readonly string[]): unknown => names.map((name) => [found[name]!.type, found[name]!.shape]);
    expect(told(["num", "text", "flag", "none", "missing", "big", "area", "Cell", "made"])).toEqual([["number", undefined], ["string", undefined], ["boolean", undefined], ["null", undefined], ["undefined", undefined], ["bigint", undefined], ["function", undefined], ["class", undefined], ["Cell", undefined]]);
    expect(told(["list", "matrix", "ragged", "floats", "rows", "map", "set", "tensor"])).toEqual([["Array", "3"], ["Array", "3 × 2"], ["Array", "2"], ["Float64Array", "7"], ["Array", "2 × 4"], ["Map", "1"], ["Set", "2"], ["Object", "2 × 3"]]);
    expect(found["frame"]!.shape).toBe("3 × 2");
    expect(found["num"]!.preview).toBe("1.5");
    expect(found["text"]!.preview).toBe("'a\\nb'");
  });
  it("say what they hold now, and are left out where their cell failed before them", async () => {
    await run("num + 1; let counter = 1;");
    await run("counter = 41; counter++;");
    await run('const before = 1; if (before) throw new Error("so"); const after = 2;');
    const found = await variables();
    expect(found["counter"]!.preview).toBe("42");
    expect(found["before"]!.preview).toBe("1");
    expect(found).not.toHaveProperty("after");
  });
  it("are shown in a short line, whatever they do when they are looked at", async () => {
    await run('const wide = Object.fromEntries(Array.from({length: 5000}, (_, k) => ["k" + k, k]));\nconst long = "x".repeat(1e6);\nconst nasty = new Proxy({}, {get() { throw new Error("no") }, ownKeys() { throw new Error("no") }, getPrototypeOf() { throw new Error("no") }});\nconst rude = {get shape(): number[] { throw new Error("no") }, get [Symbol.toStringTag](): string { throw new Error("no") }};');
    const found = await variables();
    expect(found["wide"]!.preview).toBe("{5,000 keys}");
    for (const name of ["wide", "long", "nasty", "rude"]) expect(found[name]!.preview.length, name).toBeLessThanOrEqual(120);
    expect(found["nasty"]!.type).toBe("Proxy");
  });
  it("are none after a restart", async () => {
    await engine.restart();
    expect(await variables()).toEqual({});
  });
});
