/** @file "Save and Export Notebook As": a notebook as one page, or as the code of its cells. */
import {basename} from "node:path";
import {readFile} from "node:fs/promises";
import type {Notebook} from "../../../notebook/format/document.ts";
import {pageHtml} from "../../../notebook/export/page.ts";
import {picturesBeside} from "../../../notebook/export/pages.ts";
import type {Contents} from "../contents/contents.ts";
import {notebookFrom} from "../contents/read.ts";
import {HttpFault} from "../http/fault.ts";
import {json} from "../http/reply.ts";
import type {Route} from "../http/router.ts";

interface Exporter {
  readonly type: string;
  readonly end: string;
  /** `file` is where the notebook lies. */
  readonly write: (notebook: Notebook, file: string, stamp: string) => string;
}

const exporters: Readonly<Record<string, Exporter>> = {
  html: {type: "text/html", end: ".html", write: (notebook, file, stamp) => pageHtml(notebook, {path: file, stamp, pictures: picturesBeside(file)})},
  script: {type: "text/plain", end: ".ts", write: script}
};

export interface ExportOptions {
  readonly contents: Contents;
  /** What makes the page, in a line. */
  readonly stamp: string;
}

export function exportRoutes({contents, stamp}: ExportOptions): readonly Route[] {
  return [
    {method: "GET", pattern: "/api/nbconvert", handler: () => json(Object.fromEntries(Object.entries(exporters).map(([name, {type}]) => [name, {output_mimetype: type}])))},
    {
      method: "GET", pattern: "/nbconvert/:format/*path",
      async handler({params, query}) {
        const [name, path] = [params["format"]!, params["path"]!];
        const exporter = Object.hasOwn(exporters, name) ? exporters[name] : undefined;
        if (!exporter) throw new HttpFault(404, `no format ${name}`);
        const file = await contents.places.existing(path);
        const text = exporter.write(contents.shown(path, notebookFrom(await readFile(file), path)), file, stamp);
        const target = basename(path, ".ipynb") + exporter.end;
        const download = /^(true|1)$/.test(query.get("download") ?? "") ? {"content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(target)}`} : {};
        // It holds what the notebook holds: here it may not act for the person.
        return {status: 200, headers: {"content-type": `${exporter.type}; charset=utf-8`, "cache-control": "no-store", "content-security-policy": "sandbox allow-scripts allow-downloads; frame-ancestors 'self'", ...download}, body: text};
      }
    }
  ];
}

/** The cells' code, in order; text is left as comments. */
function script({cells}: Notebook): string {
  const parts = cells.flatMap((cell) => (cell.cell_type === "code" ? [`// %%\n${cell.source}`] : cell.cell_type === "markdown" ? [`// %% [markdown]\n${cell.source.replace(/^/gm, "// ")}`] : []));
  return parts.join("\n\n") + "\n";
}
