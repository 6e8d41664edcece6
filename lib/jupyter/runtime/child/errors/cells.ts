/** @file The sources of all that ran, and the way from a place in emitted JavaScript back to the TypeScript. */
import {readFileSync} from "node:fs";
import {SourceMap} from "node:module";
import {isAbsolute, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";

export interface Place {
  /** `In[n]`, or a path: relative to the notebook's folder where it lies inside. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Unit {
  readonly source: string;
  readonly code: string;
  map: string | SourceMap | undefined;
}

const units = new Map<string, Unit>();
const places = /(In\[\d+\]|file:\/\/[^\s()]+?):(\d+):(\d+)/g;

/** Remembers what ran under a name (`In[n]`, or a file's URL), and what it was made from. */
export function remember(name: string, source: string, code: string, map: string | undefined): void {
  units.set(name, {source, code, map});
}

function mapOf(unit: Unit): SourceMap | undefined {
  if (typeof unit.map === "string") unit.map = new SourceMap(JSON.parse(unit.map));
  return unit.map;
}

/** A path as the reader knows it. */
export function readable(name: string): string {
  if (name.startsWith("In[")) return name;
  const path = name.startsWith("file:") ? fileURLToPath(name.replace(/\?.*$/, "")) : name;
  const near = relative(process.cwd(), path);
  return near.startsWith("..") || isAbsolute(near) ? path : `.${sep}${near}`;
}

/** How far into the source one may go on from a mapped place: as far as it reads as the emitted code does. */
function along({source, code}: Unit, from: Place, to: Place, column: number): number {
  const written = source.split("\n", to.line)[to.line - 1] ?? "";
  const emitted = code.split("\n", from.line)[from.line - 1] ?? "";
  const text = emitted.slice(from.column - 1, column - 1);
  return written.startsWith(text, to.column - 1) ? text.length : 0;
}

/** Where a place of emitted JavaScript (from 1) stands in what was written. */
export function original(name: string, line: number, column: number): Place {
  const file = readable(name);
  const unit = units.get(name);
  const entry = unit && mapOf(unit)?.findEntry(line - 1, column - 1);
  if (!unit || !entry || !("originalLine" in entry)) return {file, line, column};
  const from = {file, line: entry.generatedLine + 1, column: entry.generatedColumn + 1};
  const to = {file, line: entry.originalLine + 1, column: entry.originalColumn + 1};
  return from.line === line ? {...to, column: to.column + along(unit, from, to, column)} : to;
}

/** All places in a line of a stack trace, brought back to the source. */
export function mapped(line: string): string {
  return line.replace(places, (_, name: string, row: string, column: string) => {
    const place = original(name, Number(row), Number(column));
    return `${place.file}:${place.line}:${place.column}`;
  });
}

/** The lines of a cell or a file, where it can be read. */
export function linesOf(file: string): readonly string[] | undefined {
  const unit = units.get(file);
  if (unit) return unit.source.split(/\r?\n/);
  try {
    return file.startsWith("In[") ? undefined : readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return undefined; // The file has gone since; the frame alone must do.
  }
}
