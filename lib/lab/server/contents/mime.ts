/** @file MIME types by the end of a name, for what lies beside notebooks. */
import {extname} from "node:path";

const types: Readonly<Record<string, string>> = {
  ".avif": "image/avif", ".bmp": "image/bmp", ".gif": "image/gif", ".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png",
  ".svg": "image/svg+xml", ".webp": "image/webp", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav", ".webm": "video/webm",
  ".css": "text/css", ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".htm": "text/html", ".html": "text/html", ".md": "text/markdown", ".txt": "text/plain",
  ".log": "text/plain", ".js": "text/javascript", ".mjs": "text/javascript", ".cjs": "text/javascript", ".ts": "text/typescript", ".mts": "text/typescript",
  ".tsx": "text/typescript", ".py": "text/x-python", ".r": "text/x-rsrc", ".jl": "text/x-julia", ".tex": "text/x-latex", ".sh": "text/x-sh", ".xml": "text/xml",
  ".yaml": "text/yaml", ".yml": "text/yaml", ".json": "application/json", ".ipynb": "application/x-ipynb+json", ".geojson": "application/geo+json",
  ".pdf": "application/pdf", ".wasm": "application/wasm", ".zip": "application/zip", ".gz": "application/gzip", ".map": "application/json", ".woff": "font/woff", ".woff2": "font/woff2"
};

export const mimeType = (name: string): string | undefined => types[extname(name).toLowerCase()];

/** With the charset where it is text. */
export function contentType(name: string): string {
  const type = mimeType(name) ?? "application/octet-stream";
  return type.startsWith("text/") || type === "application/json" ? `${type}; charset=utf-8` : type;
}
