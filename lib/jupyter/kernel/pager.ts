/** @file Help in a cell: `Math.max?` or `?Math.max` shows what inspection knows, `??` more of it. */
import type {Engine} from "../engine.ts";
import type {Content} from "../protocol/message.ts";

interface Question {
  readonly name: string;
  readonly detail: 0 | 1;
}

// Neither form is TypeScript: a name cannot be followed by a question mark alone, nor begin with one.
const asked = /^\s*(?:(?<before>\?{1,2})\s*(?<after>[\w$][\w$.]*)|(?<name>[\w$][\w$.]*)\s*(?<marks>\?{1,2}))\s*;?\s*$/;

/** What a cell asks help for, if that is all it does. */
export function question(code: string): Question | undefined {
  const groups = asked.exec(code)?.groups;
  if (!groups) return undefined;
  const {before, after, name, marks} = groups;
  return {name: (name ?? after)!, detail: (before ?? marks) === "??" ? 1 : 0};
}

/** The payload of `execute_reply` that opens the front end's pager. */
export async function page({name, detail}: Question, engine: Engine): Promise<Content> {
  const data = await engine.inspect(name, name.length, detail);
  return {source: "page", start: 0, data: data ?? {"text/plain": `No help for ${name}: it is not defined here.`}};
}
