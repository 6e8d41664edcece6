/** @file A cell as a source file: parsed as a module, bound, and placed in the scope of the cells before it. */
import type TS from "typescript";
import {join} from "node:path";
import {internals, ts, type CellFile} from "./compiler.ts";
import type {Import} from "./program.ts";
import {enclose, type Scope} from "./scope.ts";

let serial = 0;

/** Parses `code`; the file's name is unique, so that nothing known of another cell is taken for this one's. */
export function parseCell(code: string, cwd: string, options: TS.CompilerOptions): CellFile {
  const fileName = join(cwd, `__cell_${++serial}__.ts`);
  const file = ts.createSourceFile(fileName, code, {
    languageVersion: ts.ScriptTarget.ES2025,
    impliedNodeFormat: ts.ModuleKind.ESNext,
    setExternalModuleIndicator: internals.getSetExternalModuleIndicator(options),
    jsDocParsingMode: ts.JSDocParsingMode.ParseAll
  }) as CellFile;
  Object.assign(file, {path: fileName, resolvedPath: fileName, originalFileName: fileName, ambientModuleNames: [], moduleAugmentations: []});
  return file;
}

/** Binds `file` and encloses it in `scope`. */
export function placeCell(file: CellFile, scope: Scope, options: TS.CompilerOptions): void {
  internals.bindSourceFile(file, options);
  enclose(file, scope);
  file.imports = specifiers(file).map(({literal}) => literal);
  file.moduleAugmentations = file.statements.flatMap((one) => ts.isModuleDeclaration(one) && isAugmentation(one) ? [one.name] : []);
}

/** `declare global` and `declare module "x"`: they change what all files see. */
function isAugmentation(node: TS.ModuleDeclaration): boolean {
  return ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/** True for names that {@link parseCell} gives. */
export function isCell(fileName: string): boolean {
  return /__cell_\d+__\.ts$/.test(fileName);
}

interface Specifier {
  readonly literal: TS.StringLiteralLike;
  readonly mode: TS.ResolutionMode;
}

/** What the cell imports, in any form; `import x = require()` resolves as CommonJS, the others as ES modules. */
export function importsOf(file: TS.SourceFile): readonly Import[] {
  return specifiers(file).map(({literal, mode}) => ({name: literal.text, mode}));
}

function specifiers(file: TS.SourceFile): Specifier[] {
  if (!/\bimport\b|\bfrom\b/.test(file.text)) return [];
  const found: Specifier[] = [];
  const add = (node: TS.Node | undefined, mode: TS.ResolutionMode): void => {
    if (node && ts.isStringLiteralLike(node) && node.text) found.push({literal: node, mode});
  };
  const visit = (node: TS.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, ts.ModuleKind.ESNext);
    else if (ts.isExternalModuleReference(node)) add(node.expression, ts.ModuleKind.CommonJS);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], ts.ModuleKind.ESNext);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, ts.ModuleKind.ESNext);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
