/** @file Markdown cells to HTML: CommonMark with tables, formulae, highlighted code, attachments and named headings. */
import MarkdownIt, {type MarkdownIt as Parser} from "markdown-it";
import {highlighted} from "./code.ts";
import type {Maths} from "./maths.ts";
import {mathsRules} from "./maths-rules.ts";
import {cleanHtml, type Pictures} from "./sanitise.ts";

export interface Heading {
  readonly level: number;
  readonly id: string;
  /** Plain text. */
  readonly text: string;
}

export interface Markdown {
  /** HTML that is safe to stand in a page. */
  render(source: string, pictures?: Pictures): string;
  /** The text of a LaTeX output: formulae are set, nothing else is. */
  renderLatex(source: string): string;
  /** The headings of everything rendered so far, in order. */
  readonly headings: readonly Heading[];
}

/** One page's Markdown: headings are named once each, formulae share their macros. */
export function markdown(maths: Maths): Markdown {
  const headings: Heading[] = [];
  const kept: string[] = [];
  const keep = (html: string): string => `<span data-kept="${kept.push(html) - 1}"></span>`;
  const full = new MarkdownIt({html: true, typographer: true, quotes: "“”‘’", highlight: (code, language) => highlighted(code, shortNames[language] ?? language)}).disable("replacements");
  const bare = new MarkdownIt("zero", {breaks: true}).enable(["newline"]);
  for (const each of [full, bare]) mathsRules(each, maths, keep);
  nameHeadings(full, headings);
  const clean = (html: string, pictures?: Pictures): string =>
    cleanHtml(html, pictures).replace(/<span data-kept="(\d+)"><\/span>/g, (whole, i: string) => kept[Number(i)] ?? whole);
  return {
    render: (source, pictures) => clean(full.render(source), pictures),
    renderLatex: (source) => clean(bare.render(source.trim())),
    headings
  };
}

const shortNames: Readonly<Record<string, string>> = {ts: "typescript", js: "javascript", sh: "bash", shell: "bash", html: "xml", py: "python", md: "markdown"};

function nameHeadings(markdown: Parser, headings: Heading[]): void {
  markdown.core.ruler.push("heading_names", ({tokens}) => {
    tokens.forEach((token, i) => {
      if (token.type !== "heading_open") return;
      const text = plainText(tokens[i + 1]?.children ?? []);
      const id = freeName(slug(text), headings);
      token.attrSet("id", id);
      headings.push({level: Number(token.tag.slice(1)), id, text});
    });
  });
}

/** The words of inline Markdown. */
export function plainText(children: readonly {readonly type: string; readonly content: string; readonly children?: unknown}[]): string {
  return children.map(({type, content}) => (type === "softbreak" || type === "hardbreak" ? " " : type === "html_inline" ? "" : content)).join("").trim();
}

const slug = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "section";

function freeName(name: string, headings: readonly Heading[]): string {
  for (let i = 1; ; i++) {
    const id = i === 1 ? name : `${name}-${i}`;
    if (!headings.some((each) => each.id === id)) return id;
  }
}
