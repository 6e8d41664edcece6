/** @file Errors as the protocol writes them. */
import type {Expression, Failure} from "../engine.ts";
import type {Content} from "../protocol/message.ts";

/** The fields that an `error` message and an error reply share. */
export function errorFields({name, message, traceback}: Failure): Content {
  return {ename: name, evalue: message, traceback};
}

/** A failure of ours (a request that cannot be served), told without a stack. */
export function failureOf(error: unknown): Failure {
  const {name, message} = error instanceof Error ? error : new Error(String(error));
  return {name, message, traceback: [`${name}: ${message}`]};
}

export function errorReply(failure: Failure): Content {
  return {status: "error", ...errorFields(failure)};
}

/** A user expression's part of `execute_reply`. */
export function expressionReply(expression: Expression): Content {
  return expression.status === "ok" ? {...expression} : errorReply(expression.failure);
}
