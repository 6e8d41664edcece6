/** @file Where an import of a cell, or of a file that a cell imports, is found. */
import type TS from "typescript";
import {fileURLToPath} from "node:url";
import {ts, type ResolvedModule} from "./compiler.ts";

/** Found beside us where the notebook's own folder has none, as the runtime finds them. */
const ours = /^(spikebook|arquero|mathjs|tslab|plotly\.js)(\/|$)/;
const here = fileURLToPath(import.meta.url);
const extensionless = /^\.{0,2}\//;

export interface Resolution {
  module(name: string, from: string, mode: TS.ResolutionMode): ResolvedModule;
  /** The local file that the tsconfig's `paths` give for `name`, which Node does not know of. */
  redirect(name: string, from: string): string | undefined;
  types(name: string, from: string, mode: TS.ResolutionMode): TS.ResolvedTypeReferenceDirectiveWithFailedLookupLocations;
}

export function createResolution(cwd: string, options: TS.CompilerOptions, host: TS.ModuleResolutionHost): Resolution {
  const canonical = (name: string): string => ts.sys.useCaseSensitiveFileNames ? name : name.toLowerCase();
  const cache = ts.createModuleResolutionCache(cwd, canonical, options);
  const loose = {...options, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler};
  const resolve = (name: string, from: string, mode: TS.ResolutionMode): ResolvedModule =>
    ts.resolveModuleName(name, from, options, host, packagedName(name, from) ? cache : undefined, undefined, mode);
  const typesFrom = (name: string, from: string, mode: TS.ResolutionMode) =>
    ts.resolveTypeReferenceDirective(name, from, options, host, undefined, undefined, mode);
  return {
    module(name, from, mode) {
      const found = resolve(name, from, mode);
      if (known(found)) return found;
      const other = extensionless.test(name) ? ts.resolveModuleName(name, from, loose, host)
        : ours.test(name) ? resolve(name, here, mode) : found;
      return other.resolvedModule ? other : found;
    },
    redirect(name, from) {
      if (extensionless.test(name) || !inPaths(name, options)) return undefined;
      const found = resolve(name, from, ts.ModuleKind.ESNext).resolvedModule;
      return found && !found.isExternalLibraryImport && !/\.d\.[cm]?ts$/.test(found.resolvedFileName) ? found.resolvedFileName : undefined;
    },
    types(name, from, mode) {
      const found = typesFrom(name, from, mode);
      return found.resolvedTypeReferenceDirective || name !== "node" ? found : typesFrom(name, here, mode);
    }
  };
}

function inPaths(name: string, {paths = {}}: TS.CompilerOptions): boolean {
  return Object.keys(paths).some((pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after);
  });
}

/** Found with types, or as a local file. */
function known({resolvedModule}: ResolvedModule): boolean {
  return resolvedModule !== undefined && (!resolvedModule.isExternalLibraryImport || !/\.[cm]?js$/.test(resolvedModule.resolvedFileName));
}

/** Lookups in packages are kept; local files come and go. */
function packagedName(name: string, from: string): boolean {
  return from.includes("/node_modules/") && !extensionless.test(name);
}
