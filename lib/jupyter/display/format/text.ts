/** @file Any value as plain text: never coloured, never endless, whatever the value does when it is looked at. */
import {inspect, types} from "node:util";

/** The longest text an output carries, in UTF-16 units. */
export const longestText = 100_000;
const longestArray = 100;
const deepest = 4;
/** How many values are looked at before a shallower view is taken. */
const widest = 10_000;

const options = {colors: false, maxArrayLength: longestArray, maxStringLength: 10_000, breakLength: 100, compact: 3} as const;

const more = (count: number, what: string): string => `\n… ${count.toLocaleString("en")} more ${what}`;

/** Cuts a long text and says how much is missing. */
export function cut(text: string, longest = longestText): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text[longest - 1]!) ? longest - 1 : longest;
  return text.slice(0, end) + more(text.length - end, "characters");
}

/** `value` as Node prints it, cut where it is too wide, too deep or too long. */
export function plainText(value: unknown): string {
  try {
    return typeof value === "string" ? quoted(value) : cut(inspected(value));
  } catch (error) {
    return `[${kindOf(value)} that cannot be shown: ${reason(error)}]`;
  }
}

function quoted(value: string): string {
  const head = inspect(value.slice(0, longestText), {...options, maxStringLength: Infinity, breakLength: Infinity});
  return value.length > longestText ? head + more(value.length - longestText, "characters") : head;
}

function inspected(value: unknown): string {
  const keys = wideKeys(value);
  if (!keys) return inspect(value, {...options, depth: fittingDepth(value)});
  const view = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const key of keys.slice(0, longestArray)) Object.defineProperty(view, key, Object.getOwnPropertyDescriptor(value, key)!);
  return inspect(view, {...options, depth: 0}) + more(keys.length - longestArray, "keys");
}

/** The keys of a plain object that has more of them than anyone reads. */
function wideKeys(value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value) || Object.prototype.toString.call(value) !== "[object Object]") return undefined;
  const keys = Object.keys(value);
  return keys.length > widest ? keys : undefined;
}

function reason(error: unknown): string {
  try {
    return cut(error instanceof Error ? error.message : String(error), 200);
  } catch {
    return "its error cannot be shown either";
  }
}

function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    return "object";
  }
}

/** The deepest view of `value` that stays below `widest` values. */
function fittingDepth(value: unknown): number {
  for (let depth = deepest; depth > 0; depth--) if (count(value, depth, {left: widest}) >= 0) return depth;
  return 0;
}

/** Takes one off `budget.left` for each value down to `depth`, and returns what is left; stops below zero. */
function count(value: unknown, depth: number, budget: {left: number}): number {
  if (--budget.left < 0 || typeof value !== "object" || value === null || types.isProxy(value)) return budget.left;
  for (const part of parts(value)) {
    if (depth > 0 ? count(part, depth - 1, budget) < 0 : --budget.left < 0) break;
  }
  return budget.left;
}

/** What inspect would print inside `value`; getters are left alone. */
function* parts(value: object): Iterable<unknown> {
  if (ArrayBuffer.isView(value)) return;
  if (types.isMap(value)) yield* few(Map.prototype.entries.call(value));
  else if (types.isSet(value)) yield* few(Set.prototype.values.call(value));
  else if (Array.isArray(value)) for (let i = 0; i < Math.min(value.length, longestArray); i++) yield Object.getOwnPropertyDescriptor(value, i)?.value;
  else for (const key of Object.keys(value)) yield Object.getOwnPropertyDescriptor(value, key)?.value;
}

function* few(values: Iterable<unknown>): Iterable<unknown> {
  let seen = 0;
  for (const value of values) {
    if (seen++ >= longestArray) return;
    yield value;
  }
}
