/** @file A notebook's folder for a test, and a session in it. */
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {onTestFinished} from "vitest";
import {createSession, type Compiled, type Session} from "../../../lib/jupyter/language/session.ts";

/** A fresh folder with `files`, gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "spikebook-language-")));
  write(cwd, files);
  onTestFinished(() => rmSync(cwd, {recursive: true, force: true}));
  return cwd;
}

export function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), {recursive: true});
    writeFileSync(join(cwd, name), text);
  }
}

/** Compiles `code`, and commits it where it can run. */
export function define(session: Session, code: string, number = 1, tags: readonly string[] = []): Compiled {
  const compiled = session.compile({number, code, tags});
  if (compiled.ok) session.commit(compiled.ticket);
  return compiled;
}

export function emitted(session: Session, code: string): string {
  const compiled = define(session, code);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  return compiled.code;
}

export function refusal(session: Session, code: string, number = 1): string {
  const compiled = define(session, code, number);
  return compiled.ok ? "" : compiled.failure.message;
}

export {createSession};
