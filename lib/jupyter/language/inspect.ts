/** @file Signature and documentation at the cursor. */
import type TS from "typescript";
import type {MimeBundle} from "../engine.ts";
import {internals, noCancellation, ts, type Display} from "./compiler.ts";
import {definitions} from "./definition.ts";
import {asHtml, asText, type Help} from "./help.ts";
import {document} from "./documentation.ts";
import type {Placed, Session} from "./session.ts";

/** The name at the cursor, or the call around it, or the name before white space. With detail 1 the definition, too. */
export function inspect(session: Session, code: string, cursor: number, detail: 0 | 1): MimeBundle | undefined {
  const at = Math.max(0, Math.min(cursor, code.length));
  const placed = session.place(code);
  const help = nameHelp(placed, at, detail) ?? callHelp(placed, at) ?? nameHelp(placed, code.slice(0, at).trimEnd().length, detail) ??
    nameHelp(placed, at + /^\s*/.exec(code.slice(at))![0].length, detail);
  return help && {"text/plain": asText(help), "text/html": asHtml(help)};
}

function nameHelp({checker, file}: Placed, at: number, detail: 0 | 1): Help | undefined {
  const node = internals.getTouchingPropertyName(file, at);
  if (node === file || !isName(node)) return undefined;
  const symbol = symbolAt(node, checker);
  if (!symbol || (checker as unknown as {isUnknownSymbol(symbol: TS.Symbol): boolean}).isUnknownSymbol(symbol)) return typeHelp(node, checker);
  document(symbol, checker);
  const display = internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(checker, symbol, file,
    internals.getContainerNode(node), node);
  return {...helpOf(display), definitions: detail === 1 ? definitions(symbol, checker, node) : []};
}

function isName(node: TS.Node): boolean {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;
}

/** `new C` speaks of the class; a property name in a literal, of the property that is expected there. */
function symbolAt(node: TS.Node, checker: TS.TypeChecker): TS.Symbol | undefined {
  const {parent} = node;
  if (ts.isIdentifier(node) && ts.isPropertyAssignment(parent) && parent.name === node) {
    const expected = checker.getContextualType(parent.parent)?.getProperty(node.text);
    if (expected) return expected;
  }
  return checker.getSymbolAtLocation(node);
}

function typeHelp(node: TS.Node, checker: TS.TypeChecker): Help | undefined {
  if (!ts.isIdentifier(node) && node.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const type = checker.getTypeAtLocation(node);
  if (type.flags & ts.TypeFlags.Any) return undefined;
  return {signature: checker.typeToString(type), documentation: "", tags: [], definitions: []};
}

function helpOf({displayParts, documentation, tags = []}: Display): Help {
  return {signature: ts.displayPartsToString([...displayParts]), documentation: ts.displayPartsToString([...documentation]), tags, definitions: []};
}

/** The signatures of the call whose arguments the cursor is among; the chosen one first. */
function callHelp({host, checker, file}: Placed, at: number): Help | undefined {
  const callee = calleeSymbol({checker, file}, at);
  if (callee) document(callee, checker);
  const found = internals.SignatureHelp.getSignatureHelpItems(host, file, at, {kind: "invoked"}, noCancellation);
  if (!found) return undefined;
  const {items, selectedItemIndex} = found;
  const chosen = items[selectedItemIndex] ?? items[0];
  if (!chosen) return undefined;
  const others = items.filter((one) => one !== chosen).slice(0, 9);
  return {
    signature: [chosen, ...others].map(signatureText).join("\n"),
    documentation: ts.displayPartsToString(chosen.documentation),
    tags: chosen.tags,
    definitions: []
  };
}

/** What is called around `at`: its documentation has to be there before the compiler reads it. */
function calleeSymbol({checker, file}: Pick<Placed, "checker" | "file">, at: number): TS.Symbol | undefined {
  let node: TS.Node | undefined = internals.getTouchingPropertyName(file, Math.max(0, file.text.slice(0, at).trimEnd().length - 1));
  while (node && !ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isSourceFile(node)) node = node.parent;
  if (!node || ts.isSourceFile(node)) return undefined;
  const {expression} = node as TS.CallExpression;
  return checker.getSymbolAtLocation(ts.isPropertyAccessExpression(expression) ? expression.name : expression);
}

function signatureText(item: TS.SignatureHelpItem): string {
  const text = (parts: TS.SymbolDisplayPart[]): string => ts.displayPartsToString(parts);
  const parameters = item.parameters.map(({displayParts}) => text(displayParts)).join(text(item.separatorDisplayParts));
  return text(item.prefixDisplayParts) + parameters + text(item.suffixDisplayParts);
}
