/** @file Bundles of data whose kind the caller declares: HTML, Markdown, LaTeX, SVG, JSON, JavaScript, or several at once. */
import type {Metadata, MimeBundle} from "../engine.ts";
import type {Bundle} from "../runtime/port.ts";
import {withText} from "./format/protocol.ts";
import {cut, plainText} from "./format/text.ts";
import {htmlText} from "./html.ts";

const bundle = (type: string, data: unknown, text: string): Bundle => ({data: {[type]: data, "text/plain": text}, metadata: {}});

const letters = (what: string, {length}: string): string => `${what}, ${length.toLocaleString("en")} characters`;

/** @throws TypeError if `source` is no string. */
function checked(source: unknown, who: string): string {
  if (typeof source !== "string") throw new TypeError(`display.${who}: source must be a string, got ${plainText(source).slice(0, 100)}`);
  return source;
}

export const htmlBundle = (source: string): Bundle => bundle("text/html", checked(source, "html"), cut(htmlText(source)) || letters("HTML", source));

export const markdownBundle = (source: string): Bundle => bundle("text/markdown", checked(source, "markdown"), cut(source));

export const javascriptBundle = (source: string): Bundle => bundle("application/javascript", checked(source, "javascript"), letters("JavaScript", source));

/** Front ends look for maths between delimiters only, so a bare formula is given them. */
export function latexBundle(source: string): Bundle {
  const delimited = /\$|\\\[|\\\(|\\begin\{/.test(checked(source, "latex"));
  return bundle("text/latex", delimited ? source : `$$${source}$$`, cut(source));
}

export function svgBundle(source: string): Bundle {
  if (!/<svg[\s>]/i.test(checked(source, "svg"))) throw new TypeError(`display.svg: source must hold an <svg> element, got ${plainText(source.slice(0, 80))}`);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(source)?.[1]?.trim();
  return bundle("image/svg+xml", source, title ? `SVG image: ${title}` : "SVG image");
}

/** @throws TypeError if the value cannot be written as JSON. */
export function jsonBundle(value: unknown): Bundle {
  const text = jsonText(value);
  return bundle("application/json", JSON.parse(text), cut(text));
}

function jsonText(value: unknown): string {
  try {
    const text = JSON.stringify(value, undefined, 2) as string | undefined;
    if (text !== undefined) return text;
  } catch (error) {
    throw new TypeError(`display.json: value must be writable as JSON: ${(error as Error).message}`, {cause: error});
  }
  throw new TypeError(`display.json: value must be writable as JSON, got ${plainText(value).slice(0, 100)}`);
}

/** A bundle as the caller wrote it, with `text/plain` added. */
export function ownBundle(data: MimeBundle, metadata: Metadata = {}): Bundle {
  if (typeof data !== "object" || data === null || Array.isArray(data) || !Object.keys(data).every((type) => /^[\w.+-]+\/[\w.+-]+/.test(type))) {
    throw new TypeError(`display.bundle: data must be an object of MIME type to data, got ${plainText(data).slice(0, 100)}`);
  }
  return {data: withText(data), metadata};
}
