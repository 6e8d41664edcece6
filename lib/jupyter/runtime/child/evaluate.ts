/** @file Runs a script in the global scope as the REPL does: later scripts see its bindings, declarations may be repeated. */
import {Session} from "node:inspector";

export type Evaluated =
  | {readonly is: "value"; readonly value: unknown}
  /** `line` and `column` (from 1, in the script) are known of syntax errors, which have no stack frame there. */
  | {readonly is: "thrown"; readonly error: unknown; readonly line: number; readonly column: number}
  /** Stopped from outside. */
  | {readonly is: "terminated"};

interface Remote {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}
interface Answer {
  readonly result: Remote;
  readonly exceptionDetails?: {readonly exception?: Remote; readonly text: string; readonly lineNumber: number; readonly columnNumber: number};
}

const session = new Session();
session.connect();
const holder: {value?: unknown} = {};
const holderId = remember();

/** A handle on `holder`, by which the inspector's values come back as the real ones. */
function remember(): string {
  const key = Symbol.for("spikebook.holder");
  Object.defineProperty(globalThis, key, {value: holder, configurable: true});
  let id = "";
  session.post("Runtime.evaluate", {expression: 'globalThis[Symbol.for("spikebook.holder")]'}, (_, answer) => (id = answer.result.objectId!));
  Reflect.deleteProperty(globalThis, key);
  return id;
}

function valueOf(remote: Remote): unknown {
  return remote.objectId === undefined ? primitive(remote) : held(remote.objectId);
}

/** A primitive is in the answer itself: sent back to be held, a long string would be compiled as a script first. */
function primitive({type, value, unserializableValue: text}: Remote): unknown {
  if (text === undefined) return value;
  return type === "bigint" ? BigInt(text.slice(0, -1)) : Number(text);
}

function held(objectId: string): unknown {
  session.post("Runtime.callFunctionOn", {objectId: holderId, functionDeclaration: "function (value) { this.value = value }", arguments: [{objectId}], silent: true});
  session.post("Runtime.releaseObject", {objectId});
  const {value} = holder;
  delete holder.value;
  return value;
}

function evaluated({result, exceptionDetails: details}: Answer): Evaluated {
  if (!details) return {is: "value", value: valueOf(result)};
  const error = details.exception ? valueOf(details.exception) : new Error(details.text);
  return {is: "thrown", error, line: details.lineNumber + 1, column: details.columnNumber + 1};
}

/** Runs `code`; resolves when its last `await` has. A script that can never end (its promise was collected) stays pending. */
export function evaluate(code: string): Promise<Evaluated> {
  return new Promise((resolve) => {
    session.post("Runtime.evaluate", {expression: code, replMode: true, awaitPromise: true, silent: true}, (error, answer) => {
      if (!error) resolve(evaluated(answer as Answer));
      else if (!/collected/.test(error.message)) resolve({is: "terminated"});
    });
  });
}
