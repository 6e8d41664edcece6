/** @file Source files on disk, parsed once and parsed again when they change. */
import type TS from "typescript";
import {statSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {ts, type CellFile} from "./compiler.ts";

interface Entry {
  readonly file: CellFile;
  readonly stamp: string;
}

export interface Sources {
  read(fileName: string, how: TS.ScriptTarget | TS.CreateSourceFileOptions): TS.SourceFile | undefined;
  /** True if a local file among `fileNames` is no longer what was parsed. */
  changed(fileNames: readonly string[]): boolean;
}

/** Our own modules. */
const ours = fileURLToPath(new URL("../../", import.meta.url));

/** Part of a package (or of ourselves), and so taken to stay as it is. */
export function packaged(fileName: string): boolean {
  return fileName.includes("/node_modules/") || fileName.startsWith(ours);
}

export function createSources(): Sources {
  const entries = new Map<string, Entry>();
  const current = (fileName: string): Entry | undefined => {
    const entry = entries.get(fileName);
    return entry && (packaged(fileName) || entry.stamp === stamp(fileName)) ? entry : undefined;
  };
  return {
    read(fileName, how) {
      const known = current(fileName);
      if (known) return known.file;
      const text = ts.sys.readFile(fileName);
      if (text === undefined) return undefined;
      const file = ts.createSourceFile(fileName, text, withoutDocs(fileName, format(fileName, how))) as CellFile;
      file.version = stamp(fileName);
      entries.set(fileName, {file, stamp: file.version});
      return file;
    },
    changed: (fileNames) => fileNames.some((name) => !packaged(name) && !current(name))
  };
}

function stamp(fileName: string): string {
  const stat = statSync(fileName, {throwIfNoEntry: false});
  return stat ? `${stat.mtimeMs}:${stat.size}:${stat.ino}` : "none";
}

/** Node finds out by the syntax whether a local `.ts` file is an ES module; where package.json is silent we take it for one. */
function format(fileName: string, how: TS.ScriptTarget | TS.CreateSourceFileOptions): TS.ScriptTarget | TS.CreateSourceFileOptions {
  if (typeof how !== "object" || packaged(fileName) || !/\.[tj]sx?$/.test(fileName)) return how;
  if (how.impliedNodeFormat !== ts.ModuleKind.CommonJS || saysCommonJs(fileName)) return how;
  return {...how, impliedNodeFormat: ts.ModuleKind.ESNext};
}

function saysCommonJs(fileName: string): boolean {
  const path = ts.findConfigFile(ts.sys.resolvePath(`${fileName}/..`), ts.sys.fileExists, "package.json");
  if (!path) return false;
  try {
    return (JSON.parse(ts.sys.readFile(path) ?? "{}") as {type?: unknown}).type === "commonjs";
  } catch {
    return false;
  }
}

/** Documentation is most of the text of Node's types, and is parsed only when somebody asks for it. */
function withoutDocs(fileName: string, how: TS.ScriptTarget | TS.CreateSourceFileOptions): TS.ScriptTarget | TS.CreateSourceFileOptions {
  return typeof how === "object" && packaged(fileName) ? {...how, jsDocParsingMode: ts.JSDocParsingMode.ParseNone} : how;
}
