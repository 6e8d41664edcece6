/** @file A lab with notebooks of its own, and its page in a browser. */
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {startServer, type LabServer} from "../../lib/lab/server/server.ts";
import {labUi} from "../../lib/lab/ui/ui.ts";
import type {Notebook} from "../../lib/notebook/format/document.ts";
import {parseNotebook} from "../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../lib/notebook/format/serialise.ts";
import {cache} from "../lab/ui/ready.ts";

/** A cell has to be run by another process on a machine that may be busy. */
export const patience = 120_000;

export interface Lab {
  readonly server: LabServer;
  write(name: string, notebook: Notebook | string): Promise<void>;
  read(name: string): Promise<Notebook>;
  close(): Promise<void>;
}

export async function startLab(): Promise<Lab> {
  const [folder, data] = await Promise.all(["spikebook-lab-", "spikebook-data-"].map((name) => mkdtemp(join(tmpdir(), name)))) as [string, string];
  const ui = await labUi({folder, cache, progress: () => {}});
  const server = await startServer({root: folder, data, version: "0.0.0", ui, port: 0});
  return {
    server,
    write: (name, notebook) => writeFile(join(folder, name), typeof notebook === "string" ? notebook : serialiseNotebook(notebook)),
    read: async (name) => parseNotebook(await readFile(join(folder, name), "utf8"), name),
    async close() {
      await server.close();
      await Promise.all([folder, data].map((each) => rm(each, {recursive: true, force: true})));
    }
  };
}

export interface LabPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors in the console and of scripts, refused requests, and requests that leave the machine. */
  readonly complaints: readonly string[];
}

let opened = 0;

/** Opens the lab by its token in a browser that has never seen it; with a file, that file. */
export async function openLab(browser: Browser, {server: {address, token}}: Lab, file = "", colorScheme: "light" | "dark" = "light"): Promise<LabPage> {
  const context = await browser.newContext({viewport: {width: 1380, height: 900}, colorScheme});
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && complaints.push(`console: ${message.text()}`)));
  page.on("pageerror", (error) => void complaints.push(`error: ${error.stack ?? error.message}`));
  page.on("response", (response) => void (response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`)));
  page.on("request", (request) => void (request.url().startsWith(address) || /^(data|blob):/.test(request.url()) || complaints.push(`request: ${request.url()}`)));
  // A workspace of its own: one that others have used opens what they had open.
  await page.goto(`${address}lab/workspaces/w${opened++}${file && `/tree/${file}`}?token=${token}`);
  await ready(page);
  if (file) await idle(page);
  return {page, context, complaints};
}

export const ready = (page: Page): Promise<unknown> => page.waitForSelector("html[data-lab-ready]", {state: "attached"});

/** The kernel of the notebook in front has started and runs nothing. */
export const idle = (page: Page): Promise<unknown> => page.waitForSelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status="idle"]', {state: "attached"});

/** Does it again where nothing has come of it: a page that is still being laid out may lose a click, and a person would click again. */
export async function insist(action: () => Promise<unknown>, effect: () => Promise<boolean>): Promise<void> {
  for (let left = patience; ; ) {
    await action();
    for (let waited = 0; waited < 10_000; waited += 100, left -= 100) {
      if (await effect()) return;
      if (left <= 0) throw new Error("nothing has come of it, however often it was done");
      await new Promise((go) => setTimeout(go, 100));
    }
  }
}

/** Runs an entry of the menu bar, as a person would. */
export async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.locator(".lm-MenuBar-item", {hasText: new RegExp(`^${menu}$`)}).click();
  await page.locator(".lm-Menu-item", {hasText: entry}).first().click();
}

export const codeCell = (page: Page, index: number): ReturnType<Page["locator"]> => page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").nth(index);

/** Replaces a cell's text. */
export async function type(page: Page, index: number, text: string): Promise<void> {
  await codeCell(page, index).locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Runs a cell, and sees that it was sent: its number has gone, or is another. */
export async function runCell(page: Page, index: number): Promise<void> {
  const number = (): Promise<string | null> => codeCell(page, index).locator(".jp-InputPrompt").first().textContent();
  const before = await number();
  await insist(async () => {
    await codeCell(page, index).locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+Enter");
  }, async () => (await number()) !== before);
}
