/** @file Three lines of source with a caret under the place in the middle one. */
import {linesOf} from "./cells.ts";
import type {Place} from "./cells.ts";

const width = 160; // A minified line is cut around its place.

export function codeFrame({file, line, column}: Place): readonly string[] {
  const lines = linesOf(file);
  if (!lines || line > lines.length) return [];
  const last = Math.min(line + 1, lines.length);
  const digits = String(last).length;
  const from = column < width ? 0 : column - width / 2;
  const shown: string[] = [];
  for (let n = Math.max(1, line - 1); n <= last; n++) {
    const text = lines[n - 1]!.slice(from, from + width);
    shown.push(`${n === line ? ">" : " "} ${String(n).padStart(digits)} | ${text}`);
    if (n === line) shown.push(`  ${" ".repeat(digits)} | ${text.slice(0, column - 1 - from).replace(/[^\t]/g, " ")}^`);
  }
  return shown;
}
