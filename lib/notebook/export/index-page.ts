/** @file The page that leads to the notebooks' pages. */
import {escapeHtml} from "../../jupyter/display/html.ts";
import {asset} from "./assets.ts";
import {markdown} from "./markdown.ts";
import {maths, mathsStyle} from "./maths.ts";
import {policy, script, scriptSource} from "./script.ts";

export interface Chapter {
  readonly href: string;
  readonly title: string;
  /** Markdown of one paragraph. */
  readonly description: string;
  /** HTML of a small picture, or nothing. */
  readonly preview: string;
  /** Why the chapter did not run to its end, where it did not. */
  readonly failure?: string;
}

export interface IndexOptions {
  readonly title: string;
  readonly subtitle?: string;
  readonly stamp: string;
}

export function indexHtml(chapters: readonly Chapter[], {title, subtitle = "", stamp}: IndexOptions): string {
  const writer = markdown(maths());
  const items = chapters.map((chapter) => chapterHtml(chapter, unlinked(writer.render(chapter.description)))).join("\n");
  const theme = scriptSource(asset("theme.js"));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${policy([theme])}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${asset("base.css")}${asset("index.css")}</style>
<style>${mathsStyle(items)}</style>
${script(theme)}
</head>
<body>
<header class="bar"><div class="where"></div><button type="button" class="theme" hidden>Dark</button></header>
<main class="shelf">
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(subtitle)}</p>
<ol class="chapters">
${items}
</ol>
<footer>${escapeHtml(stamp)}</footer>
</main>
</body>
</html>
`;
}

function chapterHtml({href, title, preview, failure}: Chapter, about: string): string {
  const failed = failure ? `<div class="failed">Did not run to its end: ${escapeHtml(failure)}</div>` : "";
  return `<li><a class="chapter" href="${escapeHtml(href)}"><div><h2>${escapeHtml(title)}</h2><div class="about">${about}</div>${failed}</div><div class="preview">${preview}</div></a></li>`;
}

/** A link inside a link is no HTML. */
const unlinked = (html: string): string => html.replace(/<\/?a\b[^>]*>/g, "").replace(/<\/?p>/g, "");
