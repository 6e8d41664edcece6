/** @file Typed arrays and array buffers: kind, length, first and last values, smallest, largest and mean. */
import {isAnyArrayBuffer, isDataView, isTypedArray} from "node:util/types";
import type {Bundle} from "../../runtime/port.ts";
import {escapeHtml} from "../html.ts";
import {attempt} from "./guard.ts";

type Numbers = ArrayLike<number | bigint>;

/** Arrays up to this length are shown whole. */
const whole = 24;
const ends = 6;

/** A typed array, a buffer or a view as text and HTML. */
export function formatTypedArray(value: object): Bundle | undefined {
  return attempt(() => (isTypedArray(value) ? typedArray(value as NodeJS.TypedArray) : isAnyArrayBuffer(value) || isDataView(value) ? bytes(value) : undefined));
}

function typedArray(value: NodeJS.TypedArray): Bundle {
  const title = `${value.constructor.name}(${value.length})`;
  const numbers = excerpt(value, String);
  const summary = value.length > 0 ? summarise(value) : [];
  const text = value.length === 0 ? `${title} []` : `${title} [${numbers.join(", ")}]`;
  const rows = [["bytes", value.byteLength.toLocaleString("en")], ...summary].map(([name, each]) => `<th>${name}</th><td>${escapeHtml(each!)}</td>`).join("");
  const html = `<div class="spikebook-array"><code>${escapeHtml(text)}</code><table><tr>${rows}</tr></table></div>`;
  return {data: {"text/plain": text, "text/html": html}, metadata: {}};
}

function bytes(value: ArrayBufferLike | DataView): Bundle {
  const view = ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
  const text = `${value.constructor.name}(${view.length} bytes) [${excerpt(view, (byte) => byte.toString(16).padStart(2, "0")).join(" ")}]`;
  return {data: {"text/plain": text}, metadata: {}};
}

function excerpt(values: Numbers, show: (value: number | bigint) => string): string[] {
  const at = (i: number): string => Object.is(values[i], -0) ? "-0" : show(values[i]!);
  if (values.length <= whole) return Array.from({length: values.length}, (_, i) => at(i));
  const head = Array.from({length: ends}, (_, i) => at(i));
  return [...head, "…", ...Array.from({length: ends}, (_, i) => at(values.length - ends + i))];
}

/** Smallest, largest and mean of the values that are numbers, and how many are not. */
function summarise(values: Numbers): [string, string][] {
  let least = values[0]!;
  let most = values[0]!;
  let sum = 0;
  let nans = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) nans++;
    else {
      if (!(least <= value)) least = value;
      if (!(most >= value)) most = value;
      sum += Number(value);
    }
  }
  const found: [string, string][] = [["min", String(least)], ["max", String(most)], ["mean", rounded(sum / (values.length - nans))]];
  return nans > 0 ? [...found, ["NaN", nans.toLocaleString("en")]] : found;
}

const rounded = (value: number): string => String(Number(value.toPrecision(6)));
