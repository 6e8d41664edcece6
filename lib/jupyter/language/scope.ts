/** @file What cells have declared: the scope around every cell's own. */
import type TS from "typescript";
import {ts, type CellFile, type Scoped, type SymbolTable} from "./compiler.ts";

/**
 * Names to symbols, by the newest cell that declared them. Where that symbol is only a type (or only a value), `older` may hold an
 * earlier cell's value (or type) of the same name: `const User = …` in one cell and `type User = …` in a later one live together.
 */
export interface Scope {
  readonly newest: SymbolTable;
  readonly older: SymbolTable;
}

export const emptyScope: Scope = {newest: new Map(), older: new Map()};

/**
 * Puts `file` (bound) into `scope`: name resolution goes from a node to its parents, so the file gets two of them, blocks that hold
 * the earlier cells' symbols as locals. They are the binder's own symbols: a later cell assigns the same variable, not a copy of it.
 */
export function enclose(file: CellFile, scope: Scope): void {
  const outer = block(scope.older);
  const inner = block(scope.newest);
  (inner as Scoped).parent = outer;
  (file as Scoped).parent = inner;
}

function block(locals: SymbolTable): TS.Block {
  const node = ts.factory.createBlock([]);
  (node as Scoped).locals = locals;
  return node;
}

/** `scope` after the cell `file`. */
export function extend(scope: Scope, file: CellFile): Scope {
  const newest = new Map(scope.newest);
  const older = new Map(scope.older);
  for (const [name, local] of file.locals ?? []) {
    const symbol = meant(local);
    const kept = beside(symbol, newest.get(name), older.get(name));
    newest.set(name, symbol);
    if (kept) older.set(name, kept);
    else older.delete(name);
  }
  return {newest, older};
}

/** `scope` as if `names` had never been declared: what `base` has under them is seen again. */
export function without({newest, older}: Scope, names: readonly string[], base: Scope): Scope {
  const back = (table: SymbolTable, from: SymbolTable): SymbolTable => {
    const left = new Map(table);
    for (const name of names as readonly TS.__String[]) {
      const symbol = from.get(name);
      if (symbol) left.set(name, symbol);
      else left.delete(name);
    }
    return left;
  };
  return {newest: back(newest, base.newest), older: back(older, base.older)};
}

/** The names of values that `file` (bound) declares at its top; what it imports is not its own. */
export function variablesOf({locals}: CellFile): readonly string[] {
  return [...(locals ?? [])].filter(([, local]) => (meant(local).flags & ts.SymbolFlags.Value) !== 0).map(([name]) => name as string);
}

/** A cell's export is known in the cell by a local symbol that stands for it. */
const meant = (local: TS.Symbol): TS.Symbol => (local as {exportSymbol?: TS.Symbol}).exportSymbol ?? local;

/** Which earlier symbol still shows through `symbol`, by the meaning that `symbol` lacks. */
function beside(symbol: TS.Symbol, previous: TS.Symbol | undefined, older: TS.Symbol | undefined): TS.Symbol | undefined {
  if (!previous || (isValue(symbol) && isType(symbol))) return undefined;
  if (isValue(symbol)) return !isValue(previous) ? previous : isType(previous) ? undefined : older;
  return isValue(previous) ? previous : older;
}

function isValue({flags}: TS.Symbol): boolean {
  return (flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Alias)) !== 0;
}

function isType({flags}: TS.Symbol): boolean {
  return (flags & (ts.SymbolFlags.Type | ts.SymbolFlags.Alias)) !== 0;
}
