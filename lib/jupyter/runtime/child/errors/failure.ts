/** @file Makes what was thrown, whatever it is, readable: name, message, code frame, frames, causes. */
import {inspect, types} from "node:util";
import type {Failure} from "../../../engine.ts";
import {codeFrame} from "./code-frame.ts";
import type {Place} from "./cells.ts";

const longest = 10_000; // characters of a message
const deepest = 8; // causes within causes

/** Reads a property that may be a getter that throws. */
function read(error: object, key: string): unknown {
  try {
    return (error as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}

function described(value: unknown): string {
  try {
    return inspect(value, {maxStringLength: longest, breakLength: 120});
  } catch {
    return `a ${typeof value} that cannot be shown`;
  }
}

function isError(value: unknown): value is object {
  try {
    return types.isNativeError(value) || value instanceof Error;
  } catch {
    return false; // A proxy whose traps throw.
  }
}

function text(error: object, key: string, otherwise: string): string {
  const value = read(error, key);
  if (typeof value === "string") return cut(value);
  return value === undefined ? otherwise : cut(described(value));
}

/** The frames of a stack that has been brought back to the source. */
function framesOf(error: object): readonly string[] {
  const stack = read(error, "stack");
  if (typeof stack !== "string") return [];
  return stack.split("\n").filter((line) => /^ {4}at /.test(line));
}

/** The uppermost place that the reader can change: a cell, or a file outside `node_modules`. */
function placeOf(frames: readonly string[]): Place | undefined {
  for (const frame of frames) {
    const found = /(In\[\d+\]|(?:\.|[A-Za-z]:)?[\\/][^()]*?):(\d+):(\d+)\)?$/.exec(frame);
    if (found && !/[\\/]node_modules[\\/]/.test(found[1]!)) return {file: found[1]!, line: Number(found[2]), column: Number(found[3])};
  }
  return undefined;
}

/** Own properties that say more, such as `code` and `path` of a system error. */
function extras(error: object): readonly string[] {
  const known = new Set(["name", "message", "stack", "cause", "errors", "error", "suppressed"]);
  try {
    const keys = Object.keys(error).filter((key) => !known.has(key));
    if (keys.length === 0) return [];
    return cut(described(Object.fromEntries(keys.map((key) => [key, read(error, key)])))).split("\n").map((line) => `  ${line}`);
  } catch {
    return [];
  }
}

function parts(error: object): readonly (readonly [string, unknown])[] {
  const errors = read(error, "errors");
  const list = Array.isArray(errors) ? errors.slice(0, 10).map((each, i) => [`errors[${i}]`, each] as const) : [];
  const named = (["cause", "error", "suppressed"] as const).filter((key) => Object.hasOwn(error, key)).map((key) => [key, read(error, key)] as const);
  return [...named, ...list];
}

function linesFor(error: unknown, seen: Set<unknown>, place?: Place): readonly string[] {
  if (!isError(error)) return described(error).split("\n");
  seen.add(error);
  const frames = framesOf(error);
  const at = place ?? placeOf(frames);
  const lines = [headline(error), ...(at ? codeFrame(at) : []), ...(place ? [`    at ${place.file}:${place.line}:${place.column}`] : []), ...frames, ...extras(error)];
  for (const [label, part] of parts(error)) {
    if (seen.has(part) || seen.size >= deepest) continue;
    const [first = "", ...rest] = linesFor(part, seen);
    lines.push(`[${label}] ${first}`, ...rest);
  }
  return lines;
}

function headline(error: object): string {
  const name = text(error, "name", "Error");
  const message = text(error, "message", "");
  return message ? `${name}: ${message}` : name;
}

/** `place` is given for errors that have no frame of their own, such as syntax errors. */
export function failureOf(error: unknown, place?: Place): Failure {
  if (!isError(error)) {
    const message = cut(described(error));
    return {name: "Uncaught", message, traceback: `Uncaught: ${message}`.split("\n")};
  }
  const {name, message} = {name: text(error, "name", "Error"), message: text(error, "message", "")};
  return {name, message, traceback: linesFor(error, new Set(), place).flatMap((line) => line.split("\n"))};
}
