/** @file Yes or no. */
import {makeControl, type Control} from "./control.ts";
import {labelled, type LabelOptions} from "./label.ts";
import {controlState} from "./state.ts";

export interface CheckboxOptions extends LabelOptions {
  readonly value?: boolean;
}

/** Shows a box to tick: `const noisy = checkbox({label: "noise"})`, then `noisy.value`. */
export function checkbox({value = false, label = ""}: CheckboxOptions = {}): Control<boolean> {
  return makeControl<boolean>({
    who: "checkbox",
    state: () => controlState("Checkbox", "Checkbox", {value: Boolean(value), description: label, indent: false}),
    key: "value",
    read: (state) => (typeof state === "boolean" ? state : undefined),
    write: (next) => next,
    check: Boolean,
    still: (now) => ({html: labelled(label, `<input type="checkbox" disabled${now ? " checked" : ""}>`), text: `[${now ? "x" : " "}] ${label || "checkbox"}`})
  });
}
