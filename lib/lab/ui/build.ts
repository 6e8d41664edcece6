/** @file Builds JupyterLab's page from its packages with esbuild: scripts in pieces, styles, themes, schemas of settings. */
import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {plotlyLibrary} from "../../jupyter/display/plotly/library.ts";
import {bundlerFrom, type Metafile} from "./bundler.ts";
import {compressFolder} from "./compress.ts";
import {entryText, extensionsIn, type Extension} from "./extensions.ts";
import {licencesOf, type Licence} from "./licences.ts";
import {assets, installPackages} from "./packages.ts";
import {rules} from "./rules.ts";

/** What `lab.json` in the built folder says. */
export interface Built {
  /** Of everything that went in. */
  readonly hash: string;
  readonly version: string;
  readonly script: string;
  readonly style: string;
  /** Scripts that the first one imports, to be asked for at once. */
  readonly pieces: readonly string[];
  readonly plotly: string;
  readonly licences: readonly Licence[];
}

const page = join(assets, "page");
const sources = fileURLToPath(new URL(".", import.meta.url));
/** Under which address the server shows the built files. */
const publicPath = "/static/lab";

export interface BuildOptions {
  /** Where packages and built files lie, and can be made again. */
  readonly cache: string;
  readonly progress: (text: string) => void;
}

/** The folder of the built page: the one that is there if nothing has changed since, or a new one. */
export async function buildPage({cache, progress}: BuildOptions): Promise<string> {
  const [packages, built] = [join(cache, "packages"), join(cache, "page")];
  const hash = inputHash();
  const current = (): boolean => existsSync(join(built, "lab.json")) && readBuilt(built).hash === hash;
  if (current()) return built;
  await installPackages(packages, progress);
  progress("lab: building JupyterLab's page, once (about 15 s)");
  const fresh = `${built}.${process.pid}`;
  rmSync(fresh, {recursive: true, force: true});
  try {
    await buildInto(fresh, packages, hash);
    rmSync(built, {recursive: true, force: true});
    renameSync(fresh, built);
  } catch (error) {
    // Another start may have built the same meanwhile.
    if (!current()) throw error;
  } finally {
    rmSync(fresh, {recursive: true, force: true});
  }
  return built;
}

export const readBuilt = (folder: string): Built => JSON.parse(readFileSync(join(folder, "lab.json"), "utf8")) as Built;

/** Of the sources of the page and of its builder, its lockfile and plotly's file. */
function inputHash(): string {
  const hash = createHash("sha256");
  const files = readdirSync(sources, {recursive: true, withFileTypes: true}).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name)).sort();
  for (const file of [...files, plotlyLibrary()]) hash.update(file.slice(sources.length)).update(readFileSync(file));
  return hash.digest("hex");
}

async function buildInto(folder: string, packages: string, hash: string): Promise<void> {
  const extensions = extensionsIn(packages);
  const files = join(folder, "static");
  mkdirSync(files, {recursive: true});
  const plotly = copyPlotly(files);
  const main = await bundle(extensions, packages, files, plotly);
  await bundleThemes(extensions, packages, join(folder, "themes"));
  for (const {name, schemas} of extensions) if (schemas) cpSync(schemas, join(folder, "schemas", name), {recursive: true});
  cpSync(join(assets, "schemas"), join(folder, "schemas", "@spikebook", "lab"), {recursive: true});
  await compressFolder(folder);
  const {version} = JSON.parse(readFileSync(join(packages, "node_modules/@jupyterlab/core-meta/package.json"), "utf8")) as {version: string};
  writeFileSync(join(folder, "lab.json"), JSON.stringify({hash, version, plotly, ...firstFiles(main), licences: licencesOf(main, packages)} satisfies Built));
}

const common = {
  bundle: true, minify: true, metafile: true, format: "esm", target: "es2022", publicPath, logLevel: "error", legalComments: "none",
  loader: {".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl", ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file"}
} as const;

async function bundle(extensions: readonly Extension[], packages: string, outdir: string, plotly: string): Promise<Metafile> {
  const {metafile} = await bundlerFrom(packages).build({
    ...common, outdir, splitting: true, absWorkingDir: packages, plugins: rules(packages, page),
    stdin: {contents: entryText(extensions, page), resolveDir: packages, sourcefile: "lab.js"},
    entryNames: "lab-[hash]", chunkNames: "piece-[hash]", assetNames: "[name]-[hash]",
    // Some packages ask for what webpack gave them: Node's constants, and its module of paths.
    define: {"process.env.NODE_ENV": '"production"', global: "globalThis", __dirname: '"/"', __plotly: JSON.stringify(`${publicPath}/${plotly}`)},
    alias: {path: "path-browserify"}
  });
  return metafile;
}

/** Each theme's sheet under its package's name, as the page will ask for it. */
async function bundleThemes(extensions: readonly Extension[], packages: string, outdir: string): Promise<void> {
  const entryPoints = extensions.flatMap(({name, theme}) => (theme ? [{in: theme, out: `${name}/index`}] : []));
  const loader = Object.fromEntries(Object.keys(common.loader).map((ending) => [ending, "dataurl"]));
  await bundlerFrom(packages).build({...common, loader, outdir, absWorkingDir: packages, plugins: rules(packages, page), entryPoints});
}

/** Plotly is a script of its own, loaded with the first figure: 4.8 MB that are minified already. */
function copyPlotly(files: string): string {
  const from = plotlyLibrary();
  const name = `plotly-${createHash("sha256").update(readFileSync(from)).digest("hex").slice(0, 8)}.js`;
  cpSync(from, join(files, name));
  return name;
}

/** The page's first script, its style sheet, and all scripts that the first imports, directly or not. */
function firstFiles({outputs}: Metafile): Pick<Built, "script" | "style" | "pieces"> {
  const [script, first] = Object.entries(outputs).find(([, {entryPoint, cssBundle}]) => entryPoint && cssBundle)!;
  const pieces = new Set<string>();
  const visit = (imports: typeof first.imports): void => {
    for (const {path, kind} of imports) if (kind === "import-statement" && outputs[path] && !pieces.has(path)) {
      pieces.add(path);
      visit(outputs[path].imports);
    }
  };
  visit(first.imports);
  return {script: basename(script), style: basename(first.cssBundle!), pieces: [...pieces].map((path) => basename(path))};
}
