/** @file The library in a tab, as its build serves it: the same modules without their types. */
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {stripTypeScriptTypes} from "node:module";
import type {AddressInfo} from "node:net";
import type {Page} from "playwright-core";
import {launch} from "./chromium.ts";

const root = new URL("../..", import.meta.url);
/** As arquero's package.json tells bundlers: what reads by node:fs has a twin for the web. */
const imports = {
  arquero: "/node_modules/arquero/src/index.js",
  acorn: "/node_modules/acorn/dist/acorn.mjs",
  "@uwdata/flechette": "/node_modules/@uwdata/flechette/src/index.js",
  "/node_modules/arquero/src/format/stream/byte-stream.js": "/node_modules/arquero/src/format/stream/byte-stream-web.js"
};
const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({imports})}</script>`;

function served(path: string): string {
  const text = readFileSync(new URL(`.${path}`, root), "utf8");
  return path.endsWith(".ts") ? stripTypeScriptTypes(text) : text;
}

/** Opens a tab that can import `/lib/index.ts`, and closes all again. `missing` are the files that were asked for in vain. */
export async function withLibrary<Result>(use: (tab: Page, missing: readonly string[]) => Promise<Result>): Promise<Result> {
  const missing: string[] = [];
  const server = createServer(({url = "/"}, reply) => {
    if (url === "/") return void reply.setHeader("content-type", "text/html").end(page);
    try {
      reply.setHeader("content-type", "text/javascript").end(served(url));
    } catch {
      missing.push(url);
      reply.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use(tab, missing);
  } finally {
    await browser.close();
    await new Promise((closed) => server.close(closed));
  }
}
