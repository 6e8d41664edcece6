/** @file Runs one cell: evaluates it, shows its last value, makes errors readable. */
import type {Expression, Failure, Origin, Outcome} from "../../engine.ts";
import type {Display} from "../port.ts";
import type {Script} from "../messages.ts";
import {stopped} from "../stopped.ts";
import {sendOutput} from "./channel.ts";
import {original, remember} from "./errors/cells.ts";
import {failureOf} from "./errors/failure.ts";
import {evaluate} from "./evaluate.ts";
import type {Evaluated} from "./evaluate.ts";
import {Interrupted, breakable, revive} from "./interruption.ts";
import {start} from "./origin.ts";
import {declare} from "./variables.ts";

/** A syntax error that V8 found in the cell has no frame there, but a place. */
function failureIn(name: string, {error, line, column}: Evaluated & {is: "thrown"}): Failure {
  const failure = failureOf(error);
  const placed = failure.traceback.some((each) => each.startsWith("    at "));
  return failure.name === "SyntaxError" && !placed ? failureOf(error, original(name, line, column)) : failure;
}

async function show(value: unknown, display: Display): Promise<void> {
  if (value === undefined) return;
  const {data, metadata} = await breakable(Promise.resolve(display.format(value)));
  // An empty bundle is a value that shows nothing: what it stands for is on the page already.
  if (Object.keys(data).length > 0) sendOutput({type: "result", data, metadata});
}

async function run({number, source, code, map, declares = [], silent}: Script, display: Display): Promise<Outcome> {
  const name = `In[${number}]`;
  remember(name, source, code, map);
  declare(declares);
  const result = await evaluate(`${code}\n//# sourceURL=${name}`);
  if (result.is === "terminated") return stopped;
  if (result.is === "thrown") return result.error instanceof Interrupted ? stopped : {status: "error", failure: failureIn(name, result)};
  await breakable(display.settled());
  if (!silent) await show(result.value, display);
  return {status: "ok"};
}

/** Never rejects; may never end where the code was stopped from outside. */
export async function runCell(script: Script, origin: Origin, display: Display): Promise<Outcome> {
  revive(origin);
  try {
    return await start(origin, () => run(script, display));
  } catch (error) {
    return error instanceof Interrupted ? stopped : {status: "error", failure: failureOf(error)};
  }
}

/** Evaluates expressions side by side, each with a value or an error of its own. */
export async function evaluateAll(code: Readonly<Record<string, string>>, display: Display): Promise<Readonly<Record<string, Expression>>> {
  const entries = Object.entries(code).map(async ([key, expression]) => [key, await evaluateOne(expression, display)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluateOne(expression: string, display: Display): Promise<Expression> {
  try {
    const result = await evaluate(`(${expression}\n)`);
    if (result.is === "terminated") throw new Interrupted();
    if (result.is === "thrown") return {status: "error", failure: failureOf(result.error)};
    return {status: "ok", ...(await display.format(result.value))};
  } catch (error) {
    return {status: "error", failure: failureOf(error)};
  }
}
