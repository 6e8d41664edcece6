/** @file How specifiers of cells and local files are resolved: as Node does, and where Node finds nothing, as TypeScript does. */
import {statSync} from "node:fs";
import {fileURLToPath, pathToFileURL} from "node:url";
import {versionOf} from "./versions.ts";

export interface Resolved {
  readonly url: string;
  readonly format?: string | null | undefined;
  readonly importAttributes?: Record<string, string> | undefined;
  readonly shortCircuit?: boolean | undefined;
}
export interface Context {
  readonly parentURL?: string | undefined;
  readonly importAttributes?: Record<string, string> | undefined;
}
/** Node's own resolution, or that of the next hook; a promise where hooks run in a thread of their own. */
export type Next = (specifier: string, context?: Context) => unknown;
/** Yields what `Next` gives, and is given back what that comes to: so one text serves both kinds of hook. */
export type Resolving = Generator<unknown, Resolved, Resolved>;

/** What a cell's imports start with inside this process; the cell's folder follows, then the specifier. */
export const fromCell = "spikebook-cell:";

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".json"];
const written: Readonly<Record<string, readonly string[]>> = {".js": [".ts", ".tsx"], ".jsx": [".tsx"], ".mjs": [".mts"], ".cjs": [".cts"]};

// Our own modules, from source or from the build: they are of one version, and Node loads them as they are.
const ours = new URL("../../../../", import.meta.url).href;

/** A file of the reader's, not of a package. */
export function isLocal(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !url.startsWith(ours);
}

/** Packages that come with us. */
const carried = /^(?:spikebook|arquero|mathjs|tslab|plotly\.js)(?:\/|$)/;

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() ?? false;
}

/** The files that a path without (or with JavaScript's) extension may mean. */
function candidates(path: string): readonly string[] {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  const sources = extension ? (written[extension] ?? []).map((other) => path.slice(0, -extension.length) + other) : [];
  return [...sources, ...extensions.map((each) => path + each), ...extensions.map((each) => `${path}/index${each}`)];
}

function isPath(specifier: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier);
}

/** The file that TypeScript would find for a path at which Node finds none. */
function likeTypeScript(specifier: string, parent: string): string | undefined {
  if (!isPath(specifier)) return undefined;
  const path = fileURLToPath(new URL(specifier, parent)).replace(/\/$/, "");
  const found = candidates(path).find(isFile);
  return found && pathToFileURL(found).href;
}

function missing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ERR_MODULE_NOT_FOUND", "ERR_UNSUPPORTED_DIR_IMPORT", "MODULE_NOT_FOUND"].includes(code);
}

function* find(specifier: string, context: Context, next: Next): Resolving {
  const parent = context.parentURL ?? pathToFileURL(`${process.cwd()}/`).href;
  try {
    return yield next(specifier, context);
  } catch (error) {
    if (!missing(error)) throw error;
    const url = likeTypeScript(specifier, parent);
    if (url) return {url, shortCircuit: true};
    // A notebook need not have us among its own packages.
    if (carried.test(specifier)) return yield next(specifier, {...context, parentURL: import.meta.url});
    throw error;
  }
}

function withVersion(resolved: Resolved, parent: string | undefined): Resolved {
  const path = fileURLToPath(resolved.url.replace(/[?#].*$/, ""));
  const version = versionOf(path, parent && isLocal(parent) && !parent.endsWith("/") ? fileURLToPath(parent.replace(/[?#].*$/, "")) : undefined);
  return version === 0 ? resolved : {...resolved, url: `${resolved.url.replace(/[?#].*$/, "")}?v=${version}`};
}

/** The resolve hook. */
export function* resolving(specifier: string, context: Context, next: Next): Resolving {
  const cell = specifier.startsWith(fromCell);
  const [asked, parentURL] = cell ? split(specifier) : [specifier, context.parentURL];
  if (!cell && !(parentURL && isLocal(parentURL))) return yield next(specifier, context);
  const found = yield* find(asked, {...context, parentURL}, next);
  const json = found.url.endsWith(".json") ? {...found, importAttributes: {type: "json"}} : found;
  const path = isPath(asked) || asked.startsWith("#");
  return path && isLocal(found.url) ? withVersion(json, cell ? undefined : parentURL) : json;
}

function split(specifier: string): readonly [string, string] {
  const at = specifier.indexOf("|");
  return [specifier.slice(at + 1), specifier.slice(fromCell.length, at)];
}

/** The folder of a cell, as its imports' parent. */
export function cellParent(cwd: string): string {
  return pathToFileURL(`${cwd}/`).href;
}

