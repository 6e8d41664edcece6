/** @file What a parameters cell declares: names, how, and of which kind, read by the TypeScript parser. */
import ts from "typescript";

export type ParameterKind = "number" | "string" | "boolean" | "list" | "object";

export interface Declared {
  readonly name: string;
  readonly keyword: "const" | "let" | "var";
  /** The written type annotation. */
  readonly type?: string;
  /** Where the annotation or the default says it. */
  readonly kind?: ParameterKind;
}

/** The variables that the cell's top level declares, in order. */
export function declaredIn(source: string): readonly Declared[] {
  const file = ts.createSourceFile("parameters.ts", source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isVariableStatement).flatMap(({declarationList}) => {
    const {flags, declarations} = declarationList;
    const keyword = flags & ts.NodeFlags.Const ? "const" : flags & ts.NodeFlags.Let ? "let" : "var";
    return declarations.filter(({name}) => ts.isIdentifier(name)).map((each) => declaration(each, keyword));
  });
}

function declaration({name, type, initializer}: ts.VariableDeclaration, keyword: Declared["keyword"]): Declared {
  const kind = type ? kindOfType(type) : initializer && kindOfValue(initializer);
  return {name: name.getText(), keyword, ...(type && {type: type.getText()}), ...(kind && {kind})};
}

function kindOfType(type: ts.TypeNode): ParameterKind | undefined {
  switch (type.kind) {
    case ts.SyntaxKind.NumberKeyword: return "number";
    case ts.SyntaxKind.StringKeyword: return "string";
    case ts.SyntaxKind.BooleanKeyword: return "boolean";
    case ts.SyntaxKind.ArrayType: return "list";
    default: return undefined;
  }
}

function kindOfValue(value: ts.Expression): ParameterKind | undefined {
  if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return kindOfValue(value.expression);
  if (ts.isPrefixUnaryExpression(value) && value.operator !== ts.SyntaxKind.ExclamationToken) return kindOfValue(value.operand);
  if (ts.isNumericLiteral(value)) return "number";
  if (ts.isStringLiteralLike(value)) return "string";
  if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword) return "boolean";
  if (ts.isArrayLiteralExpression(value)) return "list";
  return ts.isObjectLiteralExpression(value) ? "object" : undefined;
}
