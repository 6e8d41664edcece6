/** @file Makes a script for V8's REPL mode of a cell's module: every top-level name lexical, functions hoisted, imports first. */
import type TS from "typescript";
import {ts, type CellFile} from "../compiler.ts";
import {rewritten} from "./calls.ts";
import {exportStatements, importStatements, requireStatement, withoutExport} from "./modules.ts";
import {assignments, boundNames, isVar, target} from "./variables.ts";

interface Parts {
  readonly names: Set<string>;
  readonly lets: TS.Identifier[];
  readonly functions: TS.Statement[];
  readonly imports: TS.Statement[];
}

/**
 * A script may redeclare `let` and `class` of an earlier one, but not `var`, `function`, or `let` as `const`; so all become `let`:
 * a function is `let f; f = function (…) {…}` at the top. Earlier cells that call `f` then see the new one, and its name is right.
 */
export function cellScript(context: TS.TransformationContext): (file: TS.SourceFile) => TS.SourceFile {
  const {factory} = context;
  return (file) => {
    const parts: Parts = {names: new Set(), lets: [], functions: [], imports: []};
    const anywhere = everywhere(context, (ts.getOriginalNode(file) as CellFile).redirects);
    const body = file.statements.flatMap((statement) => {
      const visited = ts.visitNode(statement, anywhere) as TS.Statement;
      return topLevel(ts.visitNode(visited, varVisitor(context, parts)) as TS.Statement, parts, factory);
    });
    const lists = parts.lets.length > 0 ? [letStatement(parts.lets, factory)] : [];
    const strict = [factory.createExpressionStatement(factory.createStringLiteral("use strict")), nothing(factory)];
    const statements = [...strict, ...lists, ...parts.functions, ...parts.imports, ...body];
    if (!endsWithValue(file)) statements.push(nothing(factory));
    return factory.updateSourceFile(file, ts.setTextRange(factory.createNodeArray(statements), file.statements));
  };
}

/** The value of a cell is that of its last statement, if this is an expression; declarations of types and functions don't count. */
function endsWithValue(file: TS.SourceFile): boolean {
  const original = ts.getOriginalNode(file) as TS.SourceFile;
  const last = original.statements.findLast((one) => !isSilent(one));
  return last !== undefined && (ts.isExpressionStatement(last) || ts.isExportAssignment(last));
}

function isSilent(node: TS.Statement): boolean {
  return ts.isEmptyStatement(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) || ts.isImportDeclaration(node);
}

function everywhere(context: TS.TransformationContext, redirects: ReadonlyMap<string, string> = new Map()): TS.Visitor {
  const visit: TS.Visitor = (node) => redirected(node, redirects, context.factory) ??
    rewritten(node, context.factory, (part) => ts.visitNode(part, visit) as typeof part) ?? ts.visitEachChild(node, visit, context);
  return visit;
}

function redirected(node: TS.Node, redirects: ReadonlyMap<string, string>, factory: TS.NodeFactory): TS.Node | undefined {
  if (redirects.size === 0 || !ts.isStringLiteral(node)) return undefined;
  const {parent} = ts.getOriginalNode(node);
  const to = redirects.get(node.text);
  const imports = parent && (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword));
  return to !== undefined && imports ? ts.setTextRange(factory.createStringLiteral(to), node) : undefined;
}

function topLevel(node: TS.Statement, parts: Parts, factory: TS.NodeFactory): TS.Statement[] {
  if (ts.isImportDeclaration(node)) return hoist(parts.imports, importStatements(node, factory));
  if (ts.isImportEqualsDeclaration(node)) return hoist(parts.imports, [requireStatement(node, factory)]);
  if (ts.isExportDeclaration(node)) return hoist(parts.imports, exportStatements(node, factory));
  if (ts.isExportAssignment(node)) return [place(factory.createExpressionStatement(node.expression), node)];
  if (ts.isFunctionDeclaration(node)) return functionStatement(node, parts, factory);
  if (ts.isClassDeclaration(node) && !node.name) return [place(factory.createExpressionStatement(classExpression(node, factory)), node)];
  return [assignable(withoutExport(node, factory), factory)];
}

/** V8 lets a later script redeclare `const` only as `const`, `let` only as `let`; constancy is the type checker's to hold. */
function assignable(node: TS.Statement, factory: TS.NodeFactory): TS.Statement {
  if (!ts.isVariableStatement(node) || !(node.declarationList.flags & ts.NodeFlags.Const)) return node;
  const list = place(factory.createVariableDeclarationList(node.declarationList.declarations, ts.NodeFlags.Let), node.declarationList);
  return factory.updateVariableStatement(node, node.modifiers, list);
}

function hoist(to: TS.Statement[], statements: readonly TS.Statement[]): TS.Statement[] {
  to.push(...statements);
  return [];
}

function functionStatement(node: TS.FunctionDeclaration, parts: Parts, factory: TS.NodeFactory): TS.Statement[] {
  const {modifiers} = withoutExport(node, factory);
  if (!node.body) return [];
  const {asteriskToken, parameters, body} = node;
  const kept = modifiers as readonly TS.Modifier[] | undefined;
  const made = factory.createFunctionExpression(kept, asteriskToken, undefined, undefined, parameters, undefined, body);
  const value = place(made, node);
  if (!node.name) return [place(factory.createExpressionStatement(factory.createParenthesizedExpression(value)), node)];
  declare(node.name, parts);
  return hoist(parts.functions, [place(factory.createExpressionStatement(factory.createAssignment(node.name, value)), node)]);
}

function classExpression(node: TS.ClassDeclaration, factory: TS.NodeFactory): TS.Expression {
  return factory.createParenthesizedExpression(factory.createClassExpression(undefined, undefined, undefined, node.heritageClauses, node.members));
}

/** Turns `var` in `node`, but not in functions and classes within it, into assignments to hoisted names. */
function varVisitor(context: TS.TransformationContext, parts: Parts): TS.Visitor {
  const {factory} = context;
  const names = (list: TS.VariableDeclarationList): void => {
    for (const {name} of list.declarations) for (const one of boundNames(name)) declare(one, parts);
  };
  const loopHead = (list: TS.VariableDeclarationList): TS.Expression => {
    names(list);
    return target(list.declarations[0]!.name, factory);
  };
  const visit: TS.Visitor = (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return node;
    if (ts.isForInStatement(node) && isVar(node.initializer)) {
      return factory.updateForInStatement(node, loopHead(node.initializer), node.expression, ts.visitNode(node.statement, visit) as TS.Statement);
    }
    if (ts.isForOfStatement(node) && isVar(node.initializer)) {
      const statement = ts.visitNode(node.statement, visit) as TS.Statement;
      return factory.updateForOfStatement(node, node.awaitModifier, loopHead(node.initializer), node.expression, statement);
    }
    if (ts.isForStatement(node) && isVar(node.initializer)) {
      names(node.initializer);
      const start = assignments(node.initializer, factory);
      const statement = ts.visitNode(node.statement, visit) as TS.Statement;
      return factory.updateForStatement(node, start, node.condition, node.incrementor, statement);
    }
    if (ts.isVariableStatement(node) && isVar(node.declarationList)) {
      names(node.declarationList);
      const value = assignments(node.declarationList, factory);
      return value ? place(factory.createExpressionStatement(value), node) : factory.createNotEmittedStatement(node);
    }
    return ts.visitEachChild(node, visit, context);
  };
  return visit;
}

/** Adds `name` to the hoisted ones, once; names that the compiler made up have no text yet, and no double. */
function declare(name: TS.Identifier, {names, lets}: Parts): void {
  if (name.text && names.has(name.text)) return;
  if (name.text) names.add(name.text);
  lets.push(name);
}

function letStatement(names: readonly TS.Identifier[], factory: TS.NodeFactory): TS.Statement {
  const declarations = names.map((name) => factory.createVariableDeclaration(bare(name, factory)));
  return factory.createVariableStatement(undefined, factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let));
}

/** The name without its place in the source, which is no statement's. */
function bare(name: TS.Identifier, factory: TS.NodeFactory): TS.Identifier {
  return name.text ? factory.createIdentifier(name.text) : name;
}

/** A statement whose value is none, so that a directive or a declaration before it leaves no value either. */
function nothing(factory: TS.NodeFactory): TS.Statement {
  return factory.createExpressionStatement(factory.createVoidZero());
}

function place<T extends TS.Node>(made: T, original: TS.Node): T {
  return ts.setTextRange(ts.setOriginalNode(made, original), original);
}
