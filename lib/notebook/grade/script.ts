/** @file A submission's cell as a script that needs no REPL: top-level names are variables of the context, its `await`s stand in a function. */
import type TS from "typescript";
import {ts} from "../../jupyter/language/compiler.ts";
import {cellScript} from "../../jupyter/language/emit/script.ts";
import {assignments, boundNames} from "../../jupyter/language/emit/variables.ts";

export type CellScript = {readonly code: string} | {readonly problem: string};

/** Types are taken out and not checked; a syntax error is told in TypeScript's words. */
export function submittedScript(source: string): CellScript {
  const options = {target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true};
  const {outputText, diagnostics = []} = ts.transpileModule(source, {compilerOptions: options, reportDiagnostics: true, transformers: {after: [cellScript, asFunction]}});
  const [first] = diagnostics;
  if (!first) return {code: outputText};
  const line = first.start === undefined ? "" : `line ${source.slice(0, first.start).split("\n").length}: `;
  return {problem: `${line}${ts.flattenDiagnosticMessageText(first.messageText, " ")}`};
}

/** `var a, b; (async () => { … })()`: what {@link cellScript} has made `let` is a variable of the script. */
function asFunction(context: TS.TransformationContext): (file: TS.SourceFile) => TS.SourceFile {
  const {factory} = context;
  return (file) => {
    const names = new Set<string>();
    const body = file.statements.flatMap((statement) => assigned(statement, names, factory));
    const run = factory.createArrowFunction([factory.createModifier(ts.SyntaxKind.AsyncKeyword)], undefined, [], undefined, undefined, factory.createBlock(body, true));
    const list = [...names].map((name) => factory.createVariableDeclaration(name));
    const declared = list.length === 0 ? [] : [factory.createVariableStatement(undefined, factory.createVariableDeclarationList(list, ts.NodeFlags.None))];
    return factory.updateSourceFile(file, [...declared, factory.createExpressionStatement(factory.createCallExpression(factory.createParenthesizedExpression(run), undefined, []))]);
  };
}

function assigned(statement: TS.Statement, names: Set<string>, factory: TS.NodeFactory): TS.Statement[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((one) => assignedVariable(one, names, factory));
  if (!ts.isClassDeclaration(statement) || !statement.name) return [statement];
  const {name, heritageClauses, members} = statement;
  names.add(name.text);
  return [factory.createExpressionStatement(factory.createAssignment(factory.createIdentifier(name.text), factory.createClassExpression(undefined, name, undefined, heritageClauses, members)))];
}

/** A name without a value is emptied, as a cell that runs again empties it. */
function assignedVariable(one: TS.VariableDeclaration, names: Set<string>, factory: TS.NodeFactory): TS.Statement[] {
  for (const {text} of boundNames(one.name)) names.add(text);
  const whole = one.initializer ? one : factory.updateVariableDeclaration(one, one.name, undefined, undefined, factory.createVoidZero());
  const value = assignments(factory.createVariableDeclarationList([whole]), factory);
  return value ? [factory.createExpressionStatement(factory.createParenthesizedExpression(value))] : [];
}
