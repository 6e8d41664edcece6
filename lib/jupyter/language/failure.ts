/** @file Type errors as Jupyter shows errors: place, code, message, and a frame of the source with carets. */
import type TS from "typescript";
import {relative} from "node:path";
import type {Failure} from "../engine.ts";
import {isCell} from "./cell-file.ts";
import {ts} from "./compiler.ts";
import {failureName} from "./failure-name.ts";
import {codeFrame} from "./frame.ts";

const shown = 10;

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

/** `diagnostics` (not empty) of cell `name` as one failure; the first ten in full. */
export function failureOf(diagnostics: readonly TS.Diagnostic[], name: string, cwd: string): Failure {
  const ordered = diagnostics.toSorted((a, b) => Number(ownFile(b)) - Number(ownFile(a)) || (a.start ?? 0) - (b.start ?? 0));
  const heads = ordered.map((one) => headline(one, name, cwd));
  const more = ordered.length - shown;
  const message = ordered.length === 1 ? heads[0]! : `${heads[0]!} (and ${ordered.length - 1} more)`;
  const blocks = ordered.slice(0, shown).flatMap((one, i) => [red(heads[i]!), ...frame(one), ...related(one, name, cwd), ""]);
  return {
    name: failureName,
    message,
    traceback: [`${red(failureName)}: ${ordered.length === 1 ? "1 error" : `${ordered.length} errors`}; the cell did not run`, "",
      ...blocks.slice(0, more > 0 ? undefined : -1), ...(more > 0 ? [`… and ${more} more`] : [])]
  };
}

/** `In[3]:1:7 - error TS2322: …`; line and column count from 1, the column in UTF-16 units. */
function headline(one: TS.Diagnostic, name: string, cwd: string): string {
  const text = ts.flattenDiagnosticMessageText(one.messageText, "\n");
  const code = one.code > 0 ? `TS${one.code}` : "TS";
  if (!one.file || one.start === undefined) return `error ${code}: ${text}`;
  return `${placeOf(one.file, one.start, name, cwd)} - error ${code}: ${text}`;
}

function placeOf(file: TS.SourceFile, start: number, name: string, cwd: string): string {
  const {line, character} = file.getLineAndCharacterOfPosition(start);
  return `${fileLabel(file, name, cwd)}:${line + 1}:${character + 1}`;
}

const labels = new WeakMap<TS.SourceFile, string>();

/** Remembers by which name cell `file` is spoken of. */
export function labelCell(file: TS.SourceFile, name: string): void {
  labels.set(file, name);
}

/** The name that {@link labelCell} gave. */
export function labelOf(file: TS.SourceFile): string | undefined {
  return labels.get(file);
}

function fileLabel(file: TS.SourceFile, name: string, cwd: string): string {
  return labels.get(file) ?? (isCell(file.fileName) ? name : relative(cwd, file.fileName) || file.fileName);
}

function ownFile({file}: TS.Diagnostic): boolean {
  return file !== undefined && isCell(file.fileName);
}

function frame({file, start, length}: TS.Diagnostic): string[] {
  return file && start !== undefined ? codeFrame(file, start, length ?? 0) : [];
}

function related({relatedInformation = []}: TS.Diagnostic, name: string, cwd: string): string[] {
  return relatedInformation.flatMap(({file, start, messageText}) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    return [`  ${file && start !== undefined ? `${placeOf(file, start, name, cwd)}: ` : ""}${text}`];
  });
}
