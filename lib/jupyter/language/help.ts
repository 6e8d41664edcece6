/** @file What there is to say about a name, as text and as HTML. */
import type TS from "typescript";
import {createRequire} from "node:module";
import type {Definition} from "./definition.ts";
import {ts} from "./compiler.ts";

export interface Help {
  readonly signature: string;
  /** Markdown, as JSDoc is written. */
  readonly documentation: string;
  readonly tags: readonly TS.JSDocTagInfo[];
  readonly definitions: readonly Definition[];
}

export function asText({signature, documentation, tags, definitions}: Help): string {
  const tagLines = tags.map(({name, text}) => `@${name}${text ? ` ${ts.displayPartsToString(text)}` : ""}`).join("\n");
  const places = definitions.map(({place, source}) => `${place}${source ? `\n${source}` : ""}`);
  return [signature, documentation, tagLines, ...places].filter((part) => part !== "").join("\n\n");
}

export function asHtml({signature, documentation, tags, definitions}: Help): string {
  const tagItems = tags.map(({name, text}) => `<li><em>@${escape(name)}</em> ${text ? inline(ts.displayPartsToString(text)) : ""}</li>`);
  return [
    `<pre>${escape(signature)}</pre>`,
    documentation && markdown(documentation),
    tagItems.length > 0 && `<ul>${tagItems.join("")}</ul>`,
    ...definitions.map(({place, source}) => `<p><code>${escape(place)}</code></p>${source ? `<pre>${escape(source)}</pre>` : ""}`)
  ].filter(Boolean).join("\n");
}

interface Markdown {
  render(text: string): string;
  renderInline(text: string): string;
}

let renderer: Markdown | undefined;

/** Loaded at the first inspection, as starting must not wait for it. Raw HTML in documentation stays text. */
function markdownIt(): Markdown {
  if (renderer) return renderer;
  const loaded = createRequire(import.meta.url)("markdown-it") as {default?: (options: object) => Markdown} & ((options: object) => Markdown);
  const make = loaded.default ?? loaded;
  return (renderer = make({html: false, linkify: true}));
}

function markdown(text: string): string {
  return markdownIt().render(text).trim();
}

function inline(text: string): string {
  return markdownIt().renderInline(text);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
