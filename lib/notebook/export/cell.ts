/** @file One cell to HTML. */
import {escapeHtml} from "../../jupyter/display/html.ts";
import {tagsOf, type Cell, type CodeCell, type TextCell} from "../format/document.ts";
import {highlighted} from "./code.ts";
import type {Markdown} from "./markdown.ts";
import {outputHtml} from "./output.ts";
import type {Pictures} from "./sanitise.ts";

export interface CellContext {
  readonly markdown: Markdown;
  /** Pictures that lie beside the notebook. */
  readonly pictures: Pictures;
  /** How long each cell took, by id, where that is to be shown, ms. */
  readonly timings?: Readonly<Record<string, number>>;
}

/** Cells tagged `remove-cell`, `remove-input` or `remove-output` (as Jupyter Book names them) are left out, or in part. */
export function cellHtml(cell: Cell, context: CellContext): string {
  if (tagsOf(cell).includes("remove-cell")) return "";
  switch (cell.cell_type) {
    case "markdown":
      return `<section class="prose">${context.markdown.render(cell.source, picturesOf(cell, context.pictures))}</section>`;
    case "raw":
      return `<pre class="raw">${escapeHtml(cell.source)}</pre>`;
    case "code":
      return codeHtml(cell, context);
    default:
      return cell satisfies never;
  }
}

function picturesOf({attachments}: TextCell, beside: Pictures): Pictures {
  return (address) => {
    if (!address.startsWith("attachment:")) return beside(address);
    const [mime, data] = Object.entries(attachments?.[decode(address.slice("attachment:".length))] ?? {})[0] ?? [];
    return mime && /^image\/[\w.+-]+$/.test(mime) && typeof data === "string" ? `data:${mime};base64,${data.replace(/[^A-Za-z0-9+/=]/g, "")}` : undefined;
  };
}

/** A percent sign that encodes nothing is a percent sign. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function codeHtml(cell: CodeCell, context: CellContext): string {
  const tags = tagsOf(cell);
  const input = tags.includes("remove-input") || cell.source.trim() === "" ? "" : inputHtml(cell, context.timings?.[cell.id]);
  const outputs = tags.includes("remove-output") ? "" : cell.outputs.map((output) => outputHtml(output, context.markdown)).filter(Boolean).map((html) => `<div class="output">${html}</div>`).join("\n");
  return input || outputs ? `<section class="cell">${input}\n${outputs}</section>` : "";
}

/** A `details` element folds without a script. */
function inputHtml({source, execution_count: n, metadata}: CodeCell, time?: number): string {
  const first = source.split("\n").find((line) => line.trim() !== "") ?? "";
  const hidden = tagsOf({metadata}).includes("hide-input") || (metadata["jupyter"] as {readonly source_hidden?: unknown} | undefined)?.source_hidden === true;
  const took = time === undefined ? "" : `<span class="took">${escapeHtml(duration(time))}</span>`;
  return `<details class="code"${hidden ? "" : " open"}><summary><span class="prompt">${n ?? ""}</span><code class="first">${highlighted(first)}</code>${took}</summary><pre><code>${highlighted(source)}</code></pre></details>`;
}

/** `7 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
