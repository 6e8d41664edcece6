import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {createEngine} from "../lib/jupyter/spike-engine.ts";
import {tolerance} from "../lib/notebook/compare/number.ts";
import {runJob} from "../lib/notebook/run/job.ts";
import {jobsSummary} from "../lib/notebook/run/words.ts";

const folder = join(import.meta.dirname, "..", "notebooks");
const notebooks = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((name) => name.endsWith(".ipynb")).sort();

describe("the notebooks", () => {
  it("are there", () => {
    expect(notebooks.length).toBeGreaterThan(0);
  });
  it.each(notebooks)("%s runs from top to bottom and gives the outputs that it holds", async (name) => {
    const result = await runJob(join(folder, name), {engine: createEngine, check: tolerance(), timeout: 120});
    expect(jobsSummary([result], tolerance())).toBe("");
    // A notebook that was never run would differ in nothing if it printed nothing.
    expect(result.cells.some(({status}) => status === "ok")).toBe(true);
  }, 600_000);
});
