/** @file The name of what the compiler refuses. */
import type {Failure} from "../engine.ts";

/** The `ename` of type errors and syntax errors alike: no run-time error bears it. */
export const failureName = "TypeScriptError";

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

/** A failure that is not about a place in the source. */
export function plainFailure(message: string): Failure {
  return {name: failureName, message, traceback: [`${red(failureName)}: ${message}`]};
}
