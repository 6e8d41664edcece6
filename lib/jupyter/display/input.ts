/** @file Asks the person at the front end for a line of text. */
import {needPort} from "./emit.ts";

export interface InputOptions {
  /** The front end hides what is typed. */
  readonly password?: boolean;
}

/**
 * Asks for a line of text: `const name = await input("Who are you?")`.
 *
 * @throws Error (by rejecting) where no one can be asked: in a headless run, and in plain Node.
 */
export async function input(prompt = "", {password = false}: InputOptions = {}): Promise<string> {
  return needPort("input").input({prompt: String(prompt), password});
}
