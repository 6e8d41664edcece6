import {fileURLToPath} from "node:url";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
import type {Cell, Failure, Origin, Outcome, Output} from "../../lib/jupyter/engine.ts";
import {createSpikeEngine} from "../../lib/jupyter/spike-engine.ts";

const outputs: {readonly output: Output; readonly origin: Origin}[] = [];
const losses: Failure[] = [];
const engine = createSpikeEngine({
  cwd: fileURLToPath(new URL(".", import.meta.url)),
  host: {
    output: (output, origin) => void outputs.push({output, origin}),
    input: async ({prompt, password}) => `${prompt}${password ? "hidden" : "shown"}`,
    lost: (failure) => void losses.push(failure)
  }
});
let count = 0;
const run = (code: string, more: Partial<Cell> = {}): Promise<Outcome> => engine.execute({number: ++count, code, ...more}, 100 + count);
const result = (): unknown => outputs.map(({output}) => output).findLast((output) => output.type === "result")?.data["text/plain"];
const text = (name: string): string => outputs.map(({output}) => (output.type === "stream" && output.name === name ? output.text : "")).join("");
const failure = (outcome: Outcome): Failure => (outcome as Outcome & {status: "error"}).failure;

beforeEach(() => void (outputs.length = 0));
afterAll(() => engine.close());

describe("our engine", () => {
  it("checks, translates and runs cells, each with its own origin", async () => {
    expect(await run("enum Colour { Red = 4, Green } const picked: Colour = Colour.Green; picked")).toEqual({status: "ok"});
    expect(result()).toBe("5");
    expect(outputs.every(({origin}) => origin === 101)).toBe(true);
  });
  it("refuses a type error without running the cell", async () => {
    const {name, message} = failure(await run("(globalThis as {ran?: boolean}).ran = true;\nconst wrong: number = 'text'"));
    expect(`${name} ${message}`).toMatch(/2322/);
    expect((await engine.expressions({ran: "typeof globalThis.ran"}))["ran"]).toMatchObject({data: {"text/plain": "'undefined'"}});
  });
  it("imports packages, Node's modules and the library itself", async () => {
    await run('import {table} from "arquero";\nimport {basename} from "node:path";\nimport {linspace} from "spikebook";\n[table({x: [1, 2]}).numRows(), basename("/a/b"), linspace(0, 1, 3)[1]].join()');
    expect(result()).toBe("'2,b,0.5'");
  });
  it("asks the person, also for a password", async () => {
    await run("const said = [await input('a '), await input('b ', {password: true})]; said.join()");
    expect(result()).toBe("'a shown,b hidden'");
  });
  it("points at the TypeScript, over async frames", async () => {
    const {traceback} = failure(await run("interface Named { name: string }\nasync function load({name}: Named): Promise<never> {\n  await null;\n  throw new Error(name);\n}\nawait load({name: 'gone'})"));
    const frames = traceback.join("\n");
    expect(frames).toContain(`at load (In[${count}]:4:9)`);
    expect(frames).toContain(`at async In[${count}]:6:1`);
  });
  it("stops an endless cell and an endless loop after an await, and keeps the state", async () => {
    await run("let kept = 7");
    for (const code of ["while (true) {}", "await null; while (true) {}", "await new Promise(() => {})"]) {
      const going = run(`console.log("on"); ${code}`);
      await expect.poll(() => text("stdout")).toBe("on\n");
      await engine.interrupt();
      expect(await going).toMatchObject({status: "error", interrupted: true});
      outputs.length = 0;
    }
    await run("kept");
    expect(result()).toBe("7");
  });
  it("stops a training on the fast engine, and the next cell has the weights that it reached", async () => {
    await run('import {dense, digits, fit, initialise, lif, network} from "spikebook";\nconst net = network([1, 28, 28], dense(40), lif(), dense(10), lif());\nlet reached = initialise(net, {seed: 1, rateHz: 100});');
    const going = run('await fit(net, reached, digits.train, {engine: "fast", steps: 10, epochs: 1000, onStep: ({step, weights}) => {\n  reached = weights;\n  if (step === 1) console.log("on");\n}});');
    await expect.poll(() => text("stdout"), {timeout: 30_000}).toBe("on\n");
    await engine.interrupt();
    expect(await going).toMatchObject({status: "error", interrupted: true});
    outputs.length = 0;
    await run("const start = initialise(net, {seed: 1, rateHz: 100});\n[reached.some(({data}, k) => data.some((w, i) => w !== start[k]!.data[i])), reached.every(({data}) => data.every(Number.isFinite))].join()");
    expect(result()).toBe("'true,true'");
  });
  it("names the cause when the process goes, starts afresh and says so once", async () => {
    await run("let gone: string = 'soon'");
    expect(await run("process.exit(3)")).toMatchObject({status: "error", lost: true, failure: {name: "ProcessExited"}});
    expect(await run("const gone: number = 1; gone")).toEqual({status: "ok"});
    expect(text("stderr")).toContain("earlier variables and imports are gone");
    outputs.length = 0;
    await run("gone");
    expect(text("stderr")).toBe("");
  });
  it("tells its host when the process goes while no cell runs", async () => {
    await run("setTimeout(() => process.exit(4), 20)");
    await expect.poll(() => losses.length).toBe(1);
    expect(losses[0]!.message).toContain("code 4");
    expect(await run("1")).toEqual({status: "ok"});
  });
  it("has forgotten everything after a restart", async () => {
    await run("let before: number = 1");
    await engine.restart();
    expect(await run("let before: string = 'anew'; before")).toEqual({status: "ok"});
    expect(result()).toBe("'anew'");
  });
});
