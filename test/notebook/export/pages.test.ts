import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {pageNames, picturesBeside, writePages} from "../../../lib/notebook/export/pages.ts";
import {markdown, notebook} from "../notebooks.ts";
import {gallery, pixel} from "./gallery.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "spikebook-pages-"))));
afterAll(() => rm(folder, {recursive: true}));

describe("writePages", () => {
  it("writes a page for each notebook and an index with title, first paragraph and a picture of each", async () => {
    const second = notebook(markdown("# Σ <synapse>\n\nThe second."));
    const index = await writePages([{path: "n/01 ä.ipynb", notebook: gallery}, {path: "n/02.ipynb", notebook: second, failure: "In[2]: no"}], {folder: join(folder, "out"), stamp: "s"});
    expect((await readdir(join(folder, "out"))).sort()).toEqual(["01 ä.html", "02.html", "index.html"]);
    const html = await readFile(index, "utf8");
    expect(html).toContain('href="01%20%C3%A4.html"');
    expect(html).toContain("Σ &lt;synapse&gt;");
    expect(html).toContain("The second.");
    expect(html.match(/<polyline/g)).toHaveLength(2);
    expect(html).toContain("Did not run to its end: In[2]: no");
    expect(await readFile(join(folder, "out", "02.html"), "utf8")).toContain('class="previous" rel="prev" href="01%20%C3%A4.html"');
  });
});

describe("pageNames", () => {
  it("tells notebooks of one name apart by their folders, and leaves the index its name", () => {
    expect(pageNames(["a/b.ipynb", "c/b.ipynb", "c/d.ipynb", "index.ipynb"])).toEqual(["a-b.html", "c-b.html", "d.html", "notebook-index.html"]);
    expect(pageNames(["/x/A.ipynb", "/x/y/a.ipynb"])).toEqual(["notebook-A.html", "y-a.html"]);
  });
});

describe("picturesBeside", () => {
  it("takes pictures from the notebook's folder and below, and from nowhere else", async () => {
    await mkdir(join(folder, "book", "images"), {recursive: true});
    for (const path of ["book/images/a b.png", "secret.png"]) await writeFile(join(folder, path), Buffer.from(pixel, "base64"));
    await writeFile(join(folder, "book", "notes.txt"), "");
    const pictures = picturesBeside(join(folder, "book", "n.ipynb"));
    expect(pictures("images/a%20b.png")).toBe(`data:image/png;base64,${pixel}`);
    for (const address of ["../secret.png", join(folder, "secret.png"), "notes.txt", "missing.png", "%E0%A4%A", ""]) expect(pictures(address)).toBeUndefined();
  });
});
