/** @file The variables that cells have made, each in a line: what a panel beside the notebook shows. */
import {Session} from "node:inspector";
import {types} from "node:util";
import {attempt, isFunction, peek} from "../../display/format/guard.ts";
import {cut, plainText} from "../../display/format/text.ts";

export interface Variable {
  readonly name: string;
  /** What the value is: `number`, `Float64Array`, the name of its class. */
  readonly type: string;
  /** How large it is, where it has a size: `3`, `100 × 4`. */
  readonly shape?: string;
  readonly preview: string;
}

const longest = 120;
const session = new Session();
session.connect();

/** All bindings of earlier cells in the order of their names, without those that hold nothing yet. */
export function variables(): readonly Variable[] {
  return [...new Set(lexicalNames())].sort().flatMap((name) => {
    try {
      return [described(name, (0, eval)(name))];
    } catch {
      return []; // declared by a cell that failed before the line
    }
  });
}

/** What names the compiler makes up for itself are no reader's. */
const madeUp = /^_[a-z]$|^_\w+_\d+$|^env_\d+$/;

function lexicalNames(): readonly string[] {
  let found: readonly string[] = [];
  session.post("Runtime.globalLexicalScopeNames", {}, (error, answer) => {
    if (!error) found = answer.names;
  });
  return found.filter((name) => !madeUp.test(name));
}

/** One value; never throws, whatever the value does when it is looked at. */
export function described(name: string, value: unknown): Variable {
  const shape = shapeOf(value);
  const lines = plainText(value).replace(/\s+/g, " ");
  return {name, type: typeOf(value), ...(shape !== undefined && {shape}), preview: lines.length > longest ? `${lines.slice(0, longest - 1)}…` : lines};
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (isFunction(value)) return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  if (typeof value !== "object") return typeof value;
  if (types.isProxy(value)) return "Proxy";
  const maker = peek(Object(Object.getPrototypeOf(value)) as object, "constructor");
  const name = isFunction(maker) ? peek(maker, "name") : undefined;
  return typeof name === "string" && name !== "" ? name : "object";
}
