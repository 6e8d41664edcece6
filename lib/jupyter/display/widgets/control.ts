/** @file What slider, select, checkbox and text have in common: a value that a cell and a person can both change. */
import {needPort} from "../emit.ts";
import {listenersOf} from "../listeners.ts";
import {openModel, type Model, type WidgetState} from "./model.ts";
import {showView, viewBundle, type Still} from "./view.ts";

/** A widget with a value. */
export interface Control<T> extends AsyncIterable<T> {
  /** The value on the page; setting it changes the page. */
  value: T;
  /** A disabled control is grey and cannot be changed by the person. */
  disabled: boolean;
  /**
   * Calls `listener` with each new value that the person chooses; what it prints appears in the cell that called this.
   * Returns the way to stop.
   */
  onChange(listener: (value: T) => unknown): () => void;
  /** Shows it once more, in the output of the cell that runs. */
  show(): void;
  /** Takes it off the page; `for await` over it ends. */
  close(): void;
}

/** What sets one kind of control apart from another. */
export interface ControlKind<T> {
  readonly who: string;
  readonly state: () => WidgetState;
  /** The state's key that holds the value, and its form there. */
  readonly key: string;
  read(state: unknown): T | undefined;
  write(value: T): unknown;
  /** @throws if a cell sets a value that cannot be. */
  check(value: T): T;
  still(value: T): Still;
}

/** Opens the control and shows it. */
export function makeControl<T>({who, state, key, read, write, check, still}: ControlKind<T>): Control<T> {
  const port = needPort(who);
  const home = port.origin();
  const listeners = listenersOf<T>(who);
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((resume) => resume());
  const model: Model = openModel(state(), {
    // What is no value of this control is refused: the page is told the old one.
    accept: ({[key]: value, ...rest}) => ({...rest, ...(value !== undefined && read(value) !== undefined ? {[key]: write(read(value)!)} : {})}),
    changed: (patch) => {
      if (!Object.hasOwn(patch, key)) return undefined;
      wake();
      return listeners.call(control.value);
    },
    closed: wake
  });
  const control: Control<T> = {
    get value() {
      return read(model.state[key])!;
    },
    set value(value) {
      model.set({[key]: write(check(value))});
      wake();
    },
    get disabled() {
      return model.state.disabled === true;
    },
    set disabled(disabled) {
      model.set({disabled: Boolean(disabled)});
    },
    onChange: listeners.add,
    show: () => showView(model, still(control.value)),
    close: () => model.close(),
    [Symbol.asyncIterator]: () => changes(model, waiting, () => control.value)
  };
  control.show();
  // The cell that made it shows it already.
  const shown = () => (port.origin() === home ? {} : viewBundle(model, still(control.value)).data);
  return Object.defineProperty(control, Symbol.for("Jupyter.display"), {value: shown});
}

/** The latest value after each change; values that come faster than they are taken are skipped. */
async function* changes<T>(model: Model, waiting: Set<() => void>, value: () => T): AsyncGenerator<T, void, undefined> {
  let changed = false;
  let resume = (): void => undefined;
  const notice = (): void => {
    changed = true;
    resume();
  };
  waiting.add(notice);
  try {
    while (!model.closed) {
      if (!changed) await new Promise<void>((resolve) => (resume = resolve));
      changed = false;
      if (!model.closed) yield value();
    }
  } finally {
    waiting.delete(notice);
  }
}
