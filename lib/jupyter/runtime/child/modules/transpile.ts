/** @file Local TypeScript files become JavaScript: everything the language has, enums and decorators too, unchecked. */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import type * as TypeScript from "typescript";
import {readable} from "../errors/cells.ts";
import {isLocal} from "./resolve.ts";

type Options = TypeScript.CompilerOptions;
const configs = new Map<string, Options>();
let loaded: typeof TypeScript | undefined;

// Only a notebook that imports a local file pays for the compiler.
function typescript(): typeof TypeScript {
  return (loaded ??= createRequire(import.meta.url)("typescript") as typeof TypeScript);
}

/** Of the nearest tsconfig, what changes the emitted JavaScript. */
function configured(folder: string): Options {
  const ts = typescript();
  const path = ts.findConfigFile(folder, ts.sys.fileExists);
  if (!path) return {};
  const known = configs.get(path);
  if (known) return known;
  const {config} = ts.readConfigFile(path, ts.sys.readFile) as {config?: unknown};
  const {options} = ts.parseJsonConfigFileContent(config ?? {}, {...ts.sys, readDirectory: () => []}, dirname(path));
  const {experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, jsx, jsxFactory, jsxFragmentFactory, jsxImportSource} = options;
  const chosen = {experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, jsx, jsxFactory, jsxFragmentFactory, jsxImportSource};
  const kept = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as Options;
  configs.set(path, kept);
  return kept;
}

/** Node 22 has no `using`. */
function target(ts: typeof TypeScript): TypeScript.ScriptTarget {
  return Number(process.versions.node.split(".")[0]) >= 24 ? ts.ScriptTarget.ESNext : ts.ScriptTarget.ES2023;
}

function syntaxError({start = 0, messageText, code}: TypeScript.Diagnostic, path: string, source: string): SyntaxError {
  const before = source.slice(0, start).split(/\r?\n/);
  const place = `${readable(path)}:${before.length}:${before.at(-1)!.length + 1}`;
  const message = `${place} - error TS${code}: ${typescript().flattenDiagnosticMessageText(messageText, "\n")}`;
  const error = new SyntaxError(message);
  error.stack = `${error.name}: ${message}\n    at ${place}`;
  return error;
}

export interface Transpiled {
  readonly format: "module" | "commonjs";
  readonly source: string;
  readonly code: string;
  /** From `code` to `source`, as JSON. */
  readonly map: string | undefined;
}

/** Whether the file at `url` is one for us. */
export function isTypeScript(url: string): boolean {
  return isLocal(url) && /\.[cm]?tsx?(?:\?|$)/.test(url);
}

/** The JavaScript of the file at `url`. */
export function transpile(url: string): Transpiled {
  const format = /\.cts(?:\?|$)/.test(url) ? "commonjs" : "module";
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  const source = readFileSync(path, "utf8");
  const ts = typescript();
  const compilerOptions: Options = {
    jsx: ts.JsxEmit.ReactJSX,
    ...configured(dirname(path)),
    target: target(ts),
    module: format === "module" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    sourceMap: true
  };
  const {outputText, sourceMapText, diagnostics = []} = ts.transpileModule(source, {fileName: path, compilerOptions, reportDiagnostics: true});
  if (diagnostics[0]) throw syntaxError(diagnostics[0], path, source);
  return {format, source, code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), map: sourceMapText};
}
