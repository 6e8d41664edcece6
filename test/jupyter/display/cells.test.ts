/** @file Display in real cells: typed names, outputs in their cells, widgets and input through the engine. */
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import type {CommMessage, Origin, Output} from "../../../lib/jupyter/engine.ts";
import {globals} from "../../../lib/jupyter/display/globals.ts";
import {createSpikeEngine} from "../../../lib/jupyter/spike-engine.ts";

type Sent = Output & {readonly origin: Origin};
const sent: Sent[] = [];
const engine = createSpikeEngine({
  cwd: import.meta.dirname,
  host: {output: (output, origin) => void sent.push({...output, origin}), input: async ({prompt, password}) => `${prompt}${password}`, lost: () => undefined}
});
let count = 0;
const run = async (code: string): Promise<readonly Sent[]> => {
  sent.length = 0;
  count++;
  const outcome = await engine.execute({number: count, code}, count);
  if (outcome.status === "error") throw new Error(outcome.failure.traceback.join("\n"));
  return [...sent];
};
const texts = (outputs: readonly Output[]): unknown[] => outputs.flatMap((each) => (each.type === "display" || each.type === "result" ? [each.data["text/plain"]] : []));

beforeAll(() => engine.ready);
beforeEach(() => void (sent.length = 0));
afterAll(() => engine.close());

describe("cells", () => {
  it("know all names with their types, without an import", async () => {
    const outputs = await run(`[${Object.keys(globals).map((name) => `typeof ${name}`).join(", ")}].every((kind) => kind === "function")`);
    expect(texts(outputs)).toEqual(["true"]);
    await expect(run("slider({minimum: 3})")).rejects.toThrow(/minimum/);
    await expect(run("const kind: 'c' = select({options: ['a', 'b']}).value")).rejects.toThrow(/"a" \| "b"/);
  });
  it("import the same functions from spikebook/display", async () => {
    expect(texts(await run('import {display as imported, progress as bar} from "spikebook/display";\nimported.markdown("**x**"); [imported === display, bar === progress]'))).toEqual(["**x**", expect.any(String)]);
  });
  it.each([["-0", "-0"], ["-12n", "-12n"], ["NaN", "NaN"], ["-1 / 0", "-Infinity"], ["null", "null"], ["'\\ud800'", "'\\ud800'"]])("show the last value exactly where it is %s", async (code, shown) => {
    expect(texts(await run(code))).toEqual([shown]);
  });
  it("cut a last value of 50 million characters in a time of the order of displaying it", async () => {
    const time = async (code: string): Promise<number> => {
      const start = performance.now();
      expect(texts(await run(code))).toEqual([expect.stringContaining("49,900,000 more characters")]);
      return performance.now() - start;
    };
    const displayed = await time("display('x'.repeat(5e7))");
    // 6 times as measured; 51 times where the value is sent back to be held.
    expect(await time("'x'.repeat(5e7)")).toBeLessThan(25 * displayed);
  });
  it("may use a display name for their own", async () => {
    expect(texts(await run("const text = 5, button = 'b'; text + button"))).toEqual(["'5b'"]);
    expect(texts(await run("text"))).toEqual(["5"]);
  });
  it("end without a result in a display, a handle or a widget that is shown already", async () => {
    expect(texts(await run("display(6)"))).toEqual(["6"]);
    expect(texts(await run("checkbox({label: 'noise'})"))).toEqual(["[ ] noise"]);
  });
  it("draw a bar before the lines that the loop prints, and its end after them", async () => {
    const outputs = await run("for (const i of progress([1, 2], {label: 'go'})) console.log(i)");
    expect(outputs.map((each) => (each.type === "stream" ? each.text : "")).join("")).toBe("1\n2\n");
    expect(texts(outputs).at(0)).toMatch(/ 0 of 2$/);
    expect(outputs.at(-1)).toMatchObject({type: "display", update: true, data: {"text/plain": expect.stringContaining("2 of 2, done")}});
  });
  it("end after the values that describe themselves later, displayed or as the result", async () => {
    await run('const later = (text: string) => ({[Symbol.for("Jupyter.display")]: () => new Promise((made) => setTimeout(made, 20, {"text/plain": text}))})');
    expect(texts(await run('display(later("one")).update(later("two")); later("three")'))).toEqual(["one", "two", "three"]);
    expect(texts(await run('display(later("four")); undefined'))).toEqual(["four"]);
  });
  it("hear a slider moved after they have ended, and print into their own output", async () => {
    const outputs = await run("const rate = slider({min: 0, max: 10, label: 'rate'});\nrate.onChange(async (value) => { await null; console.log('moved', value); })");
    const origin = count;
    const opened = outputs.filter((each): each is Sent & {type: "comm"} => each.type === "comm").map(({comm}) => comm).at(-1)!;
    await run("1");
    const message: CommMessage = {kind: "msg", id: opened.id, data: {method: "update", state: {value: 4}, buffer_paths: []}};
    await engine.comm(message, 99);
    expect(sent.filter(({type}) => type === "stream")).toMatchObject([{text: "moved 4\n", origin}]);
    expect(texts(await run("rate.value"))).toEqual(["4"]);
    expect(await engine.comms()).toHaveProperty(opened.id, "jupyter.widget");
  });
  it("ask the person", async () => {
    expect(texts(await run("[await input('a '), await input('b ', {password: true})]"))).toEqual(["[ 'a false', 'b true' ]"]);
  });
  it("show what the real tslab package displays", async () => {
    expect(await run("import * as tslab from 'tslab';\ntslab.display.html('<b>x</b>');")).toMatchObject([{type: "display", data: {"text/html": "<b>x</b>", "text/plain": "x"}, origin: count}]);
  });
  it("clear their output", async () => {
    expect(await run("clearOutput({wait: true})")).toMatchObject([{type: "clear", wait: true}]);
  });
});
