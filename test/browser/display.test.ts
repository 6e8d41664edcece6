/** @file Outputs of display in a browser, as a front end puts them on its page. */
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import * as aq from "arquero";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {format} from "../../lib/jupyter/display/format.ts";
import {plotlyLibrary} from "../../lib/jupyter/display/plotly/library.ts";
import {barBundle} from "../../lib/jupyter/display/progress-bar.ts";
import type {Bundle} from "../../lib/jupyter/runtime/port.ts";
import {executable, launch, open} from "./chromium.ts";

const htmlOf = (value: unknown): string => (format(value) as Bundle).data["text/html"] as string;
const hostile = '</script><img src="x" onerror="window.broken = 1"><script>window.broken = 1</script>';
const lines = {data: [{x: [0, 1, 2], y: [1, 3, 2], name: hostile}], layout: {title: {text: hostile}, xaxis: {title: {text: "time (ms)"}}}};
const heat = {data: [{type: "heatmap", z: [[1, 2], [3, 4]]}], layout: {height: 300}};
const drawn = '[data-drawn="done"] .main-svg';

/** Channels of a computed colour. */
const brightness = (colour: string): number => Math.max(...colour.match(/\d+/g)!.slice(0, 3).map(Number));

describe.skipIf(executable === undefined)("display in Chromium", () => {
  let [browser, folder] = [undefined as unknown as Browser, ""];
  const page = async (name: string, style: string, ...outputs: readonly string[]): Promise<string> => {
    const path = join(folder, `${name}.html`);
    await writeFile(path, `<!doctype html><meta charset="utf-8"><body style="${style}">${outputs.map((html) => `<div class="output">${html}</div>`).join("\n")}</body>`);
    return pathToFileURL(path).href;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "spikebook-display-"));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, {recursive: true});
  });

  it("draws the first figure with the library that it carries, and later ones with the same, without a network", async () => {
    const {page: tab, complaints} = await open(browser, await page("session", "background: white", htmlOf(lines), htmlOf(heat), htmlOf(lines)));
    await tab.waitForFunction(`document.querySelectorAll('[data-drawn="done"]').length === 3`);
    expect(await tab.locator(drawn).count()).toBeGreaterThanOrEqual(3);
    expect(await tab.evaluate("window.broken")).toBeUndefined();
    expect(complaints).toEqual([]);
    await tab.close();
  });
  it("shows the words until a library comes, then draws: light ink on a dark page, dark ink when it turns light", async () => {
    vi.stubEnv("SPIKEBOOK_OUTPUT", "reproducible");
    const {page: tab} = await open(browser, await page("late", "background: #111", htmlOf(lines)));
    vi.unstubAllEnvs();
    expect(await tab.locator("[data-spikebook-figure] pre").textContent()).toContain("scatter");
    await tab.addScriptTag({path: plotlyLibrary()});
    await tab.waitForSelector(drawn);
    const ink = (): Promise<string> => tab.evaluate('getComputedStyle(document.querySelector(".xtick text")).fill');
    expect(brightness(await ink())).toBeGreaterThan(200);
    await tab.evaluate('document.body.style.background = "white"');
    await tab.waitForFunction('Math.max(...getComputedStyle(document.querySelector(".xtick text")).fill.match(/\\d+/g).map(Number)) < 80');
    await tab.close();
  });
  it("shows tables, arrays and bars, and runs nothing that stands in their data", async () => {
    const table = aq.table({time: [0.5, 10.25], [hostile]: [hostile, null]});
    const bar = barBundle({label: hostile, done: 1, total: 2, elapsed: 1000, state: "running"}).data["text/html"] as string;
    const {page: tab, complaints} = await open(browser, await page("table", "", htmlOf(table), htmlOf(new Float64Array([1, 2])), bar));
    expect(await tab.locator("tbody tr").first().locator("td").allTextContents()).toEqual(["0.50", expect.stringContaining("</script>")]);
    const right = (i: number): Promise<number> => tab.evaluate(`(() => { const range = document.createRange(); range.selectNodeContents(document.querySelectorAll("tbody tr")[${i}].cells[0]); return range.getBoundingClientRect().right; })()`);
    expect(await right(0)).toBeCloseTo(await right(1), 1);
    expect(await tab.locator("progress").evaluate((each) => (each as unknown as {position: number}).position)).toBe(0.5);
    expect(await tab.evaluate("window.broken")).toBeUndefined();
    expect(complaints).toEqual([]);
    await tab.close();
  });
});
