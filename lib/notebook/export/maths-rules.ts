/** @file Where Markdown holds formulae: `$…$`, `$$…$$` and LaTeX environments, as Jupyter reads them. */
import type {MarkdownIt, StateBlock, StateInline} from "markdown-it";
import type {Maths} from "./maths.ts";

/** A plugin; `keep` takes a formula's HTML and gives what stands for it until the page has been cleaned. */
export function mathsRules(markdown: MarkdownIt, {render}: Maths, keep: (html: string) => string): void {
  markdown.inline.ruler.after("escape", "maths", inline);
  markdown.block.ruler.before("fence", "maths", block, {alt: ["paragraph", "reference", "blockquote", "list"]});
  markdown.renderer.rules["maths_inline"] = (tokens, i) => keep(render(tokens[i]!.content, tokens[i]!.markup !== "$"));
  markdown.renderer.rules["maths_block"] = (tokens, i) => `<div class="display-maths">${keep(render(tokens[i]!.content, true))}</div>\n`;
}

/** A dollar opens only before a word, and closes only after one and not before a digit: prices stay prices. */
const inlineForms: readonly (readonly [markup: string, form: RegExp])[] = [
  ["$$", /\$\$([^]+?)\$\$/y],
  ["$", /\$(?!\s|\$)((?:\\[^]|[^$\\])*?[^\s\\]|(?:\\[^]|[^$\\])*?\\[^\s])\$(?!\d)/y],
  ["env", /(\\begin\{([a-zA-Z]+\*?)\}[^]+?\\end\{\2\})/y]
];

const inline = (state: StateInline, silent: boolean): boolean => {
  const mark = state.src[state.pos];
  if (mark !== "$" && mark !== "\\") return false;
  for (const [markup, form] of inlineForms) {
    form.lastIndex = state.pos;
    const found = form.exec(state.src);
    if (!found || form.lastIndex > state.posMax) continue;
    if (!silent) Object.assign(state.push("maths_inline", "", 0), {content: found[1]!.trim(), markup});
    state.pos = form.lastIndex;
    return true;
  }
  return false;
};

/** A formula on lines of its own; blank lines inside it are allowed, as in Jupyter. */
const block = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  const from = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const text = state.src.slice(from, state.eMarks[endLine - 1]);
  const found = /^\$\$([^]+?)\$\$[ \t]*(?=\n|$)/.exec(text) ?? /^(\\begin\{([a-zA-Z]+\*?)\}[^]+?\\end\{\2\})[ \t]*(?=\n|$)/.exec(text);
  if (!found) return false;
  if (silent) return true;
  const lines = found[0].split("\n").length;
  Object.assign(state.push("maths_block", "", 0), {content: found[1]!.trim(), block: true, map: [startLine, startLine + lines]});
  state.line = startLine + lines;
  return true;
};
