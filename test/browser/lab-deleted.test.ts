/** @file Deleted cells in Chromium: their variables go with the next run, and an undo in time keeps them. */
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {code, notebook} from "../notebook/notebooks.ts";
import {ready as installed, remedy} from "../lab/ui/ready.ts";
import {executable, launch} from "./chromium.ts";
import {choose, codeCell, openLab, patience, runCell, startLab, type Lab} from "./lab.ts";

vi.setConfig({testTimeout: 4 * patience, hookTimeout: 2 * patience});

const possible = executable !== undefined && installed;

describe.runIf(possible)("a deleted cell in Chromium", () => {
  let [browser, lab] = [undefined as unknown as Browser, undefined as unknown as Lab];
  beforeAll(async () => {
    lab = await startLab();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await lab.close();
  });
  const output = (page: Page, index: number, text: string | RegExp): Promise<void> => codeCell(page, index).locator(".jp-OutputArea-output", {hasText: text}).waitFor();
  const deleteFirst = async (page: Page): Promise<void> => {
    await codeCell(page, 0).locator(".jp-InputPrompt").click();
    await choose(page, "Edit", "Delete Cell");
  };

  it("takes its variables with it when the next cell runs", async () => {
    await lab.write("deleted.ipynb", notebook(code("const gone = 6;"), code("const stays = gone * 7;\nstays"), code("stays + 1"), code("gone")));
    const {page, context, complaints} = await openLab(browser, lab, "deleted.ipynb");
    await choose(page, "Run", "Run All Cells");
    await output(page, 3, /^6\s*$/);
    await deleteFirst(page);
    await runCell(page, 1);
    await output(page, 1, /^43\s*$/);
    await runCell(page, 2);
    await output(page, 2, "Cannot find name 'gone'");
    await context.close();
    expect(complaints).toEqual([]);
  });
  it("keeps them when it is brought back before that", async () => {
    await lab.write("back.ipynb", notebook(code("const back = 6;"), code("back * 7")));
    const {page, context, complaints} = await openLab(browser, lab, "back.ipynb");
    await choose(page, "Run", "Run All Cells");
    await output(page, 1, /^42\s*$/);
    await deleteFirst(page);
    await choose(page, "Edit", "Undo Cell Operation");
    await expect.poll(() => page.locator(".jp-CodeCell").count(), {timeout: patience}).toBe(2);
    await runCell(page, 1);
    await expect.poll(() => codeCell(page, 1).locator(".jp-InputPrompt").first().textContent(), {timeout: patience}).toBe("[3]:");
    await output(page, 1, /^42\s*$/);
    await context.close();
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(possible)("a deleted cell in Chromium", () => {
  it.skip(`is not looked at: ${executable === undefined ? "no Chromium on this machine" : remedy}`, () => {});
});
