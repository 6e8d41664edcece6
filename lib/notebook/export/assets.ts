/** @file The style sheets and scripts that pages are made with. */
import {readFileSync} from "node:fs";

type Asset = "base.css" | "page.css" | "index.css" | "theme.js" | "page.js";

const read = new Map<Asset, string>();

export function asset(name: Asset): string {
  const text = read.get(name) ?? readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
  read.set(name, text);
  return text;
}
