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
import {choose, codeCell, openLab, patience, runCell, startLab, type, type Lab} from "./lab.ts";

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
});

describe.skipIf(possible)("a reader of the lab in Chromium", () => {
  it.skip(`is not looked at: ${executable === undefined ? "no Chromium on this machine" : remedy}`, () => {});
});
