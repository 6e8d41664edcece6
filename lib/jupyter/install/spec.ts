/** @file The kernelspec: what `kernel.json` says of us, and how our own is told from others. */
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";

export interface Spec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "message" | "signal";
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

/** The program of the command line: a file of ours, and the arguments that Node needs for it. */
export interface Program {
  readonly node: string;
  readonly nodeArguments: readonly string[];
  readonly file: string;
}

export interface SpecOptions {
  readonly program: Program;
  readonly displayName: string;
  /** What follows the connection file on the kernel's command line. */
  readonly extra?: readonly string[];
}

export function makeSpec({program, displayName, extra = []}: SpecOptions): Spec {
  return {
    argv: [program.node, ...program.nodeArguments, program.file, "kernel", "{connection_file}", ...extra],
    display_name: displayName,
    language: "typescript",
    // By message it works on every system, also where signals do not reach a process.
    interrupt_mode: "message",
    metadata: {debugger: false, implementation: "spikebook"},
    env: {}
  };
}

/** The kernelspec in `folder`, or why there is none that can be read. */
export function readSpec(folder: string): Spec | Error {
  try {
    return JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as Spec;
  } catch (error) {
    return error as Error;
  }
}

export const ours = (spec: Spec): boolean => spec.metadata?.["implementation"] === "spikebook";

/** The files that `argv` names and that are not there. */
export function missingFiles({argv}: Spec): readonly string[] {
  return argv.filter((each) => /^([/\\]|[A-Za-z]:)/.test(each) && !existsSync(each));
}
