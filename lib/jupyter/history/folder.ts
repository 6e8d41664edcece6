/** @file History on disk: a folder with one file of JSON lines per session, each written by one kernel alone. */
import {appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Entry, Store} from "./history.ts";

export interface FolderOptions {
  /** Called once if the disk refuses; the history then lives in memory only. */
  readonly onTrouble: (error: unknown) => void;
  /** The most bytes kept of older sessions. */
  readonly bytes?: number;
  readonly sessions?: number;
}

const suffix = ".jsonl";

/** A session's number is taken by creating its file, which only one of two kernels can do. */
export function folderStore(folder: string, {onTrouble, bytes = 8 * 2 ** 20, sessions: most = 1000}: FolderOptions): Store {
  const mine: Entry[] = [];
  let number: number | undefined;
  let broken = false;
  const file = (session: number): string => join(folder, `${session}${suffix}`);

  function attempt<T>(work: () => T, otherwise: T): T {
    if (broken) return otherwise;
    try {
      return work();
    } catch (error) {
      broken = true;
      onTrouble(error);
      return otherwise;
    }
  }

  const session = (): number => (number ??= attempt(() => claim(folder, file, bytes, most), 1));
  return {
    get session() {
      return session();
    },
    append(entry) {
      mine.push({session: session(), ...entry});
      attempt(() => appendFileSync(file(session()), JSON.stringify(entry) + "\n"), undefined);
    },
    sessions: () => [session(), ...listed(folder).filter((each) => each !== number)].sort((a, b) => b - a),
    read: (each) => (each === session() ? mine : parsed(file(each), each))
  };
}

function claim(folder: string, file: (session: number) => string, bytes: number, most: number): number {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const known = listed(folder);
  trim(known.map(file), bytes, most);
  for (let next = (known[0] ?? 0) + 1; ; next++) {
    try {
      closeSync(openSync(file(next), "wx", 0o600));
      return next;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Session numbers on disk, the newest first. */
function listed(folder: string): number[] {
  try {
    const names = readdirSync(folder).filter((name) => /^\d+\.jsonl$/.test(name));
    return names.map((name) => Number(name.slice(0, -suffix.length))).sort((a, b) => b - a);
  } catch {
    return [];
  }
}

/** Deletes the oldest files beyond the limits; the newest stays in any case, for its number. */
function trim(newestFirst: readonly string[], bytes: number, most: number): void {
  let total = 0;
  for (const [i, path] of newestFirst.entries()) {
    total += statSync(path, {throwIfNoEntry: false})?.size ?? 0;
    if (i > 0 && (i >= most || total > bytes)) rmSync(path, {force: true});
  }
}

/** The lines that can be read; one that was cut off by a crash is left out. */
function parsed(path: string, session: number): Entry[] {
  let lines: string[];
  try {
    lines = readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
  return lines.flatMap((line) => entry(line, session));
}

function entry(text: string, session: number): Entry[] {
  try {
    const {line, input, output} = JSON.parse(text) as Partial<Entry>;
    if (typeof line !== "number" || typeof input !== "string") return [];
    return [{session, line, input, ...(typeof output === "string" && {output})}];
  } catch {
    return [];
  }
}
