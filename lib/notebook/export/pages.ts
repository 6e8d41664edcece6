/** @file A folder of pages: one for each notebook, and an index. */
import {readFileSync, realpathSync} from "node:fs";
import {mkdir} from "node:fs/promises";
import {basename, dirname, extname, join, relative, sep} from "node:path";
import type {Notebook} from "../format/document.ts";
import {writeWhole} from "../format/files.ts";
import {indexHtml} from "./index-page.ts";
import {pageHtml, type Neighbour} from "./page.ts";
import {previewHtml} from "./preview.ts";
import type {Pictures} from "./sanitise.ts";
import {summaryOf} from "./summary.ts";

export interface Exported {
  readonly path: string;
  readonly notebook: Notebook;
  /** Why it did not run to its end. */
  readonly failure?: string;
  /** How long each cell took, by id, ms. */
  readonly timings?: Readonly<Record<string, number>>;
}

export interface PagesOptions {
  readonly folder: string;
  /** What ran the notebooks, in a line. */
  readonly stamp: string;
  readonly title?: string;
}

/** Writes every page and `index.html`; gives the index's path. */
export async function writePages(notebooks: readonly Exported[], {folder, stamp, title = "Notebooks"}: PagesOptions): Promise<string> {
  await mkdir(folder, {recursive: true});
  const names = pageNames(notebooks.map(({path}) => path));
  const pages: readonly Neighbour[] = notebooks.map(({notebook, path}, i) => ({href: encodeURIComponent(names[i]!), title: summaryOf(notebook, path).title}));
  for (const [i, {path, notebook, timings}] of notebooks.entries()) {
    const [previous, next] = [pages[i - 1], pages[i + 1]];
    const home = {href: "index.html", title};
    const html = pageHtml(notebook, {path, stamp, home, pictures: picturesBeside(path), ...(timings && {timings}), ...(previous && {previous}), ...(next && {next})});
    await writeWhole(join(folder, names[i]!), html);
  }
  const chapters = notebooks.map(({notebook, path, failure}, i) => ({...pages[i]!, description: summaryOf(notebook, path).description, preview: previewHtml(notebook), ...(failure && {failure})}));
  const index = join(folder, "index.html");
  await writeWhole(index, indexHtml(chapters, {title, subtitle: notebooks.length === 1 ? "" : `${notebooks.length} notebooks`, stamp}));
  return index;
}

/** `NAME.html`; where two notebooks share a name, or one is called index, their folders tell them apart. */
export function pageNames(paths: readonly string[]): readonly string[] {
  const plain = paths.map((path) => basename(path, ".ipynb"));
  const root = commonFolder(paths);
  const used = new Set<string>();
  return paths.map((path, i) => {
    const shared = plain[i] === "index" || plain.filter((name) => name.toLowerCase() === plain[i]!.toLowerCase()).length > 1;
    const name = shared ? `${relative(root, dirname(path)).split(sep).filter((part) => part !== "" && part !== "..").join("-") || "notebook"}-${plain[i]}` : plain[i]!;
    let free = name;
    for (let k = 2; used.has(free.toLowerCase()); k++) free = `${name}-${k}`;
    used.add(free.toLowerCase());
    return `${free}.html`;
  });
}

function commonFolder(paths: readonly string[]): string {
  const parts = paths.map((path) => dirname(path).split(sep));
  const [first = []] = parts;
  const length = first.findIndex((part, i) => parts.some((each) => each[i] !== part));
  return (length < 0 ? first : first.slice(0, length)).join(sep) || (paths[0]?.startsWith(sep) ? sep : ".");
}

const types: Readonly<Record<string, string>> = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml"};

/** Pictures in the notebook's folder and below; others are not taken into a page. */
export function picturesBeside(path: string): Pictures {
  return (address) => {
    try {
      const folder = realpathSync(dirname(path));
      const file = realpathSync(join(folder, decodeURIComponent(address.replace(/[?#].*$/, ""))));
      const type = types[extname(file).toLowerCase()];
      return type && file.startsWith(folder + sep) ? `data:${type};base64,${readFileSync(file).toString("base64")}` : undefined;
    } catch {
      return undefined;
    }
  };
}
