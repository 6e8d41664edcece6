/** @file A notebook as one page that needs nothing but itself. */
import {basename} from "node:path";
import {escapeHtml} from "../../jupyter/display/html.ts";
import type {Notebook} from "../format/document.ts";
import {serialiseNotebook} from "../format/serialise.ts";
import {asset} from "./assets.ts";
import {cellHtml} from "./cell.ts";
import {markdown, type Heading} from "./markdown.ts";
import {maths, mathsStyle} from "./maths.ts";
import {plotlyMime, plotlyScript, tracesOf} from "./plotly.ts";
import type {Pictures} from "./sanitise.ts";
import {policy, script, scriptSource} from "./script.ts";
import {summaryOf} from "./summary.ts";

export interface Neighbour {
  readonly href: string;
  readonly title: string;
}

export interface PageOptions {
  /** The notebook's file, for its name. */
  readonly path: string;
  /** What ran it, in a line. */
  readonly stamp: string;
  readonly pictures?: Pictures;
  readonly timings?: Readonly<Record<string, number>>;
  readonly home?: Neighbour;
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
}

/** The same notebook and options always give the same page. */
export function pageHtml(notebook: Notebook, options: PageOptions): string {
  const {title, description} = summaryOf(notebook, options.path);
  const writer = markdown(maths());
  const context = {markdown: writer, pictures: options.pictures ?? (() => undefined), ...(options.timings && {timings: options.timings})};
  const body = notebook.cells.map((cell) => cellHtml(cell, context)).filter(Boolean).join("\n");
  const traces = new Set(notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : [])).flatMap((output) => ("data" in output ? tracesOf(output.data[plotlyMime]) : [])));
  const plotly = body.includes('<figure class="plot"') ? plotlyScript(traces) : undefined;
  const [theme, page] = [scriptSource(asset("theme.js")), scriptSource(asset("page.js"))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${policy([theme, ...(plotly ? [plotly.source] : []), page], plotly?.evaluates)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(description.slice(0, 300))}">
<title>${escapeHtml(title)}</title>
<style>${asset("base.css")}${asset("page.css")}</style>
<style>${mathsStyle(body)}</style>
${script(theme)}
</head>
<body>
${bar(notebook, title, options)}
<div class="layout">
${contents(writer.headings)}
<main>
${body}
${footer(options)}
</main>
</div>
${plotly ? script(plotly.source) : ""}
${script(page)}
</body>
</html>
`;
}

function bar(notebook: Notebook, title: string, {home, path}: PageOptions): string {
  // Without the file's indentation: a figure's numbers stand one to a line there.
  const data = Buffer.from(JSON.stringify(JSON.parse(serialiseNotebook(notebook)))).toString("base64");
  const where = home ? `<a href="${escapeHtml(home.href)}">${escapeHtml(home.title)}</a> <span aria-hidden="true">/</span> ` : "";
  return `<header class="bar"><div class="where">${where}${escapeHtml(title)}</div>
<button type="button" class="fold" hidden>Hide code</button>
<a class="button" download="${escapeHtml(basename(path))}" href="data:application/x-ipynb+json;base64,${data}" title="Download the notebook">.ipynb</a>
<button type="button" class="theme" hidden>Dark</button></header>`;
}

/** Chapters have one title; what stands below it is the contents. */
function contents(headings: readonly Heading[]): string {
  const shown = headings.filter(({level}, i) => level <= 3 && !(i === 0 && level === 1));
  if (shown.length < 2) return '<nav class="contents"></nav>';
  const top = Math.min(...shown.map(({level}) => level));
  const items = shown.map(({level, id, text}) => `<li class="level-${level - top + 1}"><a href="#${encodeURIComponent(id)}">${escapeHtml(text)}</a></li>`);
  return `<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ol>${items.join("")}</ol></details></nav>`;
}

function footer({stamp, previous, next}: PageOptions): string {
  const link = (to: Neighbour | undefined, kind: string, arrow: (title: string) => string): string =>
    to ? `<a class="${kind}" rel="${kind === "next" ? "next" : "prev"}" href="${escapeHtml(to.href)}">${arrow(escapeHtml(to.title))}</a>` : "";
  const pager = link(previous, "previous", (text) => `← ${text}`) + link(next, "next", (text) => `${text} →`);
  return `<footer>${pager && `<nav class="pager">${pager}</nav>`}${escapeHtml(stamp)}</footer>`;
}
