/** @file `var` at a cell's top level, wherever it is nested: a name hoisted to a `let`, and an assignment left in its place. */
import type TS from "typescript";
import {ts} from "../compiler.ts";

/** True for `var`, which is what a declaration list without a flag is. */
export function isVar(node: TS.Node | undefined): node is TS.VariableDeclarationList {
  return node !== undefined && ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

/** The names that `name` binds. */
export function boundNames(name: TS.BindingName): TS.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => ts.isOmittedExpression(element) ? [] : boundNames(element.name));
}

/** The assignments that `list` makes, as one expression; nothing if it only declares. */
export function assignments(list: TS.VariableDeclarationList, factory: TS.NodeFactory): TS.Expression | undefined {
  const each = list.declarations.flatMap((one) => one.initializer ? [assignment(one, one.initializer, factory)] : []);
  return each.length === 0 ? undefined : each.reduce((left, right) => factory.createComma(left, right));
}

/** `{a, b: [c = 1]}` as the target of an assignment rather than of a declaration. */
export function target(name: TS.BindingName, factory: TS.NodeFactory): TS.Expression {
  if (ts.isIdentifier(name)) return name;
  const made = ts.isArrayBindingPattern(name)
    ? factory.createArrayLiteralExpression(name.elements.map((element) => arrayElement(element, factory)))
    : factory.createObjectLiteralExpression(name.elements.map((element) => property(element, factory)));
  return ts.setTextRange(made, name);
}

function assignment(declaration: TS.VariableDeclaration, value: TS.Expression, factory: TS.NodeFactory): TS.Expression {
  const made = factory.createAssignment(target(declaration.name, factory), value);
  return ts.setTextRange(ts.setOriginalNode(made, declaration), declaration);
}

function withDefault(element: TS.BindingElement, factory: TS.NodeFactory): TS.Expression {
  const made = target(element.name, factory);
  return element.initializer ? factory.createAssignment(made, element.initializer) : made;
}

function arrayElement(element: TS.ArrayBindingElement, factory: TS.NodeFactory): TS.Expression {
  if (ts.isOmittedExpression(element)) return factory.createOmittedExpression();
  return element.dotDotDotToken ? factory.createSpreadElement(target(element.name, factory)) : withDefault(element, factory);
}

function property(element: TS.BindingElement, factory: TS.NodeFactory): TS.ObjectLiteralElementLike {
  if (element.dotDotDotToken) return factory.createSpreadAssignment(target(element.name, factory));
  if (element.propertyName) return factory.createPropertyAssignment(element.propertyName, withDefault(element, factory));
  return factory.createShorthandPropertyAssignment(element.name as TS.Identifier, element.initializer);
}
