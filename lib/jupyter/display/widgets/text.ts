/** @file A line of text. */
import {plainText} from "../format/text.ts";
import {escapeHtml} from "../html.ts";
import {makeControl, type Control} from "./control.ts";
import {labelled, type LabelOptions} from "./label.ts";
import {controlState} from "./state.ts";

export interface TextOptions extends LabelOptions {
  readonly value?: string;
  /** Shown in grey while there is no text. */
  readonly placeholder?: string;
  /** Tells of each letter, not only of the whole line. */
  readonly live?: boolean;
}

/** Shows a field for a line of text: `const name = text({label: "name"})`, then `name.value`. */
export function text({value = "", placeholder = "", label = "", live = true}: TextOptions = {}): Control<string> {
  const check = (next: unknown): string => {
    if (typeof next !== "string") throw new TypeError(`text: value must be a string, got ${plainText(next).slice(0, 80)}`);
    return next;
  };
  return makeControl<string>({
    who: "text",
    // An empty placeholder makes some front ends align the field wrongly; ipywidgets sends this letter of no width.
    state: () => controlState("Text", "Text", {value: check(value), placeholder: placeholder || "\u200b", description: label, continuous_update: live}),
    key: "value",
    read: (state) => (typeof state === "string" ? state : undefined),
    write: (next) => next,
    check,
    still: (now) => ({
      html: labelled(label, `<input type="text" disabled value="${escapeHtml(now)}" placeholder="${escapeHtml(placeholder)}">`),
      text: `${label || "text"}: ${plainText(now)}`
    })
  });
}
