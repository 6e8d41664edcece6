/** @file Whether a cell is finished: what a console asks before it runs a line. */
import type TS from "typescript";
import type {Completeness} from "../engine.ts";
import {parseCell} from "./cell-file.ts";
import {ts, type CellFile} from "./compiler.ts";

/** Errors that no further line can mend, although they stand at the end. */
const hopeless = new Set([1002, 1161]);
const openText = new Set([1160, 1010]);

/** The parser says it: what only lacks an end is incomplete, what is wrong before its end is invalid. */
export function completeness(code: string): Completeness {
  const file = parseCell(code, "/", {moduleDetection: ts.ModuleDetectionKind.Force});
  const end = lastTokenEnd(file);
  const errors = file.parseDiagnostics;
  if (errors.length === 0) return {status: "complete"};
  if (errors.some(({start = 0, code: number}) => start < end && !openText.has(number) && !goesOn(number, code))) return {status: "invalid"};
  if (errors.some(({code: number}) => hopeless.has(number) && !goesOn(number, code))) return {status: "invalid"};
  return {status: "incomplete", indent: errors.some(({code: number}) => openText.has(number) || goesOn(number, code)) ? "" : indentAfter(file)};
}

/** A string whose last line ends with a backslash goes on in the next. */
function goesOn(error: number, code: string): boolean {
  return error === 1002 && /(^|[^\\])(\\\\)*\\\s*$/.test(code);
}

/** The end of the last real token: trailing white space and comments don't count. */
function lastTokenEnd(file: CellFile): number {
  return file.endOfFileToken.getFullStart();
}

/** The white space for the next line: that of the last line that opened something, and one step more. */
function indentAfter(file: TS.SourceFile): string {
  const step = /^(\t| {2,8})\S/m.exec(file.text)?.[1] ?? "  ";
  const open = openLines(file);
  const last = file.text.trimEnd().length;
  const line = open.length > 0 ? open.at(-1)! : file.getLineAndCharacterOfPosition(last).line;
  return leading(file, line) + step;
}

/** Lines of brackets that are not closed, outermost first. */
function openLines(file: TS.SourceFile): number[] {
  const open: number[] = [];
  const {OpenBraceToken, OpenParenToken, OpenBracketToken, TemplateHead, CloseBraceToken, CloseParenToken, CloseBracketToken, TemplateTail} = ts.SyntaxKind;
  const openers = new Set([OpenBraceToken, OpenParenToken, OpenBracketToken, TemplateHead]);
  const closers = new Set([CloseBraceToken, CloseParenToken, CloseBracketToken, TemplateTail]);
  const visit = (node: TS.Node): void => {
    if (openers.has(node.kind as never)) open.push(file.getLineAndCharacterOfPosition(node.getStart(file)).line);
    else if (closers.has(node.kind as never) && node.end > node.getStart(file)) open.pop();
    else for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return open;
}

function leading(file: TS.SourceFile, line: number): string {
  const start = file.getLineStarts()[line]!;
  return /^[ \t]*/.exec(file.text.slice(start))![0];
}
