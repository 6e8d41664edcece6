import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {code, markdown, notebook, plain} from "../notebook/notebooks.ts";
import {ready as installed, remedy} from "../lab/ui/ready.ts";
import {executable, launch} from "./chromium.ts";
import {choose, codeCell, idle, openLab, patience, ready, runCell, startLab, type, type Lab, type LabPage} from "./lab.ts";

vi.setConfig({testTimeout: 4 * patience, hookTimeout: 2 * patience});

const possible = executable !== undefined && installed;

describe.runIf(possible)("the lab in Chromium", () => {
  let [browser, lab] = [undefined as unknown as Browser, undefined as unknown as Lab];
  const close = async ({context, complaints}: LabPage): Promise<void> => {
    await context.close();
    expect(complaints).toEqual([]);
  };
  beforeAll(async () => {
    lab = await startLab();
    await lab.write("01-neuron.ipynb", await readFile(join(import.meta.dirname, "../../notebooks/01-neuron.ipynb"), "utf8"));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await lab.close();
  });

  it("leads from its token to the first chapter, and runs it whole", async () => {
    const opened = await openLab(browser, lab);
    const {page} = opened;
    expect(page.url()).not.toContain("token");
    await page.locator(".spikebook-Chapters button", {hasText: "The neuron: a leaky bucket"}).click();
    await idle(page);
    // The file tells how many cells there are: the page is still laying them out.
    const cells = (await lab.read("01-neuron.ipynb")).cells.filter((each) => each.cell_type === "code").length;
    await choose(page, "Edit", "Clear Outputs of All Cells");
    expect(await page.locator(".jp-OutputArea-output").count()).toBe(0);
    await choose(page, "Run", "Run All Cells");
    await page.waitForFunction((count) => [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].filter((each) => /^\[\d+\]:$/.test(each.textContent ?? "")).length === count, cells);
    await page.locator(".spikebook-Figure[data-drawn] .main-svg").first().scrollIntoViewIfNeeded();
    expect(await page.locator(".spikebook-Figure[data-drawn] .main-svg .trace").count()).toBeGreaterThan(0);
    expect(await page.locator('[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]').count()).toBe(0);
    expect(await page.locator(".spikebook-stale").count()).toBe(0);
    await close(opened);
  });
  it("colours what it shows as TypeScript, sets formulae, and draws diagrams", async () => {
    await lab.write("shown.ipynb", notebook(markdown("$$\\tau\\,\\dot v = -v$$\n\n```mermaid\nflowchart LR\n  spike --> trace\n```"), code("type Rate = number;\nconst rate: Rate = 5;")));
    const opened = await openLab(browser, lab, "shown.ipynb");
    const {page} = opened;
    await page.waitForSelector(".jp-MarkdownOutput mjx-container");
    await page.waitForSelector(".jp-MarkdownOutput .jp-RenderedMermaid svg, .jp-MarkdownOutput .jp-RenderedMermaid img");
    const colour = (text: string): Promise<string> => codeCell(page, 0).locator(".cm-line span", {hasText: new RegExp(`^${text}$`)}).first().evaluate((each) => getComputedStyle(each).color);
    await codeCell(page, 0).locator(".cm-line span", {hasText: /^type$/}).waitFor();
    // "type" is a word of the language in TypeScript alone.
    expect(await colour("type")).toBe(await colour("const"));
    expect(await colour("type")).not.toBe(await colour("5"));
    await close(opened);
  });
  it("stops a loop, and goes on with what was there before", async () => {
    await lab.write("loop.ipynb", notebook(code("let n = 6;"), code('console.log("round and round");\nwhile (true) n = 7;'), code("n * 6")));
    const opened = await openLab(browser, lab, "loop.ipynb");
    const {page} = opened;
    await runCell(page, 0);
    await runCell(page, 1);
    await codeCell(page, 1).locator(".jp-OutputArea-output", {hasText: "round"}).waitFor();
    await page.locator('[data-command="notebook:interrupt-kernel"]').click();
    await codeCell(page, 1).locator(".jp-OutputArea-output", {hasText: "Interrupted"}).waitFor();
    await runCell(page, 2);
    await codeCell(page, 2).locator(".jp-OutputArea-output", {hasText: /^42\s*$/}).waitFor();
    await close(opened);
  });
  it("keeps what was written and run over save and reload", async () => {
    await lab.write("kept.ipynb", notebook(code("1")));
    const opened = await openLab(browser, lab, "kept.ipynb");
    const {page} = opened;
    await type(page, 0, "const grüße = 6; grüße * 7");
    await runCell(page, 0);
    await codeCell(page, 0).locator(".jp-OutputArea-output", {hasText: "42"}).waitFor();
    await page.keyboard.press("ControlOrMeta+s");
    await expect.poll(async () => JSON.stringify((await lab.read("kept.ipynb")).cells), {timeout: patience}).toContain("grüße");
    const [cell] = (await lab.read("kept.ipynb")).cells;
    expect(cell).toMatchObject({source: "const grüße = 6; grüße * 7", outputs: [{output_type: "execute_result", data: {"text/plain": "42"}}]});
    expect(cell!.metadata).toEqual({});
    await page.reload();
    await ready(page);
    await codeCell(page, 0).locator(".jp-OutputArea-output", {hasText: "42"}).waitFor();
    expect(await codeCell(page, 0).locator(".cm-content").textContent()).toContain("grüße");
    await close(opened);
  });
  it("tells a cell where its slider was moved to", async () => {
    await lab.write("slider.ipynb", notebook(code('import {slider} from "spikebook/display";\nconst gain = slider({min: 0, max: 10, step: 1, value: 3, label: "gain"});\ngain'), code("gain.value")));
    const opened = await openLab(browser, lab, "slider.ipynb");
    const {page} = opened;
    await runCell(page, 0);
    const handle = codeCell(page, 0).locator(".noUi-handle");
    await handle.focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
    await codeCell(page, 0).locator(".widget-readout", {hasText: "7"}).waitFor();
    await runCell(page, 1);
    await codeCell(page, 1).locator(".jp-OutputArea-output", {hasText: /^7\s*$/}).waitFor();
    await close(opened);
  });
  it("marks what an edit made stale, with the reason, and runs just that", async () => {
    await lab.write("stale.ipynb", notebook(code("const x = 2;"), code("const y = x * 3;\ny"), code("console.log(Math.PI)")));
    const opened = await openLab(browser, lab, "stale.ipynb");
    const {page} = opened;
    await choose(page, "Run", "Run All Cells");
    await codeCell(page, 2).locator(".jp-OutputArea-output", {hasText: "3.14"}).waitFor();
    await type(page, 0, "const x = 4;");
    await expect.poll(() => page.locator(".spikebook-stale").evaluateAll((all) => all.map((each) => (each as unknown as {dataset: {stale: string}}).dataset.stale)), {timeout: patience}).toEqual(["edited since it ran", "x is stale"]);
    await page.getByRole("button", {name: "Run 2 stale"}).click();
    await codeCell(page, 1).locator(".jp-OutputArea-output", {hasText: /^12\s*$/}).waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".spikebook-stale").length === 0);
    expect(await codeCell(page, 2).locator(".jp-InputPrompt").first().textContent()).toBe("[3]:");
    await close(opened);
  });
  it("runs what depends on a slider when it is moved, where that is wished", async () => {
    await lab.write("bound.ipynb", notebook(code('const gain = slider({min: 0, max: 10, step: 1, value: 3, label: "gain"});\ngain'), code("gain.value * 2"), code("Math.random()")));
    const opened = await openLab(browser, lab, "bound.ipynb");
    const {page} = opened;
    await choose(page, "Run", "Run Dependent Cells by Themselves");
    await choose(page, "Run", "Run All Cells");
    const alone = codeCell(page, 2).locator(".jp-OutputArea-output");
    await alone.waitFor();
    const before = await alone.textContent();
    await codeCell(page, 0).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await codeCell(page, 1).locator(".jp-OutputArea-output", {hasText: /^8\s*$/}).waitFor();
    expect(await alone.textContent()).toBe(before);
    await choose(page, "Run", "Run Dependent Cells by Themselves");
    await close(opened);
  });
  it("tells a notebook that says by itself what it shows from one that does not", async () => {
    await lab.write("same.ipynb", notebook(code("const x = 6;"), code("x * 7", {outputs: [plain("42")]})));
    const opened = await openLab(browser, lab, "same.ipynb");
    const {page} = opened;
    const verdict = async (title: string): Promise<string> => {
      await choose(page, "Run", "Restart, Run All: Same Outputs?");
      const dialog = page.locator(".jp-Dialog", {hasText: title});
      await dialog.waitFor();
      const text = await dialog.textContent();
      await dialog.locator("button", {hasText: "Close"}).click();
      return text ?? "";
    };
    await verdict("The same");
    await type(page, 0, "const x = 6.001;");
    expect(await verdict("1 difference")).toContain("cell 2");
    await close(opened);
  });
  it("shows what a notebook wrote while no page was open", async () => {
    await lab.write("alone.ipynb", notebook(code('for (let i = 0; i < 5; i++) {\n  console.log("step", i);\n  await new Promise((next) => setTimeout(next, 300));\n}\nconsole.log("done")')));
    const opened = await openLab(browser, lab, "alone.ipynb");
    await runCell(opened.page, 0);
    await codeCell(opened.page, 0).locator(".jp-OutputArea-output", {hasText: "step 0"}).waitFor();
    await close(opened);
    await expect.poll(async () => JSON.stringify((await lab.read("alone.ipynb")).cells.map((cell) => "outputs" in cell && cell.outputs)), {timeout: patience}).toContain("done");
    const again = await openLab(browser, lab, "alone.ipynb");
    await codeCell(again.page, 0).locator(".jp-OutputArea-output", {hasText: "done"}).waitFor();
    await close(again);
  });
  it("draws figures for a dark page where the system is dark", async () => {
    await lab.write("dark.ipynb", notebook(code('({data: [{y: [1, 3, 2]}], layout: {}})')));
    const opened = await openLab(browser, lab, "dark.ipynb", "dark");
    const {page} = opened;
    await runCell(page, 0);
    await page.waitForSelector(".spikebook-Figure .xtick text");
    expect(await page.evaluate(() => document.body.dataset["jpThemeLight"])).toBe("false");
    const ink = await page.locator(".spikebook-Figure .xtick text").first().evaluate((each) => getComputedStyle(each).fill);
    expect(Math.min(...ink.match(/\d+/g)!.slice(0, 3).map(Number))).toBeGreaterThan(180);
    await close(opened);
  });
});

describe.skipIf(possible)("the lab in Chromium", () => {
  it.skip(`is not looked at: ${executable === undefined ? "no Chromium on this machine" : remedy}`, () => {});
});
