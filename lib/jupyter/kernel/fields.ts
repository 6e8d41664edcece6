/** @file Reads the fields of a request, which come from outside and may be anything. */
import type {Content} from "../protocol/message.ts";

/** The text in field `name` of a request of type `type`; a request without it is refused. */
export function text(type: string, content: Content, name: string): string {
  const value = content[name];
  if (typeof value !== "string") throw new TypeError(`${type}: ${name} must be a string, got ${shown(value)}`);
  return value;
}

/** A whole number of at least zero in field `name`, or `fallback` where there is none. */
export function count(type: string, content: Content, name: string, fallback: number): number {
  const value = content[name] ?? fallback;
  if (!Number.isFinite(value)) throw new TypeError(`${type}: ${name} must be a number, got ${shown(value)}`);
  return Math.max(0, Math.trunc(value as number));
}

/** A yes or no in field `name`, or `fallback` where there is none. */
export function flag(content: Content, name: string, fallback: boolean): boolean {
  const value = content[name];
  return typeof value === "boolean" ? value : fallback;
}

/** The texts of a list; whatever else the list holds is left out. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** An object with string keys, or an empty one where `value` is none. */
export function record(value: unknown): Content {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
