/** @file What runs here, in a line: it says on a page by what its numbers were made. */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

export function version(): string {
  return (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {version: string}).version;
}

export function stamp(): string {
  const typescript = (createRequire(import.meta.url)("typescript/package.json") as {version: string}).version;
  return `Run by Spikebook ${version()} with TypeScript ${typescript} on Node ${process.versions.node}`;
}
