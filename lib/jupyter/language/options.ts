/** @file The compiler options of a notebook's cells: strict, for Node, and what the folder's tsconfig.json says. */
import type TS from "typescript";
import {dirname} from "node:path";
import {ts} from "./compiler.ts";

/**
 * The options of a tsconfig.json that reach cells. The others are about files on disk, about output, or about style (`noUnusedLocals`,
 * `isolatedModules`, `module`, `target`, …): a cell always runs as an ES module in this Node.
 */
const honoured = [
  "strict", "noImplicitAny", "strictNullChecks", "strictFunctionTypes", "strictBindCallApply", "strictPropertyInitialization",
  "strictBuiltinIteratorReturn", "noImplicitThis", "useUnknownInCatchVariables", "noUncheckedIndexedAccess",
  "exactOptionalPropertyTypes", "noImplicitOverride", "noImplicitReturns", "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature", "allowUnreachableCode", "allowUnusedLabels", "noUncheckedSideEffectImports",
  "lib", "types", "typeRoots", "paths", "baseUrl", "rootDirs", "pathsBasePath", "customConditions", "resolveJsonModule",
  "experimentalDecorators", "emitDecoratorMetadata", "useDefineForClassFields", "allowSyntheticDefaultImports", "esModuleInterop",
  "allowJs", "checkJs", "maxNodeModuleJsDepth", "preserveSymlinks", "skipLibCheck"
] as const;

/** True where we run from source: then our own packages are found as source, too. */
const fromSource = import.meta.url.endsWith(".ts");

const always: TS.CompilerOptions = {
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  allowUnreachableCode: true,
  allowUnusedLabels: true
};

const fixed: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2025,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  preserveConstEnums: true,
  noEmit: true
};

/** Options for cells in folder `cwd`; a tsconfig.json that cannot be read counts as none. */
export function cellOptions(cwd: string): TS.CompilerOptions {
  const chosen: TS.CompilerOptions = {...always, ...folderOptions(cwd), ...fixed};
  chosen.lib ??= ["lib.esnext.d.ts"];
  chosen.types = [...new Set(["node", ...(chosen.types ?? []).filter((name) => name !== "*")])];
  if (fromSource) chosen.customConditions = [...(chosen.customConditions ?? []), "spikebook-source"];
  return chosen;
}

/** The tsconfig.json nearest to `cwd`, upwards. */
export function configPath(cwd: string): string | undefined {
  return ts.findConfigFile(cwd, ts.sys.fileExists);
}

function folderOptions(cwd: string): TS.CompilerOptions {
  const path = configPath(cwd);
  if (!path) return {};
  const json = ts.readConfigFile(path, ts.sys.readFile).config as Record<string, unknown> | undefined;
  if (!json) return {};
  const noFiles = {...ts.sys, readDirectory: () => []};
  const {options} = ts.parseJsonConfigFileContent({...json, files: [], include: []}, noFiles, dirname(path), undefined, path);
  return Object.fromEntries(honoured.filter((key) => key in options).map((key) => [key, options[key]]));
}
