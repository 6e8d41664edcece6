/** @file Questions to the person at the front end, and their answers. */
import type {Failure} from "../../engine.ts";
import {report} from "./channel.ts";
import {breakable} from "./interruption.ts";

interface Waiting {
  resolve(value: string): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let count = 0;

export function ask({prompt, password}: {readonly prompt: string; readonly password: boolean}): Promise<string> {
  const id = ++count;
  const {promise, resolve, reject} = Promise.withResolvers<string>();
  waiting.set(id, {resolve, reject});
  report({is: "ask", id, prompt, password});
  return breakable(promise);
}

export function answer(id: number, value: string | undefined, failure: Failure | undefined): void {
  const question = waiting.get(id);
  waiting.delete(id);
  if (value !== undefined) return question?.resolve(value);
  const {name, message} = failure ?? {name: "Error", message: "input: no answer came"};
  question?.reject(Object.assign(new Error(message), {name}));
}
