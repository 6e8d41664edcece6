/** @file Values of parameters: from the command line's text, and to TypeScript. */
import {NotebookError} from "../format/document.ts";

export type ParameterValue = number | string | boolean | null | readonly ParameterValue[] | {readonly [key: string]: ParameterValue};

const words: Readonly<Record<string, number>> = {Infinity: Infinity, "-Infinity": -Infinity, NaN: NaN};
const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Reads `NAME=VALUE`: numbers, true and false, JSON lists and objects, quoted strings; any other text is a string as it stands. */
export function parseParameter(argument: string): readonly [name: string, value: ParameterValue] {
  const at = argument.indexOf("=");
  const name = argument.slice(0, Math.max(at, 0));
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) throw new NotebookError(`run: a parameter must be NAME=VALUE with a TypeScript name, got ${JSON.stringify(argument)}`);
  return [name, parseValue(argument.slice(at + 1), name)];
}

function parseValue(text: string, name: string): ParameterValue {
  if (Object.hasOwn(words, text)) return words[text]!;
  if (number.test(text)) return Number(text);
  try {
    return JSON.parse(text) as ParameterValue;
  } catch (error) {
    if (/^\s*[[{"]/.test(text)) throw new NotebookError(`run: parameter ${name} begins like JSON and is not: ${(error as Error).message}`);
    return text;
  }
}

/** The value as a TypeScript expression that evaluates to it. */
export function literal(value: ParameterValue): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  const entries = Object.entries(value as {readonly [key: string]: ParameterValue});
  return `{${entries.map(([key, each]) => `${property(key)}: ${literal(each)}`).join(", ")}}`;
}

/** A quoted `__proto__` would set the prototype; a computed one is a key. */
function property(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
