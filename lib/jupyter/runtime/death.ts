/** @file Why a child process has gone, in a sentence. */
import type {Failure} from "../engine.ts";
import type {Death} from "./child-process.ts";

export interface Evidence extends Death {
  /** The code of a `process.exit`, or of an end by Node itself; nothing after a crash. */
  readonly exiting?: number | undefined;
  /** The last bytes on stderr. */
  readonly words: string;
}

const faults: Readonly<Record<string, string>> = {
  SIGSEGV: "a fault in native code (SIGSEGV)",
  SIGBUS: "a fault in native code (SIGBUS)",
  SIGILL: "a fault in native code (SIGILL)",
  SIGFPE: "a fault in native code (SIGFPE)",
  SIGABRT: "an abort (SIGABRT)",
  SIGKILL: "SIGKILL: something killed it, perhaps the system for want of memory",
  SIGTERM: "SIGTERM: something asked it to end"
};

function cause({code, signal, exiting, words}: Evidence): readonly [string, string] {
  if (/heap out of memory|Reached heap limit|Allocation failed/.test(words)) return ["OutOfMemory", "the heap is out of memory"];
  if (exiting !== undefined) return ["ProcessExited", `it exited with code ${exiting} (process.exit)`];
  if (signal) return ["ProcessDied", `it was ended by ${faults[signal] ?? signal}`];
  if (code === null) return ["ProcessDied", "it could not be started"];
  return ["ProcessDied", `it ended with code ${code}`];
}

export function deathOf(evidence: Evidence): Failure {
  const [name, why] = cause(evidence);
  const message = `the process of this notebook's cells has gone: ${why}; variables and imports are lost, a fresh process takes over`;
  return {name, message, traceback: [`${name}: ${message}`]};
}
