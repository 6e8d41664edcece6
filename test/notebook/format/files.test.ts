import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {findNotebooks, writeWhole} from "../../../lib/notebook/format/files.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "spikebook-files-"))));
afterAll(() => rm(folder, {recursive: true}));

describe("findNotebooks", () => {
  it("takes a folder's notebooks by name, below too, without hidden folders, and each once", async () => {
    for (const path of ["b/02.ipynb", "b/01.ipynb", "b/deep/03.ipynb", "b/.ipynb_checkpoints/01.ipynb", "b/.01.ipynb.tmp", "b/readme.md"]) {
      await mkdir(join(folder, path, ".."), {recursive: true});
      await writeFile(join(folder, path), "");
    }
    const found = await findNotebooks([join(folder, "b"), join(folder, "b/01.ipynb")]);
    expect(found).toEqual(["01.ipynb", "02.ipynb", "deep/03.ipynb"].map((name) => join(folder, "b", name)));
  });
  it("refuses a missing file, another file, and a folder without notebooks", async () => {
    await mkdir(join(folder, "empty"));
    await expect(findNotebooks([join(folder, "no.ipynb")])).rejects.toThrow("no.ipynb: no such file or folder");
    await expect(findNotebooks([join(folder, "b/readme.md")])).rejects.toThrow("readme.md: must be a notebook (.ipynb) or a folder of them");
    await expect(findNotebooks([join(folder, "empty")])).rejects.toThrow("empty: the folder holds no notebooks (.ipynb)");
  });
});

describe("writeWhole", () => {
  it("keeps the mode and the link, and leaves nothing else in the folder", async () => {
    const path = join(folder, "mode", "a.ipynb");
    await mkdir(join(folder, "mode"));
    await writeFile(path, "old");
    await chmod(path, 0o640);
    await symlink(path, join(folder, "mode", "link.ipynb"));
    await writeWhole(join(folder, "mode", "link.ipynb"), "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(join(folder, "mode"), {withFileTypes: true}).then((each) => each.map((entry) => [entry.name, entry.isSymbolicLink()]))).toEqual([["a.ipynb", false], ["link.ipynb", true]]);
  });
  it("leaves the old file and no other when it cannot write", async () => {
    await mkdir(join(folder, "x", "a.ipynb"), {recursive: true});
    await writeFile(join(folder, "x", "a.ipynb", "inside"), "");
    await expect(writeWhole(join(folder, "x", "a.ipynb"), "new")).rejects.toThrow();
    expect(await readdir(join(folder, "x"))).toEqual(["a.ipynb"]);
  });
});
