/** @file The compiler's side of a notebook session: cells checked in turn, each in the scope of those before it. */
import type TS from "typescript";
import type {Cell, Failure} from "../engine.ts";
import {importsOf, parseCell, placeCell} from "./cell-file.ts";
import {createCellChecker, type CellChecker} from "./checker.ts";
import type {CellFile} from "./compiler.ts";
import {earlyErrors, syntaxErrors, typeErrors} from "./diagnose.ts";
import {emitCell, type MadeUp} from "./emit/emit.ts";
import {failureOf, labelCell} from "./failure.ts";
import {cellOptions} from "./options.ts";
import {limitNesting} from "./nesting.ts";
import {preludeCode} from "./prelude.ts";
import {createWorld} from "./program.ts";
import {namesOf, onlyOf, type Declared} from "./declared.ts";
import {emptyScope, extend, variablesOf, without, type Scope} from "./scope.ts";

export type Compiled =
  /** `ticket` is for {@link Session.commit}. */
  | {readonly ok: true; readonly code: string; readonly map: string; readonly declares: readonly string[]; readonly ticket: number}
  | {readonly ok: false; readonly failure: Failure};

export interface Session {
  compile(cell: Cell): Compiled;
  /** The cell of `ticket` has begun to run: later cells see what it declares. */
  commit(ticket: number): void;
  /** Forgets what only the cells of these ids have declared; the names. */
  forget(ids: readonly string[]): readonly string[];
  /** Forgets all cells. */
  reset(): void;
  /** A cell that is not to run, for completion and inspection: placed in today's scope, imports resolved. */
  place(code: string): Placed;
}

export interface Placed extends CellChecker {
  readonly file: CellFile;
  readonly scope: Scope;
}

export function createSession(cwd: string): Session {
  const options = cellOptions(cwd);
  const world = createWorld(cwd, options);
  const verified = new WeakSet<TS.SourceFile>();
  const madeUp: MadeUp = new Set();
  const cells = new Map<string, CellFile>();
  const waiting = new Map<number, {readonly file: CellFile; readonly id?: string | undefined}>();
  let declared: readonly Declared[] = [];
  const augmenting: CellFile[] = [];
  let tickets = 0;
  let scope = emptyScope;
  let base: Scope | undefined;
  let live: CellChecker | undefined;

  /** A cell that augments, in today's checker but not committed. */
  let guest: CellFile | undefined;

  const checker = (): CellChecker => (live ??= createCellChecker(world, cells, guest ? [...augmenting, guest] : augmenting));
  /** A compiler that threw may be left in any state; its next use gets a fresh one. */
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      live = undefined;
      throw error;
    }
  };
  const enter = (file: CellFile): void => {
    cells.set(file.fileName, file);
    placeCell(file, scope, options);
    const imports = importsOf(file);
    if (world.include(imports)) live = undefined;
    file.redirects = new Map(imports.flatMap(({name}) => {
      const to = world.resolution.redirect(name, file.fileName);
      return to === undefined ? [] : [[name, to]];
    }));
    const augments = file.moduleAugmentations?.length ? file : undefined;
    if (guest || augments) live = undefined;
    guest = augments;
  };
  /** Throws before the checker has met the cell. */
  const parse = (code: string): CellFile => {
    const file = parseCell(code, cwd, options);
    limitNesting(file);
    return file;
  };
  const place = (file: CellFile): Placed => {
    if (!base) loadPrelude();
    cells.clear();
    enter(file);
    return {file, scope, ...checker()};
  };
  const loadPrelude = (): void => {
    base = emptyScope;
    const {file} = place(parse(preludeCode(world)));
    base = scope = extend(emptyScope, file);
  };
  /** Errors in the local files that a cell imports; a file without any is not checked again until it changes. */
  const localErrors = ({checker, file: cell}: Placed): readonly TS.Diagnostic[] =>
    world.localFiles(importsOf(cell)).filter((file) => !verified.has(file) && isSource(file)).flatMap((file) => {
      const errors = [...syntaxErrors(file as CellFile), ...typeErrors(file as CellFile, checker)];
      if (errors.length === 0) verified.add(file);
      return errors;
    });
  const errorsOf = (placed: Placed, tags: Cell["tags"] = []): readonly TS.Diagnostic[] => {
    const {file, checker} = placed;
    const syntax = [...syntaxErrors(file), ...earlyErrors(file)];
    if (syntax.length > 0) return syntax;
    if (tags.some((tag) => tag === "no-check" || tag === "ts-nocheck")) file.checkJsDirective = {enabled: false, pos: 0, end: 0};
    return file.checkJsDirective?.enabled === false ? [] : [...typeErrors(file, checker), ...localErrors(placed)];
  };
  const compile = (file: CellFile, {number, id, tags}: Cell): Compiled => {
    const name = `In[${number}]`;
    labelCell(file, name);
    const placed = place(file);
    const errors = errorsOf(placed, tags);
    if (errors.length > 0) return {ok: false, failure: failureOf(errors, name, cwd)};
    const ticket = ++tickets;
    waiting.clear();
    waiting.set(ticket, {file, id});
    return {ok: true, ...emitCell(placed, file, name, options, madeUp), declares: variablesOf(file), ticket};
  };

  return {
    compile(cell) {
      const file = parse(cell.code);
      return guarded(() => compile(file, cell));
    },
    commit(ticket) {
      const {file, id} = waiting.get(ticket) ?? {};
      if (file) {
        scope = extend(scope, file);
        declared = [...declared, {id, names: namesOf(file)}];
      }
      if (file && file === guest) {
        augmenting.push(file);
        guest = undefined;
      }
      waiting.delete(ticket);
    },
    forget(ids) {
      const {names, left} = onlyOf(ids, declared);
      declared = left;
      scope = without(scope, names, base ?? emptyScope);
      return names;
    },
    reset() {
      scope = base ?? emptyScope;
      declared = [];
      waiting.clear();
      augmenting.length = 0;
      live = undefined;
    },
    place(code) {
      const file = parse(code);
      return guarded(() => place(file));
    }
  };
}

function isSource({fileName, isDeclarationFile}: TS.SourceFile): boolean {
  return !isDeclarationFile && !fileName.endsWith(".json");
}
