/** @file What interrupted code comes to. */
import type {Expression, Failure, Outcome} from "../engine.ts";

const failure: Failure = {name: "Interrupted", message: "the cell was interrupted", traceback: ["Interrupted: the cell was interrupted"]};

export const stopped: Outcome = {status: "error", interrupted: true, failure};

export function stoppedAll(code: Readonly<Record<string, string>>): Readonly<Record<string, Expression>> {
  return Object.fromEntries(Object.keys(code).map((key) => [key, {status: "error", failure}]));
}
