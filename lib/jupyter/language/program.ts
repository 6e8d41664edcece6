/** @file Everything that cells can see besides one another: the libraries, and the modules that they import. */
import type TS from "typescript";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {ts, type CellFile, type CheckerHost, type ResolvedModule} from "./compiler.ts";
import {createResolution, type Resolution} from "./resolution.ts";
import {createSources, packaged} from "./sources.ts";

export interface Import {
  readonly name: string;
  readonly mode: TS.ResolutionMode;
}

/** A program whose one root imports what cells import. Adding an import makes a new one; it shares all that has not changed. */
export interface World {
  readonly program: CheckerHost;
  readonly resolution: Resolution;
  /** Makes a fresh program if `imports` need files that the present one has not, or if local files have changed. */
  include(imports: readonly Import[]): boolean;
  /** Local files (not of packages) that `imports` reach, by way of one another. */
  localFiles(imports: readonly Import[]): readonly TS.SourceFile[];
}

export function createWorld(cwd: string, options: TS.CompilerOptions): World {
  const sources = createSources();
  const rootName = join(cwd, "__spikebook_imports__.mts");
  const imports = new Map<string, Import>();
  const host = compilerHost(cwd, options);
  const resolution = createResolution(cwd, options, host);
  host.resolveModuleNameLiterals = (literals, from, _redirect, _options, file) =>
    literals.map((literal) => resolution.module(literal.text, from, ts.getModeForUsageLocation(file, literal, options)));
  host.resolveTypeReferenceDirectiveReferences = (names, from, _redirect, _options, file) =>
    names.map((name) => typeof name === "string" ? resolution.types(name, from, undefined)
      : resolution.types(name.fileName, from, name.resolutionMode ?? file?.impliedNodeFormat));
  host.getSourceFile = (name, how) => name === rootName ? root(how) : sources.read(name, how);
  const root = (how: TS.ScriptTarget | TS.CreateSourceFileOptions): TS.SourceFile =>
    ts.createSourceFile(rootName, [...imports.values()].map(importLine).join("\n"), how);
  const build = (): CheckerHost => ts.createProgram({rootNames: [rootName], options, host}) as CheckerHost;
  let built: CheckerHost | undefined;
  const current = (): CheckerHost => (built ??= build());
  const missing = ({name, mode}: Import): boolean => {
    if (imports.has(`${mode} ${name}`)) return false;
    const found = resolution.module(name, rootName, mode).resolvedModule;
    return found !== undefined && built?.getSourceFile(found.resolvedFileName) === undefined;
  };
  const isLocal = ({fileName}: TS.SourceFile): boolean => fileName !== rootName && !packaged(fileName);
  const found = ({resolvedModule}: ResolvedModule): TS.SourceFile | undefined => resolvedModule && current().getSourceFile(resolvedModule.resolvedFileName);
  const reached = (file: TS.SourceFile | undefined, all: Set<TS.SourceFile>): void => {
    if (!file || all.has(file) || !isLocal(file)) return;
    all.add(file);
    for (const one of (file as CellFile).imports ?? []) {
      const resolved = current().getResolvedModuleFromModuleSpecifier(one, file);
      if (resolved) reached(found(resolved), all);
    }
  };
  return {
    get program() {
      return current();
    },
    resolution,
    include(wanted) {
      if (wanted.length === 0) return false;
      const stale = sources.changed((built?.getSourceFiles() ?? []).filter(isLocal).map(({fileName}) => fileName));
      const fresh = wanted.filter(missing);
      if (!stale && fresh.length === 0) return false;
      for (const one of fresh) imports.set(`${one.mode} ${one.name}`, one);
      built = build();
      return true;
    },
    localFiles(from) {
      const all = new Set<TS.SourceFile>();
      for (const {name, mode} of from) reached(found(resolution.module(name, rootName, mode)), all);
      return [...all];
    }
  };
}

function importLine({name, mode}: Import, i: number): string {
  return mode === ts.ModuleKind.CommonJS ? `import m${i} = require(${JSON.stringify(name)});` : `import ${JSON.stringify(name)};`;
}

/** Reads the disk through caches of what packages hold; TypeScript's own library lies beside the compiler. */
function compilerHost(cwd: string, options: TS.CompilerOptions): TS.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  host.getCurrentDirectory = () => cwd;
  host.writeFile = () => undefined;
  host.getDefaultLibLocation = () => libraryFolder;
  const exists = host.fileExists;
  const seen = new Map<string, boolean>();
  host.fileExists = (name) => {
    if (!packaged(name)) return exists(name);
    const known = seen.get(name) ?? exists(name);
    if (known) seen.set(name, known);
    return known;
  };
  return host;
}

const libraryFolder = dirname(fileURLToPath(import.meta.resolve("typescript")));
