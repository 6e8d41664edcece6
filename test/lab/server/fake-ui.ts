/** @file A front end of a few files: what the server makes of one is seen without building JupyterLab. */
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Ui} from "../../../lib/lab/server/ui.ts";

/** Writes its files into `folder`. */
export function fakeUi(folder: string): Ui {
  const schemas = join(folder, "schemas", "@jupyterlab", "apputils-extension");
  const translations = join(folder, "translations");
  for (const each of [schemas, translations]) mkdirSync(each, {recursive: true});
  writeFileSync(join(schemas, "themes.json"), JSON.stringify({title: "Theme", type: "object", properties: {theme: {type: "string", default: "JupyterLab Light"}, size: {type: "number", default: 1}}}));
  writeFileSync(join(schemas, "package.json"), "{}");
  writeFileSync(join(translations, "de.json"), JSON.stringify({jupyterlab: {Open: ["Öffnen"]}}));
  writeFileSync(join(folder, "file.txt"), "from a file");
  return {
    page: (config) => `<!doctype html><script id="jupyter-config-data" type="application/json">${JSON.stringify(config).replaceAll("<", "\\u003c")}</script>`,
    asset: (path, {gzip, brotli}) => (path === "main.123.js" ? {bytes: Buffer.from(brotli ? "brotli" : gzip ? "gzip" : "plain"), type: "text/javascript", immutable: true, ...(brotli ? {encoding: "br"} : gzip ? {encoding: "gzip"} : {})}
      : path === "file.txt" ? {file: join(folder, "file.txt"), type: "text/plain"} : undefined),
    theme: (path) => (path === "@jupyterlab/theme-light-extension/index.css" ? {bytes: Buffer.from("body{}"), type: "text/css"} : undefined),
    schemas: join(folder, "schemas"),
    overrides: {"@jupyterlab/apputils-extension:themes": {theme: "JupyterLab Dark"}},
    translations, config: {disabledExtensions: ["x"]}, licences: {bundles: {a: 1}}
  };
}
