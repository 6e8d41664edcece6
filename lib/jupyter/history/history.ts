/** @file What was run, in this session and in those before: the tail, a range, or what fits a pattern. */
import {matches} from "./glob.ts";

export interface Entry {
  readonly session: number;
  /** The n of `In[n]`. */
  readonly line: number;
  readonly input: string;
  /** The result as plain text, where there was one. */
  readonly output?: string;
}

export type Query =
  | {readonly kind: "tail"; readonly count: number}
  /** `session` 0 is the present one and -1 the one before; `stop` is not included. */
  | {readonly kind: "range"; readonly session: number; readonly start: number; readonly stop: number}
  | {readonly kind: "search"; readonly pattern: string; readonly count: number; readonly unique: boolean};

/** Where entries are kept. */
export interface Store {
  /** The number of the present session. */
  readonly session: number;
  /** Adds to the present session. */
  append(entry: Omit<Entry, "session">): void;
  /** All sessions that hold entries, the newest first. */
  sessions(): readonly number[];
  /** The entries of one session, in order. */
  read(session: number): readonly Entry[];
}

export interface History {
  add(entry: Omit<Entry, "session">): void;
  /** Entries in the order in which they were run. */
  find(query: Query): readonly Entry[];
}

export function history(store: Store): History {
  return {
    add: (entry) => store.append(entry),
    find(query) {
      switch (query.kind) {
        case "tail":
          return newest(store, query.count, () => true);
        case "range": {
          const session = query.session > 0 ? query.session : store.session + query.session;
          return store.read(session).filter(({line}) => query.start <= line && line < query.stop);
        }
        case "search":
          return newest(store, query.count, searcher(query.pattern, query.unique));
        default:
          return query satisfies never;
      }
    }
  };
}

/** Walks back from the newest entry and keeps `count` that are wanted. */
function newest(store: Store, count: number, wanted: (entry: Entry) => boolean): readonly Entry[] {
  const found: Entry[] = [];
  for (const session of store.sessions()) {
    for (const entry of store.read(session).toReversed()) {
      if (found.length >= count) return found.reverse();
      if (wanted(entry)) found.push(entry);
    }
  }
  return found.reverse();
}

function searcher(pattern: string, unique: boolean): (entry: Entry) => boolean {
  const seen = new Set<string>();
  return ({input}) => {
    if (!matches(pattern, input) || (unique && seen.has(input))) return false;
    seen.add(input);
    return true;
  };
}

/** Keeps the present session only, for as long as the process lives. */
export function memoryStore(): Store {
  const entries: Entry[] = [];
  return {
    session: 1,
    append: (entry) => void entries.push({session: 1, ...entry}),
    sessions: () => [1],
    read: (session) => (session === 1 ? entries : [])
  };
}
