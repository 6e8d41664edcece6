/**
 * @file Where plotly.js lies, and a piece of HTML that brings it into a page.
 *
 * The published package has its own copy (`dist/assets/plotly.min.js`); in the source tree it is a dependency for
 * development. A page that inlines the library itself reads the file at `plotlyLibrary()`.
 */
import {closeSync, existsSync, openSync, readFileSync, readSync} from "node:fs";
import {createRequire} from "node:module";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";

const places = [fileURLToPath(new URL("../../../assets/plotly.min.js", import.meta.url)), "plotly.js/dist/plotly.min.js"];

/**
 * Path of `plotly.min.js`.
 *
 * @throws Error if this installation has no copy.
 */
export function plotlyLibrary(): string {
  const [own, dependency] = places as [string, string];
  if (existsSync(own)) return own;
  try {
    return createRequire(import.meta.url).resolve(dependency);
  } catch (error) {
    throw new Error(`plotlyLibrary: plotly.min.js must lie at ${own} or in the package plotly.js; install spikebook again`, {cause: error});
  }
}

/** The version that the library's own first lines name. */
export function plotlyVersion(path = plotlyLibrary()): string {
  const head = Buffer.alloc(300);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return /plotly\.js v(\d+\.\d+\.\d+)/.exec(head.toString("latin1"))?.[1] ?? "latest";
}

/** A script of some 2 MB that sets `window.Plotly`, unless the page has it already. */
export function carrierHtml(path = plotlyLibrary()): string {
  const packed = gzipSync(readFileSync(path)).toString("base64");
  return `<script>(${carry})("${packed}", "plotly-${plotlyVersion(path)}");</script>\n`;
}

// Unpacked in the page; kept in the page's cache, for figures that are drawn after a reload when this output has gone.
const carry = String.raw`async function (packed, name) {
  if (window.Plotly || window.spikebookPlotly) return;
  window.spikebookPlotly = true;
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const source = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const script = document.createElement("script");
  script.text = "(function (module, exports, define) {" + source + "\n}).call(window);";
  document.head.append(script);
  try {
    await (await caches.open("spikebook")).put("/" + name, new Response(source));
  } catch {}
}`;
