import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writePages} from "../../lib/notebook/export/pages.ts";
import {code, display, notebook} from "../notebook/notebooks.ts";
import {gallery} from "../notebook/export/gallery.ts";
import {executable, launch, open} from "./chromium.ts";

// The pages forbid eval, which Playwright's waitForFunction needs for its second look: these tests look from outside.
const patience = {timeout: 20_000, interval: 50};

/** One figure for each of plotly's bundles. */
const figures = ["scatter", "heatmap", "sunburst"].map((type) => ({
  path: `${type}.ipynb`,
  notebook: notebook(code("", {outputs: [display({"application/vnd.plotly.v1+json": {data: [type === "heatmap" ? {type, z: [[1, 2], [3, 4]]} : type === "sunburst" ? {type, labels: ["a", "b"], parents: ["", "a"]} : {type, y: [1, 3, 2]}], layout: {}}})]}))
}));

describe.skipIf(executable === undefined)("pages in Chromium", () => {
  let [browser, folder] = [undefined as unknown as Browser, ""];
  const at = (file: string): string => pathToFileURL(join(folder, file)).href;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "spikebook-browser-"));
    await writePages([{path: "gallery.ipynb", notebook: gallery}, ...figures], {folder, stamp: "test"});
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, {recursive: true});
  });

  it.each(["light", "dark"] as const)("draws everything in %s, complains of nothing, asks no network, and runs nothing of the notebook's", async (colorScheme) => {
    const {page, complaints} = await open(browser, at("gallery.html"), {colorScheme});
    await page.waitForSelector("figure.plot .main-svg .scatterlayer path.js-line");
    await page.evaluate("document.fonts.ready");
    expect(await page.evaluate('document.fonts.check("16px KaTeX_Main")')).toBe(true);
    expect(await page.evaluate("window.broken")).toBeUndefined();
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(colorScheme);
    expect(complaints).toEqual([]);
    await page.close();
  });
  it("switches between light and dark, plots too, and keeps the choice", async () => {
    const {page} = await open(browser, at("gallery.html"), {colorScheme: "light"});
    const ink = (): Promise<string> => page.$eval("figure.plot .xtick text", (text) => (text as unknown as {style: {fill: string}}).style.fill);
    await page.waitForSelector("figure.plot .xtick text");
    const before = await ink();
    await page.click("button.theme");
    await expect.poll(ink, patience).not.toBe(before);
    await page.reload();
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    await page.close();
  });
  it("folds one cell and all of them, and copies a cell's code", async () => {
    const {page} = await open(browser, at("gallery.html"));
    const opened = (): Promise<number> => page.$$eval("details.code[open]", (cells) => cells.length);
    const all = await opened();
    await page.click("details.code summary");
    expect(await opened()).toBe(all - 1);
    await page.click("button.fold");
    expect(await opened()).toBe(0);
    await page.click("button.fold");
    expect(await opened()).toBe(all);
    await page.hover("details.code");
    await Promise.all([page.waitForSelector('.copy:text-is("Copied")'), page.click("details.code .copy")]);
    await page.close();
  });
  it("prints dark on white whatever the screen shows, folded cells too", async () => {
    const {page} = await open(browser, at("gallery.html"), {colorScheme: "dark"});
    await page.click("button.fold");
    await page.emulateMedia({media: "print"});
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.waitForSelector("figure.plot .main-svg", {state: "attached"});
    expect(await page.$eval("main h1", (title) => getComputedStyle(title).color)).toBe("rgb(34, 37, 43)");
    expect(await page.$$eval("details.code:not([open])", (cells) => cells.length)).toBe(0);
    expect((await page.pdf({format: "A4"})).subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });
  it.each([400, 800, 1380])("needs no sideways scrolling at %i pixels", async (width) => {
    const {page} = await open(browser, at("gallery.html"), {viewport: {width, height: 800}});
    await page.waitForSelector("figure.plot .main-svg");
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await page.close();
  });
  it("keeps an output inside its own box, even one that would cover the page", async () => {
    const {page} = await open(browser, at("gallery.html"));
    const over = await page.$eval('.html div[style*="fixed"]', (box) => {
      const [inner, outer] = [box.getBoundingClientRect(), box.closest(".output")!.getBoundingClientRect()];
      return inner.top >= outer.top && inner.bottom <= outer.bottom + 0.5;
    });
    expect(over).toBe(true);
    await page.close();
  });
  it("leads from the index to a chapter, to the next, and back", async () => {
    const {page, complaints} = await open(browser, at("index.html"));
    await page.click("a.chapter >> nth=0");
    await page.click(".pager .next");
    expect(page.url()).toBe(at("scatter.html"));
    await page.click(".bar .where a");
    expect(page.url()).toBe(at("index.html"));
    expect(complaints).toEqual([]);
    await page.close();
  });
  it.each(["scatter.html", "heatmap.html", "sunburst.html"])("draws %s with the bundle that was chosen for it", async (file) => {
    const {page, complaints} = await open(browser, at(file));
    await page.waitForSelector("figure.plot .main-svg");
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe.skipIf(executable !== undefined)("pages in Chromium", () => {
  it.skip("are not looked at: no Chromium on this machine", () => {});
});
