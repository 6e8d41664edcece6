/** @file The loader's hooks as they run in a thread of their own. */
import type {MessagePort} from "node:worker_threads";
import {resolving} from "./resolve.ts";
import type {Context, Next, Resolved} from "./resolve.ts";
import type {FromThread} from "./thread-loader.ts";
import {isTypeScript, transpile} from "./transpile.ts";
import {refresh} from "./versions.ts";

let port: MessagePort | undefined;

function tell(message: FromThread): void {
  port?.postMessage(message);
}

export function initialize(given: MessagePort): void {
  port = given;
  port.on("message", () => tell({changed: [...refresh()]}));
}

export async function resolve(specifier: string, context: Context, next: Next): Promise<Resolved> {
  const steps = resolving(specifier, context, next);
  let step = steps.next();
  while (!step.done) {
    let found: Resolved;
    try {
      found = (await step.value) as Resolved;
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(found);
  }
  return step.value;
}

export async function load(url: string, context: object, next: (url: string, context: object) => unknown): Promise<unknown> {
  if (!isTypeScript(url)) return next(url, context);
  const transpiled = transpile(url);
  tell({...transpiled, url});
  return {format: transpiled.format, source: transpiled.code, shortCircuit: true};
}
