/** @file Source code, highlighted. */
import highlight from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import {escapeHtml} from "../../jupyter/display/html.ts";

for (const [name, language] of Object.entries({bash, css, javascript, json, markdown, python, typescript, xml})) highlight.registerLanguage(name, language);

/** The code as HTML with `hljs-…` classes; a language that is not known is only escaped. */
export function highlighted(code: string, language = "typescript"): string {
  if (!highlight.getLanguage(language) || code.length > 100_000) return escapeHtml(code);
  return highlight.highlight(code, {language, ignoreIllegals: true}).value;
}
