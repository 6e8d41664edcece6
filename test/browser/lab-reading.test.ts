/** @file What the lab's commands for readers do, in Chromium: a page that stands alone, a view without code. */
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {code, markdown, notebook} from "../notebook/notebooks.ts";
import {ready as installed, remedy} from "../lab/ui/ready.ts";
import {executable, launch, open} from "./chromium.ts";
import {choose, codeCell, insist, openLab, patience, runCell, startLab, type, type Lab} from "./lab.ts";

vi.setConfig({testTimeout: 4 * patience, hookTimeout: 2 * patience});

const possible = executable !== undefined && installed;

describe.runIf(possible)("a reader of the lab in Chromium", () => {
  let [browser, lab, folder] = [undefined as unknown as Browser, undefined as unknown as Lab, ""];
  beforeAll(async () => {
    [lab, folder] = await Promise.all([startLab(), mkdtemp(join(tmpdir(), "spikebook-export-"))]);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await lab.close();
    await rm(folder, {recursive: true, force: true});
  });

  it("is given the notebook as it stands in the page, as one file that asks nothing of a network", async () => {
    await lab.write("ä b.ipynb", notebook(markdown("# A title\n\nand $x^2$"), code("1")));
    const {page, context, complaints} = await openLab(browser, lab, "ä b.ipynb");
    await type(page, 0, "6 * 7");
    await runCell(page, 0);
    await codeCell(page, 0).locator(".jp-OutputArea-output", {hasText: /^42\s*$/}).waitFor();
    const saved = page.waitForEvent("download");
    await choose(page, "File", "Export as HTML");
    const download = await saved;
    expect(download.suggestedFilename()).toBe("ä b.html");
    await download.saveAs(join(folder, "page.html"));
    expect((await lab.read("ä b.ipynb")).cells[1]!.source).toBe("6 * 7");
    await context.close();
    expect(complaints).toEqual([]);
    expect(await readFile(join(folder, "page.html"), "utf8")).not.toContain(lab.server.token);
    const alone = await open(browser, pathToFileURL(join(folder, "page.html")).href);
    expect(await alone.page.title()).toBe("A title");
    expect(await alone.page.locator("body").innerText()).toMatch(/6 \* 7[^]*42/);
    await alone.page.close();
    expect(alone.complaints).toEqual([]);
  });
  it("sees text, controls and results without code, which stay alive, and nothing of it is saved", async () => {
    const cells = notebook(markdown("# A title"), code("const offset = 10;"), code('const gain = slider({min: 0, max: 10, step: 1, value: 3, label: "gain"});\ngain'), code("gain.value + offset"));
    await lab.write("app.ipynb", cells);
    const {page, context, complaints} = await openLab(browser, lab, "app.ipynb");
    await choose(page, "Run", "Run All Cells");
    const result = codeCell(page, 2).locator(".jp-OutputArea-output");
    await result.filter({hasText: /^13\s*$/}).waitFor();
    await choose(page, "View", "App View: Hide Code");
    const editors = page.locator(".jp-CodeCell .cm-editor");
    await expect.poll(() => editors.evaluateAll((all) => all.filter((each) => each.getClientRects().length > 0).length)).toBe(0);
    expect(await page.locator(".jp-MarkdownOutput h1").isVisible()).toBe(true);
    expect(await result.isVisible()).toBe(true);
    expect(await codeCell(page, 0).isVisible()).toBe(false);
    await codeCell(page, 1).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await codeCell(page, 1).locator(".widget-readout", {hasText: "4"}).waitFor();
    await result.click();
    await page.keyboard.press("ControlOrMeta+Enter");
    await result.filter({hasText: /^14\s*$/}).waitFor();
    await choose(page, "File", "Save Notebook");
    await expect.poll(async () => JSON.stringify((await lab.read("app.ipynb")).cells[3]), {timeout: patience}).toContain("14");
    const saved = await lab.read("app.ipynb");
    expect([saved.metadata, ...saved.cells.map(({metadata}) => metadata)].map((each) => JSON.stringify(each))).not.toContainEqual(expect.stringMatching(/app|hidden/));
    await choose(page, "View", "App View: Hide Code");
    expect(await editors.first().isVisible()).toBe(true);
    await context.close();
    expect(complaints).toEqual([]);
  });
  it("sorts a table by a click on a head, and turns the pages of a long one", async () => {
    const [long, small] = ["const long = table({n: Array.from({length: 45}, (_, i) => (i * 7) % 45), word: Array.from({length: 45}, (_, i) => 'w' + i)});\nlong", "table({v: [2.5, null, -10, 3], name: ['b', '<i>', 'a10', 'a9']})"];
    await lab.write("table.ipynb", notebook(code(`import {table} from "arquero";\n${long}`), code(small), code("table({m: Array.from({length: 1500}, (_, i) => 1500 - i)})")));
    const {page, context, complaints} = await openLab(browser, lab, "table.ipynb");
    await choose(page, "Run", "Run All Cells");
    const column = (cell: number, index: number): Promise<readonly string[]> => codeCell(page, cell).locator(`.jp-OutputArea-output tbody td:nth-child(${index})`).allTextContents();
    const head = (cell: number, name: string) => codeCell(page, cell).locator("thead th", {hasText: name});
    await head(1, "name").waitFor();
    expect(await column(0, 2)).toEqual(Array.from({length: 20}, (_, i) => `w${i}`));
    await head(0, "n").first().click();
    expect(await column(0, 1)).toEqual(Array.from({length: 20}, (_, i) => String(i)));
    for (let i = 0; i < 2; i++) await codeCell(page, 0).getByTitle("Next page").click();
    expect(await column(0, 1)).toEqual(["40", "41", "42", "43", "44"]);
    expect(await codeCell(page, 0).getByTitle("Next page").isDisabled()).toBe(true);
    expect(await codeCell(page, 0).locator(".spikebook-Table p").textContent()).toContain("page 3 of 3");
    await head(0, "n").first().click();
    expect(await column(0, 1)).toEqual(Array.from({length: 20}, (_, i) => String(44 - i)));
    await head(0, "n").first().click();
    expect(await column(0, 2)).toEqual(Array.from({length: 20}, (_, i) => `w${i}`));
    await head(1, "v").click();
    expect(await column(1, 1)).toEqual(["-10.0", "2.5", "3.0", ""]);
    await head(1, "name").click();
    expect(await column(1, 2)).toEqual(["<i>", "a9", "a10", "b"]);
    // Of 1,500 rows 1,000 are here: their smallest is not the smallest.
    await head(2, "m").click();
    expect((await column(2, 1))[0]).toBe("1500");
    expect(await codeCell(page, 2).locator(".spikebook-Table p").textContent()).toContain("page 1 of 50");
    await context.close();
    expect(complaints).toEqual([]);
  });
  it("has the variables beside the notebook, as they are after each cell and after a restart", async () => {
    await lab.write("variables.ipynb", notebook(code("const weights = [[1, 2, 3], [4, 5, 6]];\nlet total = 0;"), code("total = weights.flat().reduce((sum, each) => sum + each);")));
    const {page, context, complaints} = await openLab(browser, lab, "variables.ipynb");
    const panel = page.locator(".spikebook-Variables");
    await insist(() => choose(page, "View", "Variables"), () => panel.isVisible());
    await panel.filter({hasText: "No cell has declared a variable yet."}).waitFor();
    const rows = (): Promise<readonly (readonly string[])[]> => panel.locator("tbody tr").evaluateAll((all) => all.map((each) => [...(each as unknown as {cells: Iterable<{textContent: string}>}).cells].map(({textContent}) => textContent)));
    await runCell(page, 0);
    await expect.poll(rows, {timeout: patience}).toEqual([["total", "number", "", "0"], ["weights", "Array", "2 × 3", "[ [ 1, 2, 3 ], [ 4, 5, 6 ] ]"]]);
    await runCell(page, 1);
    await expect.poll(async () => (await rows())[0], {timeout: patience}).toEqual(["total", "number", "", "21"]);
    expect(await codeCell(page, 1).locator(".jp-InputPrompt").first().textContent()).toBe("[2]:");
    await choose(page, "Kernel", "Restart Kernel…");
    await page.locator(".jp-Dialog button", {hasText: "Restart"}).click();
    await panel.filter({hasText: "No cell has declared a variable yet."}).waitFor();
    await context.close();
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(possible)("a reader of the lab in Chromium", () => {
  it.skip(`is not looked at: ${executable === undefined ? "no Chromium on this machine" : remedy}`, () => {});
});
