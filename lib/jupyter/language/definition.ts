/** @file Where a symbol is defined, and how it is written there. */
import type TS from "typescript";
import {relative} from "node:path";
import {ts} from "./compiler.ts";
import {labelOf} from "./failure.ts";

const longest = 60;

export interface Definition {
  /** `In[3]:1`, `local.ts:5`, `node_modules/…`. */
  readonly place: string;
  readonly source: string;
}

/** The first three declarations of `symbol`; an imported name counts as what it stands for. */
export function definitions(symbol: TS.Symbol, checker: TS.TypeChecker, node: TS.Node): Definition[] {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (meant.declarations ?? []).slice(0, 3).map((one) => definition(one, node.getSourceFile()));
}

function definition(declaration: TS.Declaration, here: TS.SourceFile): Definition {
  const file = declaration.getSourceFile();
  const whole = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const start = whole.getStart(file);
  const lines = file.text.slice(start, whole.getEnd()).split("\n");
  const cut = lines.length > longest ? [...lines.slice(0, longest), "…"] : lines;
  const label = file === here ? "this cell" : labelOf(file) ?? relative(process.cwd(), file.fileName);
  return {place: `${label}:${file.getLineAndCharacterOfPosition(start).line + 1}`, source: ts.isSourceFile(whole) ? "" : cut.join("\n")};
}
