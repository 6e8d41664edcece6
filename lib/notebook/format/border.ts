/** @file The door through which file contents come in: JSON values, checked place by place. */
import {jsonMime, NotebookError, type MimeBundle} from "./document.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function kindOf(value: unknown): string {
  return value === undefined ? "nothing" : value === null ? "null" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** `where` is the file and the place in it, for the message. */
export function fields(value: unknown, where: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new NotebookError(`${where} must be an object, got ${kindOf(value)}`);
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new NotebookError(`${where} must be a list, got ${kindOf(value)}`);
}

export function oneOf<T extends string>(value: unknown, words: readonly T[], where: string): T {
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  throw new NotebookError(`${where} must be ${words.join(" or ")}, got ${typeof value === "string" ? JSON.stringify(value) : kindOf(value)}`);
}

/** Text, which nbformat lets stand as one string or as a list of its lines. */
export function text(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((line) => typeof line === "string")) return value.join("");
  throw new NotebookError(`${where} must be text or a list of lines, got ${kindOf(value)}`);
}

export function count(value: unknown, where: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new NotebookError(`${where} must be a whole number or null, got ${typeof value === "number" ? value : kindOf(value)}`);
}

/** A bundle with its texts joined; JSON types stay as they are. */
export function bundle(value: unknown, where: string): MimeBundle {
  const entries = Object.entries(fields(value, where));
  return Object.fromEntries(entries.map(([mime, data]) => [mime, jsonMime(mime) ? data : text(data, `${where}[${JSON.stringify(mime)}]`)]));
}
