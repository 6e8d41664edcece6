/** @file A frame of source lines with line numbers, and carets under a span. */
import type TS from "typescript";

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const widest = 160;

/** The lines that `[start, start + length)` touches (at most four), each with carets under its part of the span. */
export function codeFrame(file: TS.SourceFile, start: number, length: number): string[] {
  const first = file.getLineAndCharacterOfPosition(start);
  const last = file.getLineAndCharacterOfPosition(Math.min(start + length, file.text.length));
  const lines = [...Array(last.line - first.line + 1).keys()].map((i) => first.line + i);
  const kept = lines.length <= 4 ? lines : [...lines.slice(0, 2), -1, ...lines.slice(-1)];
  const gutter = String(last.line + 1).length;
  return kept.flatMap((line) => {
    if (line < 0) return [`${" ".repeat(gutter)} …`];
    const text = lineText(file, line);
    const from = line === first.line ? first.character : text.length - text.trimStart().length;
    const to = line === last.line ? last.character : text.length;
    return frameLine(text, from, Math.max(to, from + 1), String(line + 1).padStart(gutter));
  });
}

function frameLine(text: string, from: number, to: number, label: string): string[] {
  const offset = from > widest - 40 ? from - 40 : 0;
  const cut = text.slice(offset, offset + widest);
  const carets = "~".repeat(columns(text.slice(from, Math.min(to, offset + widest))) || 1);
  const indent = blank(text.slice(offset, from));
  return [`${label} | ${cut}`, `${" ".repeat(label.length)} | ${indent}${red(carets)}`];
}

function lineText(file: TS.SourceFile, line: number): string {
  const starts = file.getLineStarts();
  return file.text.slice(starts[line], starts[line + 1] ?? file.text.length).replace(/[\r\n\u2028\u2029]+$/, "");
}

/** As wide as `text` in a terminal, tabs kept. */
function blank(text: string): string {
  return [...text].map((character) => character === "\t" ? "\t" : " ".repeat(columns(character))).join("");
}

/** Columns of `text` in a terminal: East Asian wide characters and emoji take two, combining marks none. */
function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + width(character), 0);
}

function width(character: string): number {
  if (/\p{Mark}|\u200d/u.test(character)) return 0;
  return /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(character) ? 2 : 1;
}
