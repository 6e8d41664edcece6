/** @file Any value as a MIME bundle: a rich form where its kind has one, and always plain text. */
import {types} from "node:util";
import type {Bundle} from "../runtime/port.ts";
import {formatMaths} from "./format/maths.ts";
import {formatFigure} from "./format/figure.ts";
import {formatProtocol} from "./format/protocol.ts";
import {formatTable} from "./format/table.ts";
import {plainText} from "./format/text.ts";
import {formatTypedArray} from "./format/typed-array.ts";

/** A kind of value that has a form of its own; `undefined` where `value` is not of that kind. */
export type Formatter = (value: object) => Bundle | Promise<Bundle> | undefined;

// What a value says of itself comes first; what only looks like something comes last.
const formatters: readonly Formatter[] = [formatProtocol, formatTypedArray, formatTable, formatFigure, formatMaths];

/**
 * The MIME bundle of any value, always with `text/plain`; an empty bundle is a value that shows nothing (a display
 * handle, a widget that is on the page already).
 *
 * Sync unless the value's own `Symbol.for("Jupyter.display")` answers with a promise.
 *
 * @throws what that method throws; nothing else that a value does when it is looked at gets out.
 */
export function format(value: unknown): Bundle | Promise<Bundle> {
  const rich = (typeof value === "object" && value !== null) || typeof value === "function" ? formatRich(value) : undefined;
  return rich ?? {data: {"text/plain": plainText(value)}, metadata: {}};
}

function formatRich(value: object): Bundle | Promise<Bundle> | undefined {
  // A proxy may answer yes to everything that it is asked.
  if (types.isProxy(value)) return undefined;
  for (const formatter of formatters) {
    const bundle = formatter(value);
    if (bundle) return bundle;
  }
  return undefined;
}
