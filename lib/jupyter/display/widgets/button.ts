/** @file A button. */
import {needPort} from "../emit.ts";
import {escapeHtml} from "../html.ts";
import type {LabelOptions} from "./label.ts";
import {listenersOf} from "../listeners.ts";
import {openModel} from "./model.ts";
import {controlState} from "./state.ts";
import {showView, viewBundle, type Still} from "./view.ts";

export interface ButtonOptions extends LabelOptions {
  /** The same as a first `onClick`. */
  readonly onClick?: () => unknown;
}

export interface Button {
  disabled: boolean;
  label: string;
  /** Calls `listener` at each click; what it prints appears in the cell that called this. Returns the way to stop. */
  onClick(listener: () => unknown): () => void;
  /** Shows it once more, in the output of the cell that runs. */
  show(): void;
  close(): void;
}

/** Shows a button: `button({label: "run", onClick: () => simulateOnce()})`. */
export function button({label = "button", onClick}: ButtonOptions = {}): Button {
  const port = needPort("button");
  const home = port.origin();
  const listeners = listenersOf<void>("button");
  const clicked = (content: unknown): unknown => ((content as {readonly event?: unknown} | null)?.event === "click" ? listeners.call() : undefined);
  const model = openModel(controlState("Button", "Button", {description: label, icon: "", button_style: ""}), {custom: clicked});
  if (onClick) listeners.add(onClick);
  const still = (): Still => ({html: `<button disabled>${escapeHtml(made.label)}</button>`, text: `[ ${made.label} ]`});
  const made: Button = {
    get disabled() {
      return model.state.disabled === true;
    },
    set disabled(disabled) {
      model.set({disabled: Boolean(disabled)});
    },
    get label() {
      return String(model.state.description);
    },
    set label(next) {
      model.set({description: String(next)});
    },
    onClick: listeners.add,
    show: () => showView(model, still()),
    close: () => model.close()
  };
  made.show();
  return Object.defineProperty(made, Symbol.for("Jupyter.display"), {value: () => (port.origin() === home ? {} : viewBundle(model, still()).data)});
}
