/** @file The notebooks as the launcher shows them: title, a line of what they ask, a small picture. */
import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import MarkdownIt from "markdown-it";
import {plainText} from "../../notebook/export/markdown.ts";
import {previewHtml} from "../../notebook/export/preview.ts";
import {summaryOf} from "../../notebook/export/summary.ts";
import {parseNotebook} from "../../notebook/format/parse.ts";

export interface Chapter {
  /** Relative to the folder that is served, with forward slashes. */
  readonly path: string;
  readonly title: string;
  readonly caption: string;
  /** SVG or an image, as HTML; empty where the notebook shows none. */
  readonly picture: string;
}

const parser = new MarkdownIt();

/** The question that a paragraph ends in, or its first sentence. */
export function captionOf(paragraph: string): string {
  const text = parser.parseInline(paragraph, {}).map(({children}) => plainText(children ?? [])).join(" ").replace(/^Question\.\s*/, "").replace(/\s+/g, " ").trim();
  const sentences = text.match(/[^.?!]+[.?!]+(?=\s|$)|[^.?!]+$/g)?.map((each) => each.trim()) ?? [];
  return sentences.findLast((each) => each.endsWith("?")) ?? sentences[0] ?? "";
}

/** Reads the notebooks in `folder` (not below it); what was read before and has not changed is not read again. */
export function chaptersIn(folder: string): () => readonly Chapter[] {
  const known = new Map<string, {readonly changed: number; readonly chapter: Chapter | undefined}>();
  const read = (path: string): Chapter | undefined => {
    const changed = statSync(join(folder, path)).mtimeMs;
    const before = known.get(path);
    if (before?.changed === changed) return before.chapter;
    const chapter = chapterOf(folder, path);
    known.set(path, {changed, chapter});
    return chapter;
  };
  return () => readdirSync(folder).filter((name) => name.endsWith(".ipynb") && !name.startsWith(".")).sort().flatMap((path) => read(path) ?? []);
}

/** Nothing where the file cannot be read as a notebook: the file browser shows it, and opening it says why. */
function chapterOf(folder: string, path: string): Chapter | undefined {
  try {
    const notebook = parseNotebook(readFileSync(join(folder, path), "utf8"), path);
    const {title, description} = summaryOf(notebook, path);
    return {path, title, caption: captionOf(description), picture: previewHtml(notebook)};
  } catch {
    return undefined;
  }
}
