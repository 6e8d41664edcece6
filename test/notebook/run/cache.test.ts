import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import {runCache} from "../../../lib/notebook/run/cache.ts";
import {code, notebook, plain} from "../notebooks.ts";

const base = mkdtempSync(join(tmpdir(), "spikebook-cache-"));
afterAll(() => rmSync(base, {recursive: true}));
const put = (path: string, text: string): void => {
  mkdirSync(join(base, path, ".."), {recursive: true});
  writeFileSync(join(base, path), text);
};
const source = notebook(code("1", {id: "a"}));
const ran = notebook(code("1", {id: "a", outputs: [plain("1")], count: 1}));
const path = join(base, "book", "n.ipynb");
const find = async () => (await runCache(join(base, "kept"), {library: join(base, "lib"), data: [join(base, "data"), join(base, "missing")]})).find(path);

describe("runCache", () => {
  it("finds a run again until the notebook, the library, or data that cells may read have changed", async () => {
    put("book/n.ipynb", serialiseNotebook(source));
    for (const file of ["lib/deep/a.ts", "data/set.csv", "book/helper.ts"]) put(file, "1");
    expect(await find()).toBeUndefined();
    const keep = async () => (await runCache(join(base, "kept"), {library: join(base, "lib"), data: [join(base, "data")]})).keep(path, ran);
    await keep();
    expect(await find()).toEqual(ran);
    for (const file of ["lib/deep/a.ts", "data/set.csv", "book/helper.ts"]) {
      put(file, "1 and more");
      expect(await find(), file).toBeUndefined();
      await keep();
      expect(await find(), file).toEqual(ran);
    }
    put("book/other.ipynb", "another notebook does not count");
    expect(await find()).toEqual(ran);
    put("book/n.ipynb", serialiseNotebook(notebook(code("2", {id: "a"}))));
    expect(await find()).toBeUndefined();
  });
});
