import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
import type {Failure, Outcome, Output} from "../../../lib/jupyter/engine.ts";
import {createSpikeEngine} from "../../../lib/jupyter/spike-engine.ts";
import {corpus, unmarked} from "./error-corpus.ts";

const folder = mkdtempSync(join(tmpdir(), "spikebook-errors-"));
const outputs: Output[] = [];
const engine = createSpikeEngine({cwd: folder, host: {output: (output) => void outputs.push(output), input: () => Promise.reject(new Error("no one")), lost() {}}});
let count = 0;

async function failure(code: string): Promise<Failure> {
  const outcome: Outcome = await engine.execute({number: ++count, code, tags: ["no-check"]}, count);
  if (outcome.status === "ok") throw new Error(`the cell did not fail: ${code}`);
  return outcome.failure;
}
const placesIn = (traceback: readonly string[]): readonly string[] => traceback.filter((line) => line.startsWith("    at ")).flatMap((line) => /In\[\d+\]:(\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
const stderr = (): string => outputs.map((output) => (output.type === "stream" && output.name === "stderr" ? output.text : "")).join("");

beforeEach(() => void (outputs.length = 0));
afterAll(async () => {
  await engine.close();
  rmSync(folder, {recursive: true});
});

describe("an error points at the TypeScript", () => {
  it.each(corpus.map((each) => [each.law, each] as const))("of %s", async (_, {code: marked, says}) => {
    const {code, places} = unmarked(marked);
    const {traceback, name, message} = await failure(code);
    expect(traceback[0]!.startsWith(says), traceback[0]).toBe(true);
    expect(`${name}: ${message}`).toContain(says);
    expect(placesIn(traceback).slice(0, places.length)).toEqual(places);
    expect(traceback.join("\n")).not.toMatch(/\(node:|at node:|lib\/jupyter|__spikebook/);
    const [line, column] = places[0]!.split(":").map(Number) as [number, number];
    const caret = traceback.findIndex((each) => /^ +\| +\^$|^ +\|\s+\^$/.test(each));
    expect(traceback[caret - 1]).toContain(`${line} | `);
    expect(traceback[caret]!.indexOf("^") - traceback[caret]!.indexOf("|")).toBe(column + 1);
  });
});

describe("an error's relations", () => {
  it("are shown with places of their own: cause and errors", async () => {
    const cause = (await failure('const low = new Error("low");\nthrow new Error("high", {cause: low});')).traceback.join("\n");
    expect(cause).toMatch(/^Error: high[^]*In\[\d+\]:2:7[^]*\[cause\] Error: low[^]*In\[\d+\]:1:13/);
    const any = (await failure('await Promise.any([Promise.reject(new Error("a")), Promise.reject(new Error("b"))])')).traceback.join("\n");
    expect(any).toMatch(/^AggregateError: All promises were rejected[^]*\[errors\[0\]\] Error: a[^]*1:35[^]*\[errors\[1\]\] Error: b[^]*1:67/);
  });
  it("do not turn in circles", async () => {
    const {traceback} = await failure('const self: Error = new Error("self"); self.cause = self; throw self');
    expect(traceback.length).toBeLessThan(10);
  });
  it("include the further properties of a system error", async () => {
    expect((await failure('import {readFileSync} from "node:fs"; readFileSync("/nowhere")')).traceback.join("\n")).toContain("code: 'ENOENT'");
  });
});

describe("an error in a local file", () => {
  it("points into its TypeScript, with its line, and at the cell that called", async () => {
    writeFileSync(join(folder, "deep.ts"), 'export enum Level { Low, High }\ninterface Held { n: number }\nexport function fail(held: Held): never {\n  throw new Error(`deep ${held.n}`);\n}\n');
    writeFileSync(join(folder, "middle.ts"), 'import {fail} from "./deep.js";\n\ntype N = number;\nexport const middle = (n: N): never => fail({n});\n');
    const {traceback} = await failure('import {middle} from "./middle";\nmiddle(1)');
    expect(traceback.filter((line) => line.startsWith("    at "))).toEqual(["    at fail (./deep.ts:4:9)", "    at middle (./middle.ts:4:40)", `    at In[${count}]:2:1`]);
    expect(traceback).toContain("> 4 |   throw new Error(`deep ${held.n}`);");
  });
  it("names an import that cannot be found, and where it stands", async () => {
    const {traceback, message} = await failure('type A = 1;\nimport {x} from "no-such-package-here";\nx');
    expect(message).toContain("no-such-package-here");
    expect(traceback.join("\n")).toContain(`In[${count}]:2:17`);
  });
  it("that is no TypeScript names the file", async () => {
    writeFileSync(join(folder, "broken.ts"), "export const a = ;\n");
    const {traceback, name} = await failure('import {a} from "./broken";');
    expect(name).toBe("SyntaxError");
    expect(traceback.join("\n")).toContain("broken.ts:1:18");
  });
});

describe("what is thrown may be anything", () => {
  it.each([["42", "42"], ["null", "null"], ["undefined", "undefined"], ["'text'", "'text'"], ["{code: 7}", "{ code: 7 }"], ["Symbol('s')", "Symbol(s)"], ["() => 1", "[Function (anonymous)]"]])("throw %s", async (code, shown) => {
    expect(await failure(`throw ${code}`)).toMatchObject({name: "Uncaught", message: shown});
    expect(await failure(`await null; throw ${code}`)).toMatchObject({message: shown});
  });
  it.each([
    ["its message", "Object.defineProperty(new Error('m'), 'message', {get() { throw 1 }})"],
    ["its name", "Object.defineProperty(new Error('m'), 'name', {get() { throw 1 }})"],
    ["its stack", "Object.defineProperty(new Error('m'), 'stack', {get() { throw 1 }})"],
    ["all it has", "new Proxy(new Error('m'), {get() { throw 1 }, getPrototypeOf() { throw 2 }, ownKeys() { throw 3 }})"],
    ["how it is inspected", "({[Symbol.for('nodejs.util.inspect.custom')]() { throw 1 }})"],
    ["its toString", "Object.assign(new Error('m'), {toString() { throw 1 }, name: Symbol('n'), message: {}})"]
  ])("even an error that throws when one reads %s", async (_, code) => {
    expect((await failure(`throw ${code}`)).traceback.length).toBeGreaterThan(0);
  });
  it("and a huge message is cut, with a note", async () => {
    const {message, traceback} = await failure("throw new Error('x'.repeat(5e6))");
    expect(message.length).toBeLessThan(11_000);
    expect(message).toContain("more characters");
    expect(traceback.join("").length).toBeLessThan(50_000);
  });
  it("and endless recursion is an error like any other", async () => {
    expect(await failure("function down(n: number): number { return down(n + 1) + 1 }\ndown(0)")).toMatchObject({name: "RangeError", message: "Maximum call stack size exceeded"});
  });
});

describe("a syntax error that only V8 finds", () => {
  it("points at its place in the cell", async () => {
    const {name, traceback} = await failure("type A = number;\nlet victim: A = 1;\ndelete victim;");
    expect(name).toBe("SyntaxError");
    expect(traceback).toContain(`    at In[${count}]:3:8`);
  });
});

describe("an error that no cell awaits", () => {
  it("is shown on stderr with its place", async () => {
    await engine.execute({number: ++count, code: "type A = 1;\nsetTimeout((): void => {\n  throw new Error('tick');\n}, 1); Promise.reject(new TypeError('lost'));", tags: ["no-check"]}, count);
    await expect.poll(stderr).toContain("Error: tick");
    expect(stderr()).toContain(`In[${count}]:3:9`);
    expect(stderr()).toContain(`TypeError: lost`);
    expect(stderr()).toContain(`In[${count}]:4:23`);
  });
});
