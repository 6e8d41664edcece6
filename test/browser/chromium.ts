/** @file The browser of this machine, for tests that look at pages. */
import {existsSync} from "node:fs";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {chromium} from "playwright-core";

/** Where a Chromium lies, if there is one. */
export const executable = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find((path) => path !== undefined && existsSync(path));

export const launch = (): Promise<Browser> => chromium.launch({executablePath: executable!, args: ["--no-sandbox"]});

export interface Watched {
  readonly page: Page;
  /** Errors in the console and of scripts, and everything asked of a network. */
  readonly complaints: readonly string[];
}

/** Opens a page and listens to all that it complains of. */
export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const page = await browser.newPage({viewport: {width: 1380, height: 900}, ...options});
  const complaints: string[] = [];
  page.on("console", (message) => void (["error", "warning"].includes(message.type()) && complaints.push(`console: ${message.text()}`)));
  page.on("pageerror", (error) => void complaints.push(`error: ${error.message}`));
  page.on("request", (request) => void (/^(file|data|blob):/.test(request.url()) || complaints.push(`request: ${request.url()}`)));
  await page.goto(address);
  return {page, complaints};
}
