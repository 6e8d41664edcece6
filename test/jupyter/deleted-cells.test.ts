import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import type {Cell, Outcome, Output} from "../../lib/jupyter/engine.ts";
import {createSpikeEngine} from "../../lib/jupyter/spike-engine.ts";

const outputs: Output[] = [];
const engine = createSpikeEngine({cwd: fileURLToPath(new URL(".", import.meta.url)), host: {output: (output) => void outputs.push(output), input: () => Promise.reject(new Error("no one is asked")), lost() {}}});
let count = 0;
const run = (code: string, more: Partial<Cell> = {}): Promise<Outcome> => engine.execute({number: ++count, code, ...more}, count);
const result = (): unknown => outputs.findLast((output) => output.type === "result")?.data["text/plain"];
const message = (outcome: Outcome): string => (outcome.status === "error" ? outcome.failure.message : "ran");

async function names(): Promise<readonly string[]> {
  const {all} = await engine.expressions({all: "__spikebook.variables()"});
  return ((all as {data: Record<string, unknown>}).data["application/json"] as {name: string}[]).map(({name}) => name);
}

afterAll(() => engine.close());

describe("when a cell has been deleted", () => {
  it("later cells no longer find what it declared, be it value, type or import", async () => {
    await run('import {linspace} from "spikebook";\ninterface Named { name: string }\nconst gone = 1;\nfunction also() { return 2 }\nclass Kind {}', {id: "a"});
    await run("const stays = gone + 1;", {id: "b"});
    expect(await run("stays", {id: "c", deleted: ["a", "never seen"]})).toEqual({status: "ok"});
    expect(result()).toBe("2");
    expect(await names()).toEqual(["stays"]);
    for (const name of ["gone", "also()", "new Kind()", "linspace(0, 1, 2)"]) expect(message(await run(name)), name).toContain("TS2304");
    expect(message(await run('const one: Named = {name: "one"}'))).toContain("TS2304");
  });
  it("its values are let go", async () => {
    await run("const large = new Float64Array(1000);", {id: "large"});
    await run("const size = () => typeof large;");
    await run("size()", {deleted: ["large"]});
    expect(result()).toBe("'undefined'");
    expect((await engine.expressions({left: "typeof large"}))["left"]).toMatchObject({data: {"text/plain": "'undefined'"}});
  });
  it("what another cell declares too stays as it is", async () => {
    await run("const both = 1; const single = 1;", {id: "first"});
    await run("const both = 'two';", {id: "second"});
    await run("1", {deleted: ["first"]});
    expect(await run("both.toUpperCase()")).toEqual({status: "ok"});
    expect(result()).toBe("'TWO'");
    expect(message(await run("single"))).toContain("TS2304");
  });
  it("what it declared in all its versions goes", async () => {
    await run("const early = 1;", {id: "edited"});
    await run("const late = 2;", {id: "edited"});
    expect(message(await run("early", {deleted: ["edited"]}))).toContain("TS2304");
    expect(message(await run("late"))).toContain("TS2304");
  });
  it("a name that it had taken from all cells is theirs again", async () => {
    await run("const display = 5; const performance = 6; display + performance", {id: "taker"});
    expect(result()).toBe("11");
    expect(await run("[typeof display.html, typeof performance.now].join()", {deleted: ["taker"]})).toEqual({status: "ok"});
    expect(result()).toBe("'function,function'");
  });
  it("its names can be declared anew, with other types", async () => {
    await run("const anew = 1;", {id: "x"});
    expect(await run("const anew = 'text'; anew.length", {id: "y", deleted: ["x"]})).toEqual({status: "ok"});
    expect(result()).toBe("4");
    expect(await names()).toContain("anew");
  });
});
