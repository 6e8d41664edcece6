/** @file Pages that come and go, in Chromium: a run goes on in the page that comes back, and two tabs do not overwrite each other unasked. */
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {code, notebook} from "../notebook/notebooks.ts";
import {ready as installed, remedy} from "../lab/ui/ready.ts";
import {executable, launch} from "./chromium.ts";
import {codeCell, openLab, patience, ready, runCell, startLab, type, type Lab} from "./lab.ts";

vi.setConfig({testTimeout: 4 * patience, hookTimeout: 2 * patience});

const possible = executable !== undefined && installed;
const endless = 'for (let i = 0; ; i++) {\n  console.log("step", i);\n  await new Promise((next) => setTimeout(next, 200));\n}';

describe.runIf(possible)("a page of the lab in Chromium", () => {
  let [browser, lab] = [undefined as unknown as Browser, undefined as unknown as Lab];
  beforeAll(async () => {
    lab = await startLab();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await lab.close();
  });

  it("that comes back during a run shows what it missed and what follows, and saves it all unasked", async () => {
    await lab.write("run.ipynb", notebook(code(endless, {id: "run"})));
    const gone = await openLab(browser, lab, "run.ipynb");
    await runCell(gone.page, 0);
    await codeCell(gone.page, 0).locator(".jp-OutputArea-output", {hasText: "step 1"}).waitFor();
    await gone.context.close();
    const context = await browser.newContext({viewport: {width: 1380, height: 900}});
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(`${lab.server.address}lab/workspaces/back/tree/run.ipynb?token=${lab.server.token}`);
    await ready(page);
    const outputs = codeCell(page, 0).locator(".jp-OutputArea-output");
    const steps = async (): Promise<readonly number[]> => [...(await outputs.first().innerText()).matchAll(/step (\d+)/g)].map(([, number]) => Number(number));
    await outputs.first().waitFor();
    const before = (await steps()).length;
    await expect.poll(async () => (await steps()).length, {timeout: patience}).toBeGreaterThan(before + 10);
    await page.locator('[data-command="notebook:interrupt-kernel"]').click();
    await outputs.filter({hasText: "Interrupted"}).waitFor();
    const all = await steps();
    expect(all).toEqual(all.map((_, i) => i));
    await page.keyboard.press("ControlOrMeta+s");
    await expect.poll(async () => JSON.stringify(await lab.read("run.ipynb")), {timeout: patience}).toContain("Interrupted");
    expect(await page.locator(".jp-Dialog").count()).toBe(0);
    await context.close();
  });
  it("is told when another has saved the notebook since it was opened", async () => {
    await lab.write("two.ipynb", notebook(code("1")));
    const [one, other] = [await openLab(browser, lab, "two.ipynb"), await openLab(browser, lab, "two.ipynb")];
    await type(one.page, 0, "// one");
    await one.page.keyboard.press("ControlOrMeta+s");
    await expect.poll(async () => (await lab.read("two.ipynb")).cells[0]!.source, {timeout: patience}).toBe("// one");
    await type(other.page, 0, "// other");
    await other.page.keyboard.press("ControlOrMeta+s");
    await other.page.locator(".jp-Dialog", {hasText: "File Changed"}).waitFor();
    expect((await lab.read("two.ipynb")).cells[0]!.source).toBe("// one");
    await other.page.locator(".jp-Dialog button", {hasText: "Revert"}).click();
    await codeCell(other.page, 0).locator(".cm-content", {hasText: "// one"}).waitFor();
    for (const {context} of [one, other]) await context.close();
  });
});

describe.skipIf(possible)("a page of the lab in Chromium", () => {
  it.skip(`is not looked at: ${executable === undefined ? "no Chromium on this machine" : remedy}`, () => {});
});
