/** @file The JavaScript of a checked cell, with its source map. */
import type TS from "typescript";
import {internals, ts, type CellFile, type EmitResolver} from "../compiler.ts";
import type {CellChecker} from "../checker.ts";
import {cellScript} from "./script.ts";

export interface Script {
  readonly code: string;
  /** Source map, version 3, as JSON; its one source bears the cell's name. */
  readonly map: string;
}

/** Names that the compiler has made up; no two cells share one, as an earlier cell's functions may still use theirs. */
export type MadeUp = Set<string>;

/**
 * Emits `file` as a script for V8's REPL mode. Types, enums, namespaces, decorators, `using` and accessors are lowered by TypeScript's
 * own transformers, all the rest stays as it is; then {@link cellScript} makes a script of the module.
 */
export function emitCell({checker, host}: CellChecker, file: CellFile, name: string, options: TS.CompilerOptions, madeUp: MadeUp): Script {
  const resolver = keepImports(checker.getEmitResolver(file, undefined, true));
  const result = internals.transformNodes(resolver, emitHost(host), ts.factory, options, [file], transformers(options), false);
  const printer = internals.createPrinter({}, {
    hasGlobalName: (candidate) => taken(candidate, resolver, madeUp),
    onEmitNode: result.emitNodeWithNotification,
    isEmitNotificationEnabled: (node) => result.isEmitNotificationEnabled(node),
    substituteNode: result.substituteNode
  });
  const writer = internals.createTextWriter("\n");
  const map = internals.createSourceMapGenerator(emitHost(host), name, "", host.getCurrentDirectory(), {});
  printer.writeFile(result.transformed[0]!, writer, map);
  result.dispose();
  const json = JSON.parse(map.toString()) as {sources: string[]; file: string};
  return {code: writer.getText(), map: JSON.stringify({...json, file: name, sources: [name]})};
}

function transformers({experimentalDecorators}: TS.CompilerOptions): unknown[] {
  const {transformTypeScript, transformLegacyDecorators, transformESNext, transformESDecorators, transformClassFields} = internals;
  return experimentalDecorators
    ? [transformTypeScript, transformLegacyDecorators, transformESNext, transformClassFields, cellScript]
    : [transformTypeScript, transformESNext, transformESDecorators, transformClassFields, cellScript];
}

/** An import that this cell does not use may be for a later one: only what is no value at all is left out. */
function keepImports(resolver: EmitResolver): EmitResolver {
  return {...resolver, isReferencedAliasDeclaration: (node) => resolver.isValueAliasDeclaration(node)};
}

function taken(name: string, resolver: EmitResolver, madeUp: MadeUp): boolean {
  if (resolver.hasGlobalName(name) || madeUp.has(name)) return true;
  madeUp.add(name);
  return false;
}

function emitHost(host: object): object {
  return {
    ...host,
    getCanonicalFileName: (name: string) => name,
    getCommonSourceDirectory: () => "",
    isEmitBlocked: () => false
  };
}
