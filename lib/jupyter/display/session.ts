/** @file What every copy of this module in one process shares: display ids, open comms, registered targets. */
import {randomUUID} from "node:crypto";
import type {Comm, CommListener} from "./comm-types.ts";
import {reproducible} from "./reproducible.ts";
import type {Model} from "./widgets/model.ts";

export interface Session {
  /** Sets the ids of this process apart from those of an earlier one whose outputs are still on the page. */
  readonly prefix: string;
  count: number;
  readonly comms: Map<string, {readonly comm: Comm; readonly receive: (kind: "msg" | "close", data: unknown, buffers: readonly Uint8Array[]) => Promise<void>}>;
  readonly targets: Map<string, CommListener>;
  /** Open widget models by id. */
  readonly models: Map<string, Model>;
  /** Set once an output has carried the plotly library. */
  plotly: boolean;
}

// A notebook's folder may hold its own copy of spikebook, so the session is found by a symbol that all copies share.
const key: unique symbol = Symbol.for("spikebook.display") as never;

export function session(): Session {
  const shared = globalThis as {[key]?: Session};
  return (shared[key] ??= {prefix: randomUUID().slice(0, 8), count: 0, comms: new Map(), targets: new Map(), models: new Map(), plotly: false});
}

/** A display id that no other output on the page has. */
export function freshId(): string {
  const here = session();
  return `${here.prefix}-${++here.count}`;
}

/** A comm id: random, or, where outputs are to be the same at every run, one that counts. */
export function freshCommId(): string {
  return reproducible() ? `00000000-0000-4000-8000-${(++session().count).toString(16).padStart(12, "0")}` : randomUUID();
}
