/** @file The notebooks of exercises: made anew they are the committed ones, and the student's hold no solution. */
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it, vi} from "vitest";
import {chapters, exercisesOf} from "../../lib/exercises/exercises.ts";
import {pageHtml} from "../../lib/notebook/export/page.ts";
import {parseNotebook} from "../../lib/notebook/format/parse.ts";
import {run} from "./command.ts";

vi.setConfig({testTimeout: 120_000});

const committed = join(import.meta.dirname, "..", "..", "notebooks", "exercises"), folder = mkdtempSync(join(tmpdir(), "spikebook-exercises-"));
afterAll(() => rmSync(folder, {recursive: true}));
const files = chapters.flatMap(({name}) => [`${name}.ipynb`, join("student", `${name}.ipynb`)]);

describe("spikebook exercises", () => {
  it("makes the committed notebooks, to the byte", async () => {
    const copy = join(folder, "copy");
    cpSync(committed, copy, {recursive: true});
    expect(await run(["exercises", "--out", copy])).toMatchObject({code: 0, err: ""});
    expect(readdirSync(copy).sort()).toEqual([...chapters.map(({name}) => `${name}.ipynb`), "student"].sort());
    for (const file of files) expect(readFileSync(join(copy, file), "utf8") === readFileSync(join(committed, file), "utf8"), file).toBe(true);
  });
  it("gives another seed other numbers, and writes the version that is asked for", async () => {
    const out = join(folder, "seven");
    expect(await run(["exercises", "--out", out, "--student", "--seed", "7"])).toMatchObject({code: 0, err: ""});
    expect(readdirSync(out)).toEqual(["student"]);
    const text = readFileSync(join(out, "student", "learning-rules.ipynb"), "utf8"), {cells, metadata} = parseNotebook(text, "seven");
    expect(metadata["spikebook"]).toEqual({chapter: "learning-rules", seed: 7});
    const {values} = exercisesOf(chapters[2]!)["weightDrift"]!({seed: 7});
    expect(cells.find(({id}) => id === "question-weightDrift")!.source).toContain(`\`pre\` = ${values["pre"]} Hz`);
    expect(cells.find(({id}) => id === "start")!.source).toContain("seed: 7");
  });
  it("makes checks that throw where nbgrader runs them, since it gives full credit to whatever does not", async () => {
    const {code, err} = await run(["run", join(committed, "student", "computational-efficiency.ipynb")], {NBGRADER_EXECUTION: "autograde"});
    expect(code).toBe(1);
    expect(err).toMatch(/cell \d+ +In\[\d+\].*Error: There is no answer yet\./);
  });
  it.each([[["--seed", "x"], "--seed must be a whole number from 0"], [["--colour"], "Unknown option"]])("refuses %j with a sentence and its usage", async (args, message) => {
    const {code, err} = await run(["exercises", ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("the student's notebooks", () => {
  it.each(chapters)("$name holds neither answers nor solutions, in its source or its page", (chapter) => {
    const text = readFileSync(join(committed, "student", `${chapter.name}.ipynb`), "utf8"), notebook = parseNotebook(text, chapter.name);
    // What a reader sees or searches: the cells' texts, as they are and as the page has them.
    const sources = notebook.cells.map(({source}) => source).join("\n"), page = pageHtml(notebook, {path: `${chapter.name}.ipynb`, stamp: "test"});
    for (const make of Object.values(exercisesOf(chapter))) {
      const {model, solution, hints, answer, values, name, question, beware} = make();
      for (const secret of [...(model.length > 14 ? [model] : []), solution, ...hints]) for (const where of [sources, text, page]) expect(where.includes(secret) || where.includes(JSON.stringify(secret).slice(1, -1)), `${name}: ${secret}`).toBe(false);
      const digits = Math.abs(answer(values)).toPrecision(5).replace(/\.?0+$/, "");
      // Short numbers are everywhere, and some questions hold them.
      if (digits.replace(/\D/g, "").length === 5 && !`${question}${beware}`.includes(digits)) expect(notebook.cells.map(({source}) => source).join("\n").includes(digits), `${name}: ${digits}`).toBe(false);
    }
    expect(text).not.toContain("SOLUTION");
  });
  it.each(chapters)("$name is open from first to last", (chapter) => {
    const text = readFileSync(join(committed, "student", `${chapter.name}.ipynb`), "utf8"), count = Object.keys(exercisesOf(chapter)).length;
    expect(text).toContain(`**0 of ${count} solved**`);
    const {cells} = parseNotebook(text, chapter.name);
    const checks = cells.filter(({id}) => id.startsWith("check-"));
    expect(checks.map((cell) => cell.cell_type === "code" && JSON.stringify(cell.outputs).includes("There is no answer yet."))).toEqual(Array.from({length: count}, () => true));
  });
});

describe("the teacher's notebooks", () => {
  it.each(chapters)("$name is right from first to last", (chapter) => {
    const text = readFileSync(join(committed, `${chapter.name}.ipynb`), "utf8"), count = Object.keys(exercisesOf(chapter)).length;
    expect(text).toContain(`**${count} of ${count} solved**`);
    expect(text).not.toContain("Not yet");
  });
});
