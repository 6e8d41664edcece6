/** @file One of several options. */
import {plainText} from "../format/text.ts";
import {escapeHtml} from "../html.ts";
import {makeControl, type Control} from "./control.ts";
import {labelled, type LabelOptions} from "./label.ts";
import {controlState} from "./state.ts";

export interface SelectOptions<T> extends LabelOptions {
  /** The values, shown as text; or an object from the words that are shown to the values. */
  readonly options: readonly T[] | Readonly<Record<string, T>>;
  /** The first option if left out. */
  readonly value?: T;
}

/**
 * Shows a menu: `const code = select({options: ["rate", "latency"], label: "code"})`; `code.value` is one of the options.
 *
 * @throws RangeError if there is no option, or `value` is none of them.
 */
export function select<const T>({options, value, label = ""}: SelectOptions<T>): Control<T> {
  const [labels, values] = entries(options);
  if (values.length === 0) throw new RangeError("select: options must hold at least one, got none");
  const check = (next: T): T => {
    if (!values.includes(next)) throw new RangeError(`select: value must be one of ${labels.join(", ")}, got ${plainText(next).slice(0, 80)}`);
    return next;
  };
  const index = value === undefined ? 0 : values.indexOf(check(value));
  return makeControl<T>({
    who: "select",
    state: () => controlState("Dropdown", "Description", {_options_labels: labels, index, description: label}),
    key: "index",
    read: (at) => (typeof at === "number" ? values[at] : undefined),
    write: (next) => values.indexOf(next),
    check,
    still: (now) => ({
      html: labelled(label, `<select disabled>${labels.map((each, i) => `<option${values[i] === now ? " selected" : ""}>${escapeHtml(each)}</option>`).join("")}</select>`),
      text: `${label || "select"}: ${labels[values.indexOf(now)]} (of ${labels.join(", ")})`
    })
  });
}

function entries<T>(options: readonly T[] | Readonly<Record<string, T>>): [string[], T[]] {
  if (Array.isArray(options)) return [options.map((each: T) => (typeof each === "string" ? each : plainText(each))), [...(options as readonly T[])]];
  if (typeof options !== "object" || options === null) throw new TypeError(`select: options must be an array or an object, got ${plainText(options).slice(0, 80)}`);
  return [Object.keys(options), Object.values(options as Readonly<Record<string, T>>)];
}
