/** @file Functions of cells that are called later: each runs as part of the cell that gave it, and its error is shown there. */
import {plainText} from "./format/text.ts";
import {needPort} from "./emit.ts";
import {quiet} from "./quiet.ts";

export interface Listeners<T> {
  /** Adds a listener; returns the way to take it back. */
  add(listener: (value: T) => unknown): () => void;
  /** Calls all, and resolves when all that are async have settled. Never rejects. */
  call(value: T): Promise<void>;
}

/** `listener` as part of the cell that runs now: where it throws, that cell says so on stderr. */
export function ofThisCell<A extends readonly unknown[]>(who: string, listener: (...values: A) => unknown): (...values: A) => Promise<void> {
  const port = needPort(who);
  if (typeof listener !== "function") throw new TypeError(`${who}: listener must be a function, got ${plainText(listener).slice(0, 80)}`);
  const origin = port.origin();
  return (...values) => port.within(origin, async () => {
    try {
      await listener(...values);
    } catch (error) {
      port.send({type: "stream", name: "stderr", text: `${plainText(error)}\n`}, origin);
    }
  });
}

export function listenersOf<T>(who: string): Listeners<T> {
  const all = new Set<(value: T) => Promise<void>>();
  return {
    add(listener) {
      const call = ofThisCell(who, listener);
      all.add(call);
      return quiet(() => void all.delete(call));
    },
    call: async (value) => void (await Promise.all([...all].map((each) => each(value))))
  };
}
