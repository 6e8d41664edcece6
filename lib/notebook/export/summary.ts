/** @file What a notebook says of itself: its title and its first paragraph. */
import {basename} from "node:path";
import MarkdownIt from "markdown-it";
import type {Notebook} from "../format/document.ts";
import {plainText} from "./markdown.ts";

export interface Summary {
  readonly title: string;
  /** Markdown, with its formulae; empty where the notebook begins otherwise. */
  readonly description: string;
}

const parser = new MarkdownIt();

/** The first heading, or the file's name; and the first paragraph of text. */
export function summaryOf({cells}: Notebook, path: string): Summary {
  const tokens = cells.filter(({cell_type}) => cell_type === "markdown").flatMap(({source}) => parser.parse(source, {}));
  const first = (opening: string) => tokens[tokens.findIndex(({type}) => type === opening) + 1];
  const heading = tokens.some(({type}) => type === "heading_open") ? first("heading_open") : undefined;
  const paragraph = tokens.some(({type, level}) => type === "paragraph_open" && level === 0) ? first("paragraph_open") : undefined;
  return {title: plainText(heading?.children ?? []) || basename(path, ".ipynb"), description: paragraph?.content.trim() ?? ""};
}
