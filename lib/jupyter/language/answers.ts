/** @file The language worker's answers, by question. */
import type {Questions} from "./messages.ts";
import type {Session} from "./session.ts";
import {complete} from "./complete.ts";
import {completeness} from "./completeness.ts";
import {inspect} from "./inspect.ts";

export type Answers = {readonly [Name in keyof Questions]: (...given: Questions[Name]["arguments"]) => Questions[Name]["answer"]};

export function answersFrom(session: Session): Answers {
  return {
    compile: (cell) => session.compile(cell),
    commit: (ticket) => session.commit(ticket),
    forget: (cells) => session.forget(cells),
    reset: () => session.reset(),
    complete: (code, cursor) => complete(session, code, cursor),
    inspect: (code, cursor, detail) => inspect(session, code, cursor, detail),
    isComplete: (code) => completeness(code)
  };
}
