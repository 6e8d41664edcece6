/** @file What the language worker is asked, and what it answers. */
import type {Cell, Completeness, Completion, MimeBundle} from "../engine.ts";
import type {Compiled} from "./session.ts";

/** Questions by name: their arguments, and the answer. */
export interface Questions {
  compile: {readonly arguments: readonly [cell: Cell]; readonly answer: Compiled};
  commit: {readonly arguments: readonly [ticket: number]; readonly answer: void};
  forget: {readonly arguments: readonly [cells: readonly string[]]; readonly answer: readonly string[]};
  reset: {readonly arguments: readonly []; readonly answer: void};
  complete: {readonly arguments: readonly [code: string, cursor: number]; readonly answer: Completion};
  inspect: {readonly arguments: readonly [code: string, cursor: number, detail: 0 | 1]; readonly answer: MimeBundle | undefined};
  isComplete: {readonly arguments: readonly [code: string]; readonly answer: Completeness};
}

export type Question = keyof Questions;

export interface Request {
  readonly id: number;
  readonly question: Question;
  readonly arguments: readonly unknown[];
}

export type Reply =
  | {readonly id: number; readonly answer: unknown}
  /** The compiler threw; the session lives on. */
  | {readonly id: number; readonly error: string};
