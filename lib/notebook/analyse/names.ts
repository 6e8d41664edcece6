/** @file What a cell defines and what it uses of others, by TypeScript's own binder. */
import ts from "typescript";

export interface CellNames {
  /** Declared at the top of the cell, or written to: `x = 2`, `x.y = 2`, `x++`. */
  readonly defines: readonly string[];
  /** Names that the cell does not declare itself. */
  readonly uses: readonly string[];
}

const file = "cell.ts";
// No library and no other file: only the names of the cell are bound. A cell may await, so it is a module.
const options: ts.CompilerOptions = {noLib: true, noResolve: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleDetection: ts.ModuleDetectionKind.Force, types: []};
const anything = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace | ts.SymbolFlags.Alias;

/** Names defined and used by a cell of TypeScript. What a method changes (`list.push(1)`) cannot be seen in its source, and is not. */
export function cellNames(source: string): CellNames {
  const parsed = ts.createSourceFile(file, source, {languageVersion: ts.ScriptTarget.ESNext, setExternalModuleIndicator: (each) => void Object.assign(each, {externalModuleIndicator: true})}, true);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file ? parsed : undefined), fileExists: (name) => name === file, readFile: () => undefined, writeFile: () => {},
    getDefaultLibFileName: () => "", getCurrentDirectory: () => "", getCanonicalFileName: (name) => name, useCaseSensitiveFileNames: () => true, getNewLine: () => "\n"
  };
  const checker = ts.createProgram([file], options, host).getTypeChecker();
  const declared = new Set(checker.getSymbolsInScope(parsed, anything).filter(({declarations = []}) => declarations.some((each) => each.getSourceFile() === parsed)).map(({name}) => name));
  const [defines, uses] = [new Set(declared), new Set<string>()];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && refers(node) && !resolves(node, checker)) {
      const written = writing(node);
      if (written) defines.add(node.text);
      if (written !== "whole") uses.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return {defines: [...defines].sort(), uses: [...uses].sort()};
}

/** Whether the cell itself declares what the identifier means. */
function resolves(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const {parent} = node;
  const symbol = ts.isShorthandPropertyAssignment(parent) ? checker.getShorthandAssignmentValueSymbol(parent)
    : ts.isExportSpecifier(parent) ? checker.getExportSpecifierLocalTargetSymbol(parent) : checker.getSymbolAtLocation(node);
  return Boolean(symbol?.declarations?.length) || node.text === "undefined" || node.text === "arguments";
}

/** Not where an identifier only names a property, a label, or a thing of another module. */
function refers(node: ts.Identifier): boolean {
  const {parent} = node;
  if (node.text === "" || ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isMetaProperty(parent) || ts.isJsxAttribute(parent) || ts.isNamedTupleMember(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isExportSpecifier(parent)) return !parent.parent.parent.moduleSpecifier && (parent.propertyName ?? parent.name) === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return (parent as {readonly name?: ts.Node}).name !== node;
}

/** Whether the identifier is written to: as a whole, by part or by its old value, or not at all. */
function writing(node: ts.Identifier): "whole" | "part" | undefined {
  let at: ts.Node = node;
  let whole = true;
  while ((ts.isPropertyAccessExpression(at.parent) || ts.isElementAccessExpression(at.parent)) && at.parent.expression === at) [at, whole] = [at.parent, false];
  for (; isPattern(at); at = at.parent);
  const {parent} = at;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken ? "part" : undefined;
  if (ts.isDeleteExpression(parent)) return "part";
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at) return whole ? "whole" : "part";
  if (!ts.isBinaryExpression(parent) || parent.left !== at) return undefined;
  const {kind} = parent.operatorToken;
  if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) return undefined;
  return whole && kind === ts.SyntaxKind.EqualsToken ? "whole" : "part";
}

/** `[x, y] = …`, `({a: x, ...y} = …)`: an identifier may stand deep on the left of an assignment. */
function isPattern(at: ts.Node): boolean {
  const {parent} = at;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === at;
  return ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralExpression(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent);
}
