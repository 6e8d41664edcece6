/** @file Imports and exports of a cell, which is a script: bindings from the runtime's `import`, and plain statements. */
import type TS from "typescript";
import {ts} from "../compiler.ts";
import {runtimeCall} from "./calls.ts";

/** `let … = await __spikebook.import("m")`, one statement per binding form; a plain await for a side effect. */
export function importStatements(node: TS.ImportDeclaration, factory: TS.NodeFactory): TS.Statement[] {
  const loaded = load(node.moduleSpecifier, node.attributes, factory);
  const {name, namedBindings} = node.importClause ?? {};
  const parts: TS.BindingName[] = [];
  if (namedBindings && ts.isNamespaceImport(namedBindings)) parts.push(namedBindings.name);
  const named = [
    ...(name ? [element("default", name, factory)] : []),
    ...(namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements.map((one) => specifier(one, factory)) : [])
  ];
  if (named.length > 0) parts.push(factory.createObjectBindingPattern(named));
  if (parts.length === 0) return [place(factory.createExpressionStatement(loaded), node)];
  const [first, second] = parts as [TS.BindingName, TS.BindingName?];
  const statements = [binding(first, loaded, factory)];
  if (second) statements.push(binding(second, first as TS.Identifier, factory));
  return statements.map((one) => place(one, node));
}

/** `import x = require("m")`. */
export function requireStatement(node: TS.ImportEqualsDeclaration, factory: TS.NodeFactory): TS.Statement {
  const {expression} = node.moduleReference as TS.ExternalModuleReference;
  const call = factory.createCallExpression(factory.createIdentifier("require"), undefined, [expression]);
  return place(binding(node.name, call, factory), node);
}

/** `export … from "m"` runs the module; `export {a}` does nothing in a cell. */
export function exportStatements(node: TS.ExportDeclaration, factory: TS.NodeFactory): TS.Statement[] {
  if (!node.moduleSpecifier) return [];
  return [place(factory.createExpressionStatement(load(node.moduleSpecifier, node.attributes, factory)), node)];
}

/** `node` without `export` and `default`. */
export function withoutExport<T extends TS.Statement>(node: T, factory: TS.NodeFactory): T {
  if (!ts.canHaveModifiers(node) || !node.modifiers) return node;
  const kept = node.modifiers.filter(({kind}) => kind !== ts.SyntaxKind.ExportKeyword && kind !== ts.SyntaxKind.DefaultKeyword);
  return kept.length === node.modifiers.length ? node : factory.replaceModifiers(node, kept as TS.Modifier[]) as unknown as T;
}

function load(from: TS.Expression, attributes: TS.ImportAttributes | undefined, factory: TS.NodeFactory): TS.Expression {
  const options = attributes && factory.createObjectLiteralExpression([
    factory.createPropertyAssignment("with", factory.createObjectLiteralExpression(attributes.elements.map((one) =>
      factory.createPropertyAssignment(one.name, one.value))))
  ]);
  // An import that fails is shown where its specifier stands.
  const call = place(runtimeCall(factory, "import", options ? [from, options] : [from]), from);
  return place(factory.createAwaitExpression(call), from);
}

function specifier({name, propertyName}: TS.ImportSpecifier, factory: TS.NodeFactory): TS.BindingElement {
  return factory.createBindingElement(undefined, propertyName && exportName(propertyName, factory), name);
}

function exportName(name: TS.ModuleExportName, factory: TS.NodeFactory): TS.PropertyName {
  return ts.isStringLiteral(name) ? factory.createStringLiteral(name.text) : name;
}

function element(of: string, name: TS.Identifier, factory: TS.NodeFactory): TS.BindingElement {
  return factory.createBindingElement(undefined, of, name);
}

function binding(name: TS.BindingName, value: TS.Expression, factory: TS.NodeFactory): TS.Statement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  return factory.createVariableStatement(undefined, factory.createVariableDeclarationList([declaration], ts.NodeFlags.Let));
}

function place<T extends TS.Node>(made: T, original: TS.Node): T {
  return ts.setTextRange(ts.setOriginalNode(made, original), original);
}
