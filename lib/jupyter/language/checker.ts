/** @file One living type checker for all cells: it is made per program, not per cell, which is what makes a cell cheap. */
import type TS from "typescript";
import {internals, type CellFile, type Checker, type CheckerHost, type ResolvedModule} from "./compiler.ts";
import {isCell} from "./cell-file.ts";
import type {World} from "./program.ts";

export interface CellChecker {
  readonly checker: Checker;
  /** A program that knows `file` besides its own files, for what asks a program rather than a checker. */
  readonly host: CheckerHost;
}

/**
 * A checker over `world`'s program that also checks files which the program does not hold: cells. They come later than the checker, so
 * they can add nothing global, save `augmenting` ones, which it reads at its start.
 */
export function createCellChecker(world: World, cells: ReadonlyMap<string, CellFile>, augmenting: readonly CellFile[]): CellChecker {
  const {program, resolution} = world;
  const resolved = (file: TS.SourceFile, name: string, mode: TS.ResolutionMode): ResolvedModule | undefined =>
    isCell(file.fileName) ? resolution.module(name, file.fileName, mode) : program.getResolvedModule(file, name, mode);
  let checker: Checker | undefined;
  const host: CheckerHost = {
    ...program,
    getSourceFiles: () => [...program.getSourceFiles(), ...augmenting],
    getSourceFile: (name) => cells.get(name) ?? program.getSourceFile(name),
    getSourceFileByPath: (path) => cells.get(path) ?? program.getSourceFileByPath(path),
    getResolvedModule: resolved,
    getResolvedModuleFromModuleSpecifier: (specifier, file = specifier.getSourceFile()) =>
      resolved(file, specifier.text, program.getModeForUsageLocation(file, specifier)),
    getTypeChecker: () => (checker ??= internals.createTypeChecker(host))
  };
  return {host, checker: host.getTypeChecker() as Checker};
}
