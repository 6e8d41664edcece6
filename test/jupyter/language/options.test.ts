import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {createSession} from "../../../lib/jupyter/language/session.ts";
import {define, emitted, folder, refusal} from "./folder.ts";

const config = (compilerOptions: object): Record<string, string> => ({"tsconfig.json": JSON.stringify({compilerOptions})});

describe("options", () => {
  it("are strict, with Node's types, where the folder says nothing", () => {
    const session = createSession(folder());
    expect(refusal(session, "const f = (a) => a")).toContain("TS7006");
    expect(refusal(session, "const s: string = null")).toContain("TS2322");
    expect(refusal(session, "document.title")).toContain("TS2584");
    expect(define(session, "console.log(process.pid, Buffer.from('x'), setTimeout, structuredClone, fetch)").ok).toBe(true);
  });
  it("follow the folder's tsconfig in strictness, but not in what makes no sense for a cell", () => {
    const session = createSession(folder(config({strict: false, noUncheckedIndexedAccess: true, noUnusedLocals: true, target: "es5", module: "commonjs", noEmit: false, isolatedDeclarations: true})));
    expect(refusal(session, "const f = (a) => { const unused = 1; return a }; await f(1)")).toBe("");
    expect(refusal(session, "const list = [1]; const n: string = list[0]")).toContain("TS2322");
    expect(emitted(session, "const arrow = () => 1")).toContain("() => 1");
  });
  it("find the tsconfig of a folder above, with what it extends", () => {
    const cwd = folder({"base.json": JSON.stringify({compilerOptions: {strict: false}}), "tsconfig.json": "{\"extends\": \"./base.json\", /* a comment */}", "notes/x.txt": ""});
    expect(refusal(createSession(join(cwd, "notes")), "const f = (a) => a")).toBe("");
  });
  it("take lib and paths; a path becomes the file that Node loads", () => {
    const cwd = folder({...config({lib: ["esnext", "dom"], paths: {"@tools/*": ["./tools/*"]}}), "tools/one.ts": "export const one: number = 1;"});
    const session = createSession(cwd);
    expect(refusal(session, "document.title.length")).toBe("");
    expect(refusal(session, "import {one} from '@tools/one.ts'; const s: string = one")).toContain("TS2322");
    expect(emitted(session, "import {one} from '@tools/one.ts'")).toContain(JSON.stringify(join(cwd, "tools/one.ts")));
  });
  it("stay as they are where the tsconfig cannot be read", () => {
    expect(refusal(createSession(folder({"tsconfig.json": "{{{ nonsense"})), "const f = (a) => a")).toContain("TS7006");
  });
});
