/** @file What is wrong with a cell, or with a file that cells import. */
import type TS from "typescript";
import {ts, type CellFile, type Checker} from "./compiler.ts";

/**
 * Not errors for a cell: a package without types (7016) is `any`; JSON needs no import attribute (1543), the runtime adds it.
 */
const tolerated = new Set([7016, 1543]);
const unusedExpectation = 2578;
/** "Relative import paths need explicit file extensions": not here, so the file is missing. */
const extensionWanted = new Set([2834, 2835]);
const missingModule = 2307;

/** Errors that keep any cell from running, checked or not. */
export function syntaxErrors(file: CellFile): readonly TS.Diagnostic[] {
  const errors = file.parseDiagnostics.filter(isError);
  return errors.length > 0 && !file.isDeclarationFile ? jsxError(file) ?? errors : errors;
}

/** One clear error where the source would be fine if it were JSX. */
function jsxError(file: CellFile): readonly TS.Diagnostic[] | undefined {
  if (!/<[\w>]/.test(file.text)) return undefined;
  const asJsx = ts.createSourceFile("cell.tsx", file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX) as CellFile;
  const element = asJsx.parseDiagnostics.length === 0 ? firstJsx(asJsx) : undefined;
  if (!element) return undefined;
  const start = element.getStart(asJsx);
  return [{category: ts.DiagnosticCategory.Error, code: 17004, file, start, length: element.end - start, messageText: "JSX is not supported in a cell."}];
}

function firstJsx(node: TS.Node): TS.Node | undefined {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return node;
  return ts.forEachChild(node, firstJsx);
}

/** Globals that no script can declare anew. */
const immovable: readonly string[] = ["undefined", "NaN", "Infinity", "__spikebook"];

/** Declarations that V8 would refuse before running anything; `file` is bound. */
export function earlyErrors(file: CellFile): readonly TS.Diagnostic[] {
  return immovable.flatMap((name) => {
    const declaration = file.locals?.get(ts.escapeLeadingUnderscores(name))?.valueDeclaration;
    const place = declaration && (ts.getNameOfDeclaration(declaration) ?? declaration);
    const messageText = `Declaration name conflicts with built-in global identifier '${name}'.`;
    return place ? [{category: ts.DiagnosticCategory.Error, code: 2397, file, start: place.getStart(file), length: place.getWidth(file), messageText}] : [];
  });
}

/** Type errors, less those which a comment in the source suppresses. */
export function typeErrors(file: CellFile, checker: Checker): readonly TS.Diagnostic[] {
  if (file.checkJsDirective?.enabled === false) return [];
  const all = [...file.bindDiagnostics, ...checker.getDiagnostics(file)].filter(isError).map(plainly);
  return file.commentDirectives?.length ? afterDirectives(file, file.commentDirectives, all) : all;
}

function isError({category, code}: TS.Diagnostic): boolean {
  return category === ts.DiagnosticCategory.Error && !tolerated.has(code);
}

function plainly(one: TS.Diagnostic): TS.Diagnostic {
  if (!extensionWanted.has(one.code) || !one.file || one.start === undefined) return one;
  const specifier = one.file.text.slice(one.start, one.start + (one.length ?? 0));
  return {...one, code: missingModule, messageText: `Cannot find module ${specifier} or its corresponding type declarations.`};
}

type Directives = NonNullable<CellFile["commentDirectives"]>;

/** `// @ts-ignore` and `// @ts-expect-error` speak for the next line that is neither empty nor a comment. */
function afterDirectives(file: CellFile, directives: Directives, all: readonly TS.Diagnostic[]): readonly TS.Diagnostic[] {
  const byLine = new Map(directives.map((one) => [file.getLineAndCharacterOfPosition(one.range.end).line, one]));
  const used = new Set<number>();
  const kept = all.filter((one) => {
    const line = one.start === undefined ? undefined : directiveLine(file, one.start, byLine);
    if (line !== undefined) used.add(line);
    return line === undefined;
  });
  const unused = [...byLine].filter(([line, {type}]) => type === 0 && !used.has(line));
  return [...kept, ...unused.map(([, {range}]) => expectation(file, range))];
}

function directiveLine(file: TS.SourceFile, start: number, byLine: ReadonlyMap<number, unknown>): number | undefined {
  const starts = file.getLineStarts();
  for (let line = file.getLineAndCharacterOfPosition(start).line - 1; line >= 0; line--) {
    if (byLine.has(line)) return line;
    const text = file.text.slice(starts[line], starts[line + 1]).trim();
    if (text !== "" && !text.startsWith("//")) return undefined;
  }
  return undefined;
}

function expectation(file: TS.SourceFile, {pos, end}: TS.TextRange): TS.Diagnostic {
  return {category: ts.DiagnosticCategory.Error, code: unusedExpectation, file, start: pos, length: end - pos,
    messageText: "Unused '@ts-expect-error' directive."};
}
