/** @file A cell's outputs to HTML, each by the richest of its types that a page without a kernel can show. */
import {escapeHtml, scriptJson} from "../../jupyter/display/html.ts";
import {jsonMime, type MimeBundle, type Output} from "../format/document.ts";
import {cut, terminalHtml} from "./ansi.ts";
import {highlighted} from "./code.ts";
import type {Markdown} from "./markdown.ts";
import {plotlyMime} from "./plotly.ts";
import {cleanHtml} from "./sanitise.ts";

export function outputHtml(output: Output, markdown: Markdown): string {
  switch (output.output_type) {
    case "stream":
      return output.text === "" ? "" : `<pre class="stream ${output.name}">${terminalHtml(output.text)}</pre>`;
    case "error":
      return `<pre class="error">${terminalHtml(output.traceback.join("\n") || `${output.ename}: ${output.evalue}`)}</pre>`;
    case "display_data":
    case "execute_result":
      return bundleHtml(output.data, output.metadata, markdown);
    default:
      return output satisfies never;
  }
}

type Render = (value: string, markdown: Markdown) => string;

const text: Render = (value) => `<pre class="text">${terminalHtml(value)}</pre>`;
const picture = (mime: string): Render => (value) => `<img class="picture" alt="" src="data:${mime};base64,${value.replace(/[^A-Za-z0-9+/=]/g, "")}">`;

/** In the order of preference. SVG stands in an `img`, where its scripts never run and its ids are its own. */
const renderers: readonly (readonly [mime: string, render: Render])[] = [
  ["text/html", (value) => `<div class="html">${cleanHtml(value)}</div>`],
  ["text/markdown", (value, markdown) => `<div class="prose">${markdown.render(value)}</div>`],
  ["image/svg+xml", (value) => `<img class="picture" alt="" src="data:image/svg+xml;base64,${Buffer.from(value).toString("base64")}">`],
  ...["image/png", "image/jpeg", "image/gif", "image/webp"].map((mime) => [mime, picture(mime)] as const),
  ["text/latex", (value, markdown) => `<div class="latex">${markdown.renderLatex(value)}</div>`],
  ["text/plain", text]
];

function bundleHtml(data: MimeBundle, metadata: Readonly<Record<string, unknown>>, markdown: Markdown): string {
  if (data[plotlyMime] !== undefined) return figureHtml(data[plotlyMime], data["text/plain"]);
  const [mime, render] = renderers.find(([each]) => typeof data[each] === "string" && (each !== "text/plain" || !structured(data))) ?? [];
  if (mime && render) return sized(render(data[mime] as string, markdown), metadata[mime]);
  const json = Object.keys(data).find(jsonMime);
  if (json) return `<pre class="json"><code>${highlighted(cut(JSON.stringify(data[json], undefined, 2)), "json")}</code></pre>`;
  const types = Object.keys(data).join(", ");
  return types ? `<p class="unshown">An output of type ${escapeHtml(types)}, which a page cannot show</p>` : "";
}

/** JSON that was displayed as such says more than its plain text; a widget without its kernel says less. */
const structured = (data: MimeBundle): boolean => "application/json" in data;

/** Width and height in pixels, where the output's metadata give them. */
function sized(html: string, metadata: unknown): string {
  const {width, height} = (metadata ?? {}) as {readonly width?: unknown; readonly height?: unknown};
  const style = [["width", width], ["height", height]].flatMap(([name, value]) => (typeof value === "number" && value > 0 ? [`${String(name)}:${value}px`] : []));
  return style.length > 0 ? html.replace('<img class="picture"', `<img class="picture" style="${style.join(";")}"`) : html;
}

function figureHtml(figure: unknown, words: unknown): string {
  const {layout} = (figure ?? {}) as {readonly layout?: {readonly height?: unknown} | null};
  const height = typeof layout?.height === "number" && layout.height > 0 ? layout.height : 420;
  const label = typeof words === "string" ? words : "Figure";
  return `<figure class="plot" role="img" aria-label="${escapeHtml(label.split("\n")[0]!)}" style="min-height:${height}px"><script type="application/json">${scriptJson(JSON.stringify(figure))}</script><noscript><pre>${escapeHtml(label)}</pre></noscript></figure>`;
}
