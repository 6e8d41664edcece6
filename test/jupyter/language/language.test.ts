import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startLanguage, type Language, type Renewable} from "../../../lib/jupyter/language/language.ts";

let language: Language & Renewable;
beforeAll(() => {
  language = startLanguage({cwd: import.meta.dirname});
});
afterAll(() => language.close());

async function define(code: string, tags: readonly string[] = []): Promise<string> {
  const compiled = await language.compile({number: 1, code, tags});
  if (compiled.ok) await language.commit(compiled.ticket);
  return compiled.ok ? "" : compiled.failure.message;
}

describe("language", () => {
  it("knows what was committed, and only that", async () => {
    expect(await define("const known = 1")).toBe("");
    expect((await language.compile({number: 2, code: "const dropped = 1"})).ok).toBe(true);
    expect(await define("known + 1")).toBe("");
    expect(await define("dropped + 1")).toContain("TS2304");
  });
  it("answers several questions at once", async () => {
    const [completion, help, complete] = await Promise.all([language.complete("kno", 3), language.inspect("known", 2, 0), language.isComplete("if (x) {")]);
    expect(completion.items.map(({text}) => text)).toContain("known");
    expect(help?.["text/plain"]).toBe("const known: 1");
    expect(complete).toEqual({status: "incomplete", indent: "  "});
  });
  it.each([
    ["deep brackets", "[".repeat(5000) + "]".repeat(5000)],
    ["deep parentheses", `${"(".repeat(5000)}1${")".repeat(5000)}`],
    ["deep blocks", `${"if (1) {".repeat(2000)}${"}".repeat(2000)}`],
    ["a null byte", "\0"],
    ["a lone surrogate", "const s = '\ud800'"],
    ["a name of a million letters", "x".repeat(1e6)],
    ["a string of a million letters", `const long = '${"y".repeat(1e6)}'`],
    ["only openings", "({[`${".repeat(200)]
  ])("answers %s and lives on", async (_, code) => {
    const compiled = await language.compile({number: 9, code});
    expect(compiled.ok || compiled.failure.name === "TypeScriptError").toBe(true);
    await language.complete(code, code.length);
    await language.isComplete(code);
    expect(await define("known + 1")).toBe("");
  });
  it("is told the declarations again when its thread has died", async () => {
    expect(await define("const survivor: Record<string, number> = {}; type Kept = 'kept'")).toBe("");
    await language.renew();
    expect(await define("const kept: Kept = 'kept'; survivor['a'] = known")).toBe("");
  });
  it("forgets what only a deleted cell declared, also where its thread dies afterwards", async () => {
    const cell = async (code: string, id: string): Promise<void> => {
      const compiled = await language.compile({number: 1, code, id});
      await language.commit(compiled.ok ? compiled.ticket : -1);
    };
    await cell("const doomed = 1; type Doomed = 'd'", "one");
    await cell("const heir = doomed + 1", "two");
    expect([...(await language.forget(["one"]))].sort()).toEqual(["Doomed", "doomed"]);
    for (let i = 0; i < 2; i++) {
      expect(await define("doomed")).toContain("TS2304");
      expect(await define("heir + 1")).toBe("");
      if (i === 0) await language.renew();
    }
    expect(await language.forget(["one", "none"])).toEqual([]);
  });
  it("forgets all on reset", async () => {
    await language.reset();
    expect(await define("known + 1")).toContain("TS2304");
  });
});
