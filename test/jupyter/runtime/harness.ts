/** @file A real child process for tests, and what it put out. */
import {fileURLToPath} from "node:url";
import type {Failure, Origin, Outcome, Output} from "../../../lib/jupyter/engine.ts";
import {startRuntime} from "../../../lib/jupyter/runtime/runtime.ts";
import type {Runtime, RuntimeOptions} from "../../../lib/jupyter/runtime/runtime.ts";

export interface Heard {
  readonly output: Output;
  readonly origin: Origin;
}

export interface Harness extends Runtime {
  /** All outputs since the last `cell`. */
  readonly heard: Heard[];
  readonly deaths: Failure[];
  /** Runs JavaScript as the next cell; its number is its origin too. */
  cell(code: string): Promise<Outcome>;
  /** The number of the last cell. */
  number(): number;
  /** The text of a stream since the last `cell`. */
  text(name: "stdout" | "stderr"): string;
  /** The last cell's result as plain text. */
  result(): unknown;
  /** Resolves when an output that passes has been heard. */
  until(passes: (heard: Heard) => boolean): Promise<Heard>;
}

export const here = fileURLToPath(new URL(".", import.meta.url));

export function harness(options: Partial<RuntimeOptions> = {}): Harness {
  const heard: Heard[] = [];
  const deaths: Failure[] = [];
  const watchers = new Set<(heard: Heard) => void>();
  let count = 0;
  const runtime = startRuntime({
    cwd: here,
    output(output, origin) {
      heard.push({output, origin});
      for (const watch of watchers) watch({output, origin});
    },
    input: ({prompt}) => (prompt === "never" ? new Promise(() => {}) : Promise.resolve(`answer to ${prompt}`)),
    gone: (failure) => deaths.push(failure),
    ...options
  });
  return {
    ...runtime,
    heard,
    deaths,
    cell(code) {
      heard.length = 0;
      count += 1;
      return runtime.run({number: count, source: code, code}, count);
    },
    number: () => count,
    text: (name) => heard.map(({output}) => (output.type === "stream" && output.name === name ? output.text : "")).join(""),
    result: () => heard.map(({output}) => output).findLast((output) => output.type === "result")?.data["text/plain"],
    until(passes) {
      const found = heard.find(passes);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => {
        const watch = (each: Heard): void => {
          if (!passes(each)) return;
          watchers.delete(watch);
          resolve(each);
        };
        watchers.add(watch);
      });
    }
  };
}

/** True of an output of this stream whose text contains `text`. */
export function says(name: "stdout" | "stderr", text: string): (heard: Heard) => boolean {
  return ({output}) => output.type === "stream" && output.name === name && output.text.includes(text);
}
