/** @file The variables that cells have made, each in a line: what a panel beside the notebook shows. */
import {inspect, types} from "node:util";
import {attempt, isFunction, isObject, peek} from "../../display/format/guard.ts";

export interface Variable {
  readonly name: string;
  /** What the value is: `number`, `function`, or the name of its class. */
  readonly type: string;
  /** How large it is, where it has a size: `3`, `100 × 4`. */
  readonly shape?: string;
  readonly preview: string;
}

const longest = 120;
/** Beyond this, neither rows nor keys are looked at one by one. */
const most = 1000;

const names = new Set<string>();

/** A cell that declares `added` begins to run. */
export const declare = (added: readonly string[]): void => added.forEach((name) => names.add(name));

/**
 * Lets go of what variables hold. V8 does not take a script's binding back: it is left as the global that it had hidden,
 * and undefined where there is none.
 */
export function forget(gone: readonly string[]): void {
  for (const name of gone) {
    names.delete(name);
    attempt(() => (0, eval)(`${name} = globalThis[${JSON.stringify(name)}]`) as unknown);
  }
}

/** What the cells' variables hold, by name; one whose cell failed before its line is left out. */
export function variables(): readonly Variable[] {
  return [...names].sort().flatMap((name) => {
    const held = attempt(() => ({value: valueOf(name)}));
    return held ? [described(name, held.value)] : [];
  });
}

/** An indirect `eval` sees the global scope, and in it what scripts have declared. */
const valueOf = (name: string): unknown => (0, eval)(name) as unknown;

function described(name: string, value: unknown): Variable {
  const shape = attempt(() => shapeOf(value));
  return {name, type: attempt(() => typeOf(value)) ?? typeof value, ...(shape !== undefined && {shape}), preview: attempt(() => previewOf(value)) ?? ""};
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (isFunction(value)) return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  if (!isObject(value)) return typeof value;
  if (types.isProxy(value)) return "Proxy";
  const maker = peek(Object(Object.getPrototypeOf(value)) as object, "constructor");
  const name = isFunction(maker) ? peek(maker, "name") : undefined;
  return typeof name === "string" && name !== "" ? name : "Object";
}

function shapeOf(value: unknown): string | undefined {
  if (!isObject(value) || types.isProxy(value)) return undefined;
  if (types.isMap(value) || types.isSet(value)) return String(value.size);
  if (types.isTypedArray(value)) return String(value.length);
  if (Array.isArray(value)) return [value.length, ...widthOf(value)].join(" × ");
  const {numRows, numCols, shape} = value as Readonly<Record<string, unknown>>;
  if (isFunction(numRows) && isFunction(numCols)) return `${String(numRows.call(value))} × ${String(numCols.call(value))}`;
  return Array.isArray(shape) && shape.length > 0 && shape.every(Number.isInteger) ? shape.join(" × ") : undefined;
}

/** The length that all rows of a matrix share. */
function widthOf(rows: readonly unknown[]): readonly number[] {
  const lengths = rows.slice(0, most).map((row) => (Array.isArray(row) || types.isTypedArray(row) ? row.length : undefined));
  const [first] = lengths;
  return first !== undefined && rows.length <= most && lengths.every((length) => length === first) ? [first] : [];
}

function previewOf(value: unknown): string {
  if (isObject(value) && Object.prototype.toString.call(value) === "[object Object]" && Object.keys(value).length > most) return `{${Object.keys(value).length.toLocaleString("en")} keys}`;
  const line = inspect(value, {colors: false, depth: 1, maxArrayLength: 8, maxStringLength: longest, breakLength: Infinity, compact: true}).replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
