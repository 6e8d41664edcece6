/** @file Kinds of completion items, in the words that Jupyter front ends have icons for. */
import type TS from "typescript";
import {ts} from "./compiler.ts";

const {ScriptElementKind: kind} = ts;

const words: ReadonlyMap<string, string> = new Map([
  [kind.functionElement, "function"],
  [kind.localFunctionElement, "function"],
  [kind.callSignatureElement, "function"],
  [kind.constructSignatureElement, "function"],
  [kind.memberFunctionElement, "method"],
  [kind.constructorImplementationElement, "method"],
  [kind.classElement, "class"],
  [kind.localClassElement, "class"],
  [kind.interfaceElement, "interface"],
  [kind.typeElement, "type"],
  [kind.primitiveType, "type"],
  [kind.typeParameterElement, "type"],
  [kind.enumElement, "enum"],
  [kind.enumMemberElement, "enum member"],
  [kind.moduleElement, "module"],
  [kind.externalModuleName, "module"],
  [kind.directory, "module"],
  [kind.scriptElement, "module"],
  [kind.alias, "module"],
  [kind.keyword, "keyword"],
  [kind.memberVariableElement, "property"],
  [kind.memberGetAccessorElement, "property"],
  [kind.memberSetAccessorElement, "property"],
  [kind.memberAccessorVariableElement, "property"],
  [kind.indexSignatureElement, "property"],
  [kind.constElement, "constant"],
  [kind.string, "value"]
]);

/** `variable` for what has no word of its own. */
export function jupyterKind(of: string): string {
  return words.get(of) ?? "variable";
}

/** The word for what a symbol's flags say, if they say it. */
export function symbolKind(flags: TS.SymbolFlags): string | undefined {
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) return "function";
  if (flags & ts.SymbolFlags.Enum) return "enum";
  if (flags & ts.SymbolFlags.Variable) return "variable";
  if (flags & ts.SymbolFlags.Interface) return "interface";
  return flags & ts.SymbolFlags.TypeAlias ? "type" : undefined;
}
