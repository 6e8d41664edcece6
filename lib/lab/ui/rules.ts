/** @file Where JupyterLab's packages, written for another bundler, have to be read otherwise by esbuild. */
import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {join} from "node:path";
import type {Rule} from "./bundler.ts";

const again = {again: true};

/** `@import "~package/file.css"`: the tilde means a package. */
const tilde: Rule = {
  name: "tilde",
  setup: (build) => build.onResolve({filter: /^~/}, ({path, resolveDir, kind}) => build.resolve(path.slice(1), {resolveDir, kind}))
};

/** A drawing is text for a script, which puts it into the page, and an address for a style sheet. */
const drawings: Rule = {
  name: "drawings",
  setup(build) {
    build.onResolve({filter: /\.svg$/}, async ({path, resolveDir, kind, pluginData}) => {
      if (kind === "url-token" || pluginData === again) return undefined;
      const found = await build.resolve(path, {resolveDir, kind, pluginData: again});
      return found.path ? {path: found.path, namespace: "text"} : found;
    });
    build.onLoad({filter: /./, namespace: "text"}, async ({path}) => ({contents: await readFile(path), loader: "text"}));
  }
};

/** `scrollbar.raw.css` is a text for a script, not a part of the page's style. */
const rawStyles: Rule = {
  name: "raw styles",
  setup: (build) => build.onLoad({filter: /\.raw\.css$/}, async ({path}) => ({contents: await readFile(path), loader: "text"}))
};

/** Font Awesome lists four old formats of each font before the one that browsers take. */
const oldFonts: Rule = {
  name: "old fonts",
  setup(build) {
    build.onResolve({filter: /fa-[a-z]+-\d+\.(eot|ttf|woff|svg)([?#].*)?$/}, () => ({path: "none", namespace: "no font"}));
    build.onLoad({filter: /./, namespace: "no font"}, () => ({contents: "", loader: "dataurl"}));
  }
};

/** MathJax is CommonJS: imported dynamically it would have no names but `default`, so a module that names them stands between. */
function mathjax(packages: string): Rule {
  const require = createRequire(join(packages, "package.json"));
  return {
    name: "mathjax",
    setup(build) {
      build.onResolve({filter: /^mathjax-full\//}, ({path, kind}) => (kind === "dynamic-import" ? {path, namespace: "named"} : undefined));
      build.onLoad({filter: /./, namespace: "named"}, ({path}) => {
        const names = Object.keys(require(path) as object).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
        return {contents: `export {${names.join(", ")}} from ${JSON.stringify(path)};`, loader: "js", resolveDir: packages};
      });
    }
  };
}

/** The manager of widgets loads the controls by a call that only webpack knows. */
const controls: Rule = {
  name: "controls",
  setup: (build) => build.onLoad({filter: /jupyterlab-manager[\\/]lib[\\/]plugin\.js$/}, async ({path}) => {
    const text = await readFile(path, "utf8");
    const loaded = text.replace(/return new Promise\(\(resolve, reject\) => \{\s*require\.ensure\([\s\S]*?'@jupyter-widgets\/controls'\);\s*\}\);/, 'return import("@jupyter-widgets/controls");');
    if (loaded === text) throw new Error(`lab: ${path} loads its controls in a new way; the rule "controls" has to follow`);
    return {contents: loaded, loader: "js"};
  })
};

/** Our own files lie elsewhere than the packages that they import, and beside compiled files where the library is installed. */
function ownImports(packages: string, page: string): Rule {
  return {
    name: "own imports",
    setup(build) {
      build.onResolve({filter: /^[^./]/}, ({path, importer, kind, pluginData}) =>
        importer.startsWith(page) && pluginData !== again ? build.resolve(path, {resolveDir: packages, kind, pluginData: again}) : undefined);
      build.onResolve({filter: /^\.\.\/.*\.ts$/}, ({path, importer, resolveDir}) => {
        const [source, compiled] = [join(resolveDir, path), join(resolveDir, path.replace(/ts$/, "js"))];
        return importer.startsWith(page) && !existsSync(source) && existsSync(compiled) ? {path: compiled} : undefined;
      });
    }
  };
}

export const rules = (packages: string, page: string): readonly Rule[] => [tilde, drawings, rawStyles, oldFonts, mathjax(packages), controls, ownImports(packages, page)];
