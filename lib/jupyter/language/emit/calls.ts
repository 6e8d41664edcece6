/** @file What of a cell's code goes through the runtime wherever it stands: awaiting, dynamic imports, `import.meta`. */
import type TS from "typescript";
import {ts} from "../compiler.ts";

/** `__spikebook.name`, the runtime's object in cells. */
export function runtime(factory: TS.NodeFactory, name: string): TS.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier("__spikebook"), name);
}

export function runtimeCall(factory: TS.NodeFactory, name: string, args: readonly TS.Expression[]): TS.Expression {
  return factory.createCallExpression(runtime(factory, name), undefined, args);
}

/** `__spikebook.alive(await __spikebook.gate(e))`: lets the runtime end a cell that awaits. */
export function gatedAwait(factory: TS.NodeFactory, operand: TS.Expression, original?: TS.Node): TS.Expression {
  const awaited = factory.createAwaitExpression(runtimeCall(factory, "gate", [operand]));
  return runtimeCall(factory, "alive", [original ? ts.setTextRange(awaited, original) : awaited]);
}

/** The runtime's form of `node`, its parts visited; or undefined where `node` is none of the runtime's business. */
export function rewritten(node: TS.Node, factory: TS.NodeFactory, visit: <T extends TS.Node>(node: T) => T): TS.Node | undefined {
  if (ts.isAwaitExpression(node)) return place(gatedAwait(factory, visit(node.expression), node), node);
  if (ts.isForOfStatement(node) && node.awaitModifier) {
    const each = runtimeCall(factory, "each", [visit(node.expression)]);
    return factory.updateForOfStatement(node, node.awaitModifier, visit(node.initializer), each, visit(node.statement));
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return place(runtimeCall(factory, "import", node.arguments.map(visit)), node);
  }
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return place(runtime(factory, "meta"), node);
  return undefined;
}

function place<T extends TS.Node>(made: T, original: TS.Node): T {
  return ts.setTextRange(ts.setOriginalNode(made, original), original);
}
