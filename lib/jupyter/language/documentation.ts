/** @file Documentation of packages' declarations, parsed when somebody asks for it. */
import type TS from "typescript";
import {ts} from "./compiler.ts";

interface Documented extends TS.Node {
  jsDoc?: readonly (TS.Node & {parent: TS.Node})[];
}

const done = new WeakSet<TS.SourceFile>();

/**
 * Packages are parsed without documentation, which is most of the text of Node's types. This brings it to the files that declare
 * `symbol`, by parsing them once more: the two trees are alike, node by node.
 */
export function document(symbol: TS.Symbol, checker: TS.TypeChecker): void {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? [symbol, checker.getAliasedSymbol(symbol)] : [symbol];
  for (const one of meant) for (const declaration of one.declarations ?? []) bring(declaration.getSourceFile());
}

function bring(file: TS.SourceFile): void {
  if (done.has(file) || (file as {jsDocParsingMode?: TS.JSDocParsingMode}).jsDocParsingMode !== ts.JSDocParsingMode.ParseNone) return;
  done.add(file);
  const how = {languageVersion: file.languageVersion, jsDocParsingMode: ts.JSDocParsingMode.ParseAll, impliedNodeFormat: file.impliedNodeFormat};
  graft(file, ts.createSourceFile(file.fileName, file.text, how, true));
}

function graft(to: Documented, from: Documented): void {
  if (from.jsDoc) {
    to.jsDoc = from.jsDoc;
    for (const one of from.jsDoc) one.parent = to;
  }
  const targets = children(to);
  const sources = children(from);
  for (let i = 0; i < targets.length && i < sources.length; i++) graft(targets[i]!, sources[i]!);
}

function children(node: TS.Node): TS.Node[] {
  const all: TS.Node[] = [];
  ts.forEachChild(node, (child) => void all.push(child));
  return all;
}
