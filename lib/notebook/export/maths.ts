/** @file Formulae by KaTeX, and the fonts that a page of them needs. */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import katex from "katex";
import {escapeHtml} from "../../jupyter/display/html.ts";

/** One page's formulae: a macro that one defines holds in those after it. */
export interface Maths {
  /** HTML for the eye and MathML for the ear. A formula that cannot be read is shown as it stands, with the reason. */
  render(formula: string, display: boolean): string;
}

export function maths(): Maths {
  const macros = {};
  return {
    render(formula, displayMode) {
      try {
        return katex.renderToString(formula, {displayMode, macros, globalGroup: true, throwOnError: true, trust: false, strict: "ignore", maxSize: 50, maxExpand: 1000});
      } catch (error) {
        return `<code class="maths-error" title="${escapeHtml((error as Error).message)}">${escapeHtml(formula)}</code>`;
      }
    }
  };
}

const fontFace = /@font-face\{[^}]*\}/g;

/** KaTeX's style sheet with those fonts inlined that the page's formulae use; nothing for a page without formulae. */
export function mathsStyle(page: string): string {
  if (!page.includes('class="katex')) return "";
  const folder = dirname(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"));
  const sheet = readFileSync(join(folder, "katex.min.css"), "utf8");
  return sheet.replace(fontFace, (face) => {
    const file = /url\(fonts\/(KaTeX_[\w-]+\.woff2)\)/.exec(face)?.[1];
    if (!file || !wanted(file, page)) return "";
    const data = readFileSync(join(folder, "fonts", file)).toString("base64");
    return face.replace(/src:[^;}]*/, `src:url(data:font/woff2;base64,${data}) format("woff2")`);
  });
}

/** The classes by which KaTeX asks for its rarer fonts; the others are on every page with a formula. */
const rare: readonly (readonly [font: RegExp, classes: RegExp])[] = [
  [/AMS/, /amsrm|mathbb|textbb/],
  [/Caligraphic/, /mathcal/],
  [/Fraktur/, /mathfrak|textfrak|mathboldfrak/],
  [/Main-Bold(?!Italic)/, /mathbf|textbf/],
  [/Main-BoldItalic/, /textbf[^"]*textit|textit[^"]*textbf/],
  [/Main-Italic/, /mathit|textit/],
  [/Math-BoldItalic/, /boldsymbol|mathbfit/],
  [/SansSerif/, /mathsf|textsf|mathboldsf/],
  [/Script/, /mathscr|textscr/],
  [/Typewriter/, /mathtt|texttt/]
];

function wanted(file: string, page: string): boolean {
  const rule = rare.find(([font]) => font.test(file));
  return !rule || new RegExp(`class="[^"]*(?:${rule[1].source})`).test(page);
}
