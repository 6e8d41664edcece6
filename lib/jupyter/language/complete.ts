/** @file Completion at the cursor, by the compiler's own completion. */
import type TS from "typescript";
import type {Completion, CompletionItem} from "../engine.ts";
import {internals, noCancellation, ts, type CheckerHost} from "./compiler.ts";
import {jupyterKind, symbolKind} from "./kinds.ts";
import type {Placed, Session} from "./session.ts";

const preferences: TS.UserPreferences = {
  includeCompletionsWithInsertText: true,
  includeAutomaticOptionalChainCompletions: true,
  includeCompletionsForModuleExports: false,
  allowTextChangesInNewFiles: false,
  quotePreference: "double"
};
const most = 500;
const optionalDot = /^\?*\.(?!\.?\/)/;
const mostSignatures = 40;

/** An entry with the part of the code that it replaces. */
interface Candidate {
  readonly entry: TS.CompletionEntry;
  readonly text: string;
  /** The part of the text that the word at the cursor begins: `foo` of `?.foo`. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** What may stand at `cursor`; `code` need not be finished. */
export function complete(session: Session, code: string, cursor: number): Completion {
  const at = Math.max(0, Math.min(cursor, code.length));
  const placed = session.place(code);
  const info = internals.Completions.getCompletionsAtPosition(folder(placed.host), placed.host, () => undefined, placed.file, at,
    preferences, undefined, 1, noCancellation, undefined, true);
  const start = wordStart(code, at);
  if (!info) return {items: [], start, end: at};
  const candidates = info.entries.filter(({kind}) => kind !== ts.ScriptElementKind.warning).map((entry) => candidate(entry, start, at));
  const range = commonRange(candidates, start, at);
  const word = code.slice(range.start, at).replace(optionalDot, "");
  const fitting = candidates.filter((one) => one.start === range.start && one.word.toLowerCase().startsWith(word.toLowerCase()));
  return {items: items(ordered(fitting, word), placed), ...range};
}

function candidate(entry: TS.CompletionEntry, start: number, at: number): Candidate {
  const span = entry.replacementSpan;
  const text = entry.insertText ?? entry.name;
  const word = text.replace(optionalDot, "");
  return span ? {entry, text, word, start: span.start, end: span.start + span.length} : {entry, text, word, start, end: at};
}

/** Jupyter knows one range for all items: the word's, where any item has it, else the most frequent one. */
function commonRange(candidates: readonly Candidate[], start: number, end: number): {start: number; end: number} {
  if (candidates.length === 0 || candidates.some((one) => one.start === start && one.end === end)) return {start, end};
  const counts = new Map<string, {start: number; end: number; count: number}>();
  for (const one of candidates) {
    const key = `${one.start}:${one.end}`;
    const known = counts.get(key) ?? {start: one.start, end: one.end, count: 0};
    counts.set(key, {...known, count: known.count + 1});
  }
  const [best] = [...counts.values()].sort((a, b) => b.count - a.count);
  return {start: best!.start, end: best!.end};
}

/** Exact case before other case, then the compiler's order: locals, members, globals, keywords. */
function ordered(candidates: readonly Candidate[], prefix: string): Candidate[] {
  const exact = ({word}: Candidate): number => word.startsWith(prefix) ? 0 : 1;
  const key = ({entry}: Candidate): string => entry.sortText;
  return candidates.toSorted((a, b) => exact(a) - exact(b) || compare(key(a), key(b)) || compare(a.text, b.text));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function items(candidates: readonly Candidate[], placed: Placed): CompletionItem[] {
  const byText = new Map<string, Candidate>();
  for (const one of candidates) if (!byText.has(one.text)) byText.set(one.text, one);
  const shown = [...byText.values()].slice(0, most);
  return shown.map(({entry, text}) => {
    const signature = shown.length <= mostSignatures ? signatureOf(entry, placed) : undefined;
    return {text, kind: kindOf(entry, placed), ...(signature ? {signature} : {})};
  });
}

/** An imported name is shown as what it stands for. */
function kindOf({kind, symbol}: TS.CompletionEntry & {symbol?: TS.Symbol}, {checker}: Placed): string {
  if (kind !== ts.ScriptElementKind.alias || !symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return jupyterKind(kind);
  return symbolKind(checker.getAliasedSymbol(symbol).flags) ?? jupyterKind(kind);
}

/** The parameters and result of a function, the type of a value. */
function signatureOf({symbol}: TS.CompletionEntry & {symbol?: TS.Symbol}, {checker, file}: Placed): string | undefined {
  if (!symbol || !(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method | ts.SymbolFlags.Variable | ts.SymbolFlags.Property))) return undefined;
  const type = checker.getTypeOfSymbolAtLocation(symbol, file);
  const [call] = type.getCallSignatures();
  return call ? checker.signatureToString(call) : checker.typeToString(type);
}

const identifierEnd = /#?[\p{ID_Continue}$\u200c\u200d]*$/u;

/** Where the word that ends at `at` begins. */
function wordStart(code: string, at: number): number {
  return at - identifierEnd.exec(code.slice(Math.max(0, at - 256), at))![0].length;
}

/** What the completion of module paths asks of the disk. */
function folder(program: CheckerHost): object {
  const {sys} = ts;
  return {
    getCompilationSettings: () => program.getCompilerOptions(),
    getCurrentDirectory: () => program.getCurrentDirectory(),
    useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
    fileExists: sys.fileExists,
    readFile: sys.readFile,
    readDirectory: sys.readDirectory,
    directoryExists: sys.directoryExists,
    getDirectories: sys.getDirectories,
    realpath: sys.realpath
  };
}
