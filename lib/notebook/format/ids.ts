/** @file Cell ids: kept where they are good, made from position and text where they are missing. */
import {createHash} from "node:crypto";

const valid = /^[a-zA-Z0-9-_]{1,64}$/;

/** What an id is made from, and the id the file gives. */
export interface Identified {
  readonly given: unknown;
  readonly source: string;
}

/** One id per cell, all different and the same at every reading: a second cell with an id already taken gets its own. */
export function cellIds(cells: readonly Identified[]): readonly string[] {
  const kept = new Set(cells.map(({given}) => given).filter((id): id is string => typeof id === "string" && valid.test(id)));
  const used = new Set<string>();
  return cells.map(({given, source}, i) => {
    const id = typeof given === "string" && valid.test(given) && !used.has(given) ? given : fresh(`${i}\n${source}`, kept, used);
    used.add(id);
    return id;
  });
}

function fresh(seed: string, kept: ReadonlySet<string>, used: ReadonlySet<string>): string {
  for (let salt = 0; ; salt++) {
    const id = createHash("sha256").update(`${salt}\n${seed}`).digest("hex").slice(0, 8);
    if (!kept.has(id) && !used.has(id)) return id;
  }
}
