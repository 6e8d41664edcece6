/** @file What the kernel and the child process say to one another. */
import type {CommMessage, Failure, Origin, Outcome, Output} from "../engine.ts";

/** Emitted JavaScript of one cell, with what is needed to point back into its source. */
export interface Script {
  /** The n of `In[n]`. */
  readonly number: number;
  /** The TypeScript that was written. */
  readonly source: string;
  /** The JavaScript that runs: a script for `Runtime.evaluate` in REPL mode. */
  readonly code: string;
  /** Source map (version 3) from `code` to `source`, as JSON; none where the two agree place for place. */
  readonly map?: string;
  /** The variables that it declares at the top. */
  readonly declares?: readonly string[];
  /** No result is shown. */
  readonly silent?: boolean;
}

/** Kernel to child. */
export type Command =
  | {readonly do: "run"; readonly id: number; readonly script: Script; readonly origin: Origin}
  | {readonly do: "expressions"; readonly id: number; readonly code: Readonly<Record<string, string>>}
  | {readonly do: "comm"; readonly id: number; readonly comm: CommMessage; readonly origin: Origin}
  | {readonly do: "comms"; readonly id: number}
  | {readonly do: "forget"; readonly id: number; readonly names: readonly string[]}
  | {readonly do: "interrupt"; readonly id: number}
  | {readonly do: "answer"; readonly id: number; readonly value?: string; readonly failure?: Failure};

/** Child to kernel. */
export type Report =
  | {readonly is: "ready"; readonly mark: string}
  | {readonly is: "output"; readonly output: Output}
  | {readonly is: "ran"; readonly id: number; readonly outcome: Outcome}
  | {readonly is: "reply"; readonly id: number; readonly value: unknown}
  | {readonly is: "ask"; readonly id: number; readonly prompt: string; readonly password: boolean}
  | {readonly is: "exiting"; readonly code: number};

/** A comm message without its binary parts, which travel beside the JSON. */
export function splitComm(comm: CommMessage): {readonly bare: CommMessage; readonly parts: readonly Uint8Array[]} {
  const {buffers = [], ...bare} = comm;
  return {bare, parts: buffers};
}
