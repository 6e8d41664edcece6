/** @file What tslab's executor says of one cell by the console that it is given: the last value, type errors, what was thrown. */
import {AsyncLocalStorage} from "node:async_hooks";

export interface Said {
  /** The last value, boxed. */
  result?: {readonly value: unknown};
  thrown?: {readonly value: unknown};
  /** `line:column - message`, one for each type error. */
  readonly diagnostics: string[];
}

// By async context: a cell that was interrupted may speak when the next one runs already.
const storage = new AsyncLocalStorage<Said>();

/** Runs one cell and tells what was said of it. */
export async function capture(run: () => Promise<boolean>): Promise<Said & {readonly ok: boolean}> {
  const said: Said = {diagnostics: []};
  const ok = await storage.run(said, run);
  return {...said, ok};
}

/** The console for tslab's executor. Type errors are its only messages with a format. */
export const console = {
  log(value: unknown): void {
    const said = storage.getStore();
    if (said) said.result = {value};
  },
  error(first: unknown, ...rest: readonly unknown[]): void {
    const said = storage.getStore();
    if (rest.length === 4) said?.diagnostics.push(`${String(rest[0])}${String(rest[1])}:${String(rest[2])} - ${String(rest[3])}`);
    else if (said) said.thrown = {value: first};
  }
};
