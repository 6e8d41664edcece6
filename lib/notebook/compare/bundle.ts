/** @file Two MIME bundles compared by what they say; pictures only by being there. */
import sanitize from "sanitize-html";
import {jsonMime, type MimeBundle} from "../format/document.ts";
import {compareData, type DataDifference} from "./data.ts";
import type {Tolerance} from "./number.ts";
import {compareText} from "./text.ts";

const plotly = "application/vnd.plotly.v1+json";
/** Made anew at each run, or naming a figure's revision and not its data. */
const volatile = new Set(["uid", "uirevision", "datarevision", "editrevision", "selectionrevision", "model_id", "comm_id"]);

export function compareBundles(stored: MimeBundle, fresh: MimeBundle, tolerance: Tolerance): readonly DataDifference[] {
  const [a, b] = [Object.keys(stored).sort(), Object.keys(fresh).sort()];
  if (a.join() !== b.join()) return [{path: "types", stored: a.join(", "), fresh: b.join(", ")}];
  return a.filter((mime) => !shadowed(mime, a)).flatMap((mime) => compareMime(mime, stored[mime], fresh[mime], tolerance));
}

/** A figure's HTML says again what its JSON says, with ids of its own; a widget's text holds its model's id. */
function shadowed(mime: string, mimes: readonly string[]): boolean {
  return mime === "text/html" ? mimes.includes(plotly) : mime.startsWith("text/") && mimes.some((each) => each.startsWith("application/vnd.jupyter.widget"));
}

function compareMime(mime: string, stored: unknown, fresh: unknown, tolerance: Tolerance): readonly DataDifference[] {
  if (/^(image|video|audio)\//.test(mime)) return [];
  if (jsonMime(mime)) return compareData(stored, fresh, {tolerance, volatile}).map((each) => ({...each, path: each.path ? `${mime} ${each.path}` : mime}));
  const [a, b] = [stored, fresh].map((text) => (mime === "text/html" ? htmlWords(String(text)) : String(text))) as [string, string];
  const found = compareText(a, b, tolerance);
  return found ? [{path: mime, stored: found.stored, fresh: found.fresh, ...(found.numbers && {numbers: found.numbers})}] : [];
}

/** The words of HTML, a table's row to a line. */
function htmlWords(html: string): string {
  const spaced = html.replace(/<\/t[dh]\s*>/gi, " $&").replace(/<\/(tr|p|div|li|h\d|table)\s*>|<br\b/gi, "\n$&");
  return sanitize(spaced, {allowedTags: [], allowedAttributes: {}}).replace(/[ \t]+/g, " ").replace(/ *\n\s*/g, "\n").trim();
}
