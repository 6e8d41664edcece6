/** @file The lab's front end as the server asks for it: JupyterLab, built from its packages at the first start. */
import {readdirSync, readFileSync} from "node:fs";
import {extname, join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Asset, AssetWish, Ui} from "../server/ui.ts";
import {buildPage, readBuilt, type BuildOptions} from "./build.ts";
import {chaptersIn} from "./chapters.ts";
import {pageHtml} from "./page.ts";
import {disabled, overrides} from "./settings.ts";

export interface LabUiOptions extends BuildOptions {
  /** The folder that the server shows; the notebooks in it are the launcher's chapters. */
  readonly folder: string;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff": "font/woff", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8"
};

/**
 * Installs, builds and reads the front end, as far as that is not done.
 *
 * @throws Error with the remedy if the packages cannot be installed or built.
 */
export async function labUi({folder, cache, progress}: LabUiOptions): Promise<Ui> {
  const built = await buildPage({cache, progress});
  const {licences, version, ...first} = readBuilt(built);
  const [files, themes] = [filesIn(join(built, "static")), filesIn(join(built, "themes"))];
  const chapters = chaptersIn(folder);
  for (const [name, text] of Object.entries(icons)) files.set(name, {bytes: Buffer.from(text)});
  return {
    page: (config) => pageHtml({...config, chapters: chapters()}, first, {idle: "logo.svg", busy: "logo-busy.svg"}),
    asset: (path, wish) => answer(files, path, wish, true),
    theme: (path, wish) => answer(themes, path, wish, false),
    schemas: join(built, "schemas"),
    overrides,
    config: {disabledExtensions: disabled, jupyterlabVersion: version},
    licences: {bundles: {JupyterLab: {packages: licences}}}
  };
}

type Kept = {readonly file: string; readonly packed?: string} | {readonly bytes: Uint8Array};

/** What lies in a folder, by its path from there: only what is listed is ever served. */
function filesIn(folder: string): Map<string, Kept> {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const packed = new Set(names.filter((name) => name.endsWith(".gz")));
  return new Map(names.filter((name) => !packed.has(name)).map((file) => [file.slice(folder.length + 1).replaceAll("\\", "/"), {file, ...(packed.has(`${file}.gz`) && {packed: `${file}.gz`})}]));
}

function answer(files: ReadonlyMap<string, Kept>, path: string, {gzip}: AssetWish, hashed: boolean): Asset | undefined {
  const found = files.get(path);
  if (!found) return undefined;
  const type = types[extname(path)] ?? "application/octet-stream";
  if ("bytes" in found) return {bytes: found.bytes, type};
  const immutable = hashed && {immutable: true};
  return gzip && found.packed ? {file: found.packed, type, encoding: "gzip", ...immutable} : {file: found.file, type, ...immutable};
}

const logo = readFileSync(fileURLToPath(new URL("../../jupyter/install/assets/logo-svg.svg", import.meta.url)), "utf8");
const icons = {"logo.svg": logo, "logo-busy.svg": logo.replace("#3a86e8", "#f0a13c").replace("#1d4fa8", "#c2601a")};
