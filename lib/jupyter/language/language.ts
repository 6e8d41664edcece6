/** @file The language side of the engine: types, JavaScript, completion and inspection, from a worker thread that outlives its faults. */
import {moduleUrl} from "../module-url.ts";
import type {Cell, Completeness, Completion, MimeBundle} from "../engine.ts";
import {plainFailure} from "./failure-name.ts";
import {createThread, type Ask} from "./thread.ts";
import type {Compiled} from "./session.ts";

export type {Compiled} from "./session.ts";

export interface Language {
  /** Resolves when the compiler is warm; questions may be asked before, and wait. */
  readonly ready: Promise<void>;
  /** Checks and translates a cell. Never rejects. */
  compile(cell: Cell): Promise<Compiled>;
  /** The compiled cell of `ticket` has begun to run: from now on, cells see its declarations. */
  commit(ticket: number): Promise<void>;
  complete(code: string, cursor: number): Promise<Completion>;
  inspect(code: string, cursor: number, detail: 0 | 1): Promise<MimeBundle | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** Forgets what only these cells have declared; the names. */
  forget(cells: readonly string[]): Promise<readonly string[]>;
  /** Forgets all declarations. */
  reset(): Promise<void>;
  close(): Promise<void>;
  /** Gives up what it is at, and keeps the declarations; where it can. */
  renew?(): Promise<void>;
}

export interface Renewable {
  /** Gives back the memory that a long session has taken: a fresh worker with the same declarations. */
  renew(): Promise<void>;
}

export interface LanguageOptions {
  /** Where the notebook lives: imports and the tsconfig.json are looked up from here. */
  readonly cwd: string;
}

const isForgotten = (each: Cell | readonly string[]): each is readonly string[] => Array.isArray(each);

async function commit(ask: Ask, cell: Cell): Promise<void> {
  const compiled = await ask("compile", cell);
  if (compiled.ok) await ask("commit", compiled.ticket);
}

/** Starts the worker at once. A worker that dies is replaced, and told the cells that had been committed. */
export function startLanguage({cwd}: LanguageOptions): Language & Renewable {
  /** Cells that ran, and ids of cells that were forgotten, in turn. */
  const committed: (Cell | readonly string[])[] = [];
  const tickets = new Map<number, Cell>();
  let committing: Promise<void> = Promise.resolve();
  const thread = createThread(moduleUrl("./worker", import.meta.url), {cwd}, async (ask) => {
    for (const cell of committed) {
      if (isForgotten(cell)) await ask("forget", cell);
      else await commit(ask, cell);
    }
  });
  return {
    ready: thread.ready,
    async compile(cell) {
      try {
        const compiled = await thread.ask("compile", cell);
        if (compiled.ok) tickets.set(compiled.ticket, cell);
        return compiled;
      } catch (error) {
        return {ok: false, failure: plainFailure(`the compiler could not read this cell: ${(error as Error).message}`)};
      }
    },
    commit(ticket) {
      const cell = tickets.get(ticket);
      tickets.clear();
      if (!cell) return Promise.resolve();
      return (committing = thread.ask("commit", ticket).catch(() => undefined).then(() => void committed.push(cell)));
    },
    complete: (code, cursor) => thread.ask("complete", code, cursor).catch(() => ({items: [], start: cursor, end: cursor})),
    inspect: (code, cursor, detail) => thread.ask("inspect", code, cursor, detail).catch(() => undefined),
    isComplete: (code) => thread.ask("isComplete", code).catch(() => ({status: "unknown"})),
    async forget(cells) {
      await committing;
      committed.push(cells);
      return thread.ask("forget", cells).catch(() => []);
    },
    async reset() {
      committed.length = 0;
      tickets.clear();
      await thread.ask("reset").catch(() => undefined);
    },
    renew: () => thread.renew(),
    close: () => thread.close()
  };
}
