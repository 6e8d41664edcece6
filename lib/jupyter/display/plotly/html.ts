/**
 * @file A figure as HTML that draws itself wherever scripts in outputs run, without a network.
 *
 * The first figure of a session carries plotly.js; later ones use what it left in the page. With
 * `SPIKEBOOK_OUTPUT=reproducible` none carries it: whoever makes the page puts `plotlyLibrary()` into it once, in any
 * place, and the figures wait for `window.Plotly`. Each figure is `<div data-spikebook-figure>`, which holds the text
 * summary until it is drawn, then `data-drawn="done"`.
 */
import {createHash} from "node:crypto";
import {escapeHtml, scriptJson} from "../html.ts";
import {reproducible} from "../reproducible.ts";
import {session} from "../session.ts";
import {drawScript} from "./draw.ts";
import type {FigureJson} from "./json.ts";
import {carrierHtml, plotlyVersion} from "./library.ts";

const defaultHeight = 450;

export function figureHtml(figure: FigureJson, summary: string): string {
  const json = JSON.stringify(figure);
  // An id made of the content is the same at every run; equal figures on one page are all drawn by either's script.
  const id = createHash("sha256").update(json).digest("hex").slice(0, 12);
  const height = typeof figure.layout.height === "number" ? figure.layout.height : defaultHeight;
  const place = `<div class="spikebook-figure" data-spikebook-figure="${id}" style="min-height:${height}px"><pre>${escapeHtml(summary)}</pre></div>`;
  return `${carrier()}${place}\n<script>(${drawScript})("${id}", ${scriptJson(json)}, "${plotlyVersion()}");</script>`;
}

function carrier(): string {
  if (reproducible() || session().plotly) return "";
  session().plotly = true;
  return carrierHtml();
}
