import {mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {captionOf, chaptersIn} from "../../../lib/lab/ui/chapters.ts";

describe("captionOf", () => {
  it("is the question that a paragraph ends in", () => {
    expect(captionOf("**Question.** A spike says *now*. How can it carry `x`, and which way is best?")).toBe("How can it carry x, and which way is best?");
  });
  it("is the first sentence where nothing is asked, and nothing where nothing is said", () => {
    expect(captionOf("Counts come first. Then models.")).toBe("Counts come first.");
    expect(captionOf("no full stop")).toBe("no full stop");
    expect(captionOf("")).toBe("");
  });
});

describe("chaptersIn", () => {
  let folder = "";
  const write = (name: string, title: string): void => writeFileSync(join(folder, name), JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{id: "a", cell_type: "markdown", metadata: {}, source: `# ${title}\n\nWhy?`}]}));
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "spikebook-chapters-"))));
  afterEach(() => rmSync(folder, {recursive: true}));

  it("lists the folder's notebooks by name, and leaves out what is hidden, is none, or cannot be read", () => {
    write("02-b.ipynb", "B");
    write("01-a.ipynb", "A");
    write(".hidden.ipynb", "H");
    writeFileSync(join(folder, "broken.ipynb"), "{");
    writeFileSync(join(folder, "notes.md"), "# N");
    expect(chaptersIn(folder)()).toEqual([{path: "01-a.ipynb", title: "A", caption: "Why?", picture: ""}, {path: "02-b.ipynb", title: "B", caption: "Why?", picture: ""}]);
  });
  it("sees a notebook that was changed, added or taken away", () => {
    write("a.ipynb", "A");
    const chapters = chaptersIn(folder);
    const titles = (): readonly string[] => chapters().map(({title}) => title);
    expect(titles()).toEqual(["A"]);
    write("a.ipynb", "A again");
    utimesSync(join(folder, "a.ipynb"), 10, 10);
    write("b.ipynb", "B");
    expect(titles()).toEqual(["A again", "B"]);
    rmSync(join(folder, "a.ipynb"));
    expect(titles()).toEqual(["B"]);
  });
});
