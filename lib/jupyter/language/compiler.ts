/** @file The one door to TypeScript: its public interface, and the few internals we need, with their types. */
import {createRequire} from "node:module";
import type TS from "typescript";

/** By `require`, as importing so large a CommonJS file makes Node look through it for its format and its exports first. */
export const ts = createRequire(import.meta.url)("typescript") as typeof TS;

export type SymbolTable = Map<TS.__String, TS.Symbol>;

/** A node with a scope of its own, as the binder leaves it. */
export interface Scoped {
  locals?: SymbolTable;
  parent?: TS.Node;
}

/** The fields of a source file that the program sets, and that we set for cells. */
export interface CellFile extends TS.SourceFile {
  locals?: SymbolTable;
  imports?: readonly TS.StringLiteralLike[];
  moduleAugmentations?: readonly TS.Node[];
  ambientModuleNames?: readonly string[];
  resolvedPath?: string;
  path?: string;
  originalFileName?: string;
  version?: string;
  checkJsDirective?: {readonly enabled: boolean; readonly pos: number; readonly end: number};
  commentDirectives?: readonly {readonly type: 0 | 1; readonly range: TS.TextRange}[];
  /** Specifiers that the tsconfig's `paths` lead to a local file, and that file: what Node is to load. */
  redirects?: ReadonlyMap<string, string>;
  parseDiagnostics: readonly TS.Diagnostic[];
  bindDiagnostics: readonly TS.Diagnostic[];
}

export interface EmitResolver {
  isValueAliasDeclaration(node: TS.Node): boolean;
  isReferencedAliasDeclaration(node: TS.Node, checkChildren?: boolean): boolean;
  hasGlobalName(name: string): boolean;
}

export interface Checker extends TS.TypeChecker {
  getDiagnostics(file: TS.SourceFile): readonly TS.Diagnostic[];
  getEmitResolver(file: TS.SourceFile, cancellation?: undefined, skipDiagnostics?: boolean): EmitResolver;
}

/** What the checker asks of a program; a program is one. */
export interface CheckerHost extends TS.Program {
  getResolvedModule(file: TS.SourceFile, name: string, mode: TS.ResolutionMode): ResolvedModule | undefined;
  getResolvedModuleFromModuleSpecifier(specifier: TS.StringLiteralLike, file?: TS.SourceFile): ResolvedModule | undefined;
}

export type ResolvedModule = TS.ResolvedModuleWithFailedLookupLocations;

interface Transformation {
  readonly transformed: readonly TS.SourceFile[];
  readonly emitNodeWithNotification: NonNullable<TS.PrintHandlers["onEmitNode"]>;
  readonly substituteNode: NonNullable<TS.PrintHandlers["substituteNode"]>;
  isEmitNotificationEnabled(node: TS.Node): boolean;
  dispose(): void;
}

interface Cancellation {
  isCancellationRequested(): boolean;
  throwIfCancellationRequested(): void;
}

/** Nothing is ever cancelled: the worker answers one question after the other. */
export const noCancellation: Cancellation = {isCancellationRequested: () => false, throwIfCancellationRequested: () => undefined};

/** How an editor shows a symbol. */
export interface Display {
  readonly displayParts: readonly TS.SymbolDisplayPart[];
  readonly documentation: readonly TS.SymbolDisplayPart[];
  readonly tags: readonly TS.JSDocTagInfo[] | undefined;
  readonly symbolKind: TS.ScriptElementKind;
}

interface TextWriter {
  getText(): string;
}

interface Printer extends TS.Printer {
  writeFile(file: TS.SourceFile, writer: TextWriter, map: {toString(): string} | undefined): void;
}

interface Internals {
  createTypeChecker(host: CheckerHost): Checker;
  bindSourceFile(file: TS.SourceFile, options: TS.CompilerOptions): void;
  getSetExternalModuleIndicator(options: TS.CompilerOptions): (file: TS.SourceFile) => void;
  transformNodes(resolver: EmitResolver, host: unknown, factory: TS.NodeFactory, options: TS.CompilerOptions,
    nodes: readonly TS.SourceFile[], transformers: readonly unknown[], allowDts: boolean): Transformation;
  createPrinter(options: TS.PrinterOptions, handlers: TS.PrintHandlers): Printer;
  createTextWriter(newLine: string): TextWriter;
  createSourceMapGenerator(host: unknown, file: string, sourceRoot: string, directory: string, options: object): {toString(): string};
  readonly Completions: {
    getCompletionsAtPosition(host: unknown, program: TS.Program, log: () => void, file: TS.SourceFile, position: number,
      preferences: TS.UserPreferences, triggerCharacter: undefined, triggerKind: number, cancellation: Cancellation,
      formatContext: undefined, includeSymbol: boolean): TS.CompletionInfo | undefined;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(checker: TS.TypeChecker, symbol: TS.Symbol, file: TS.SourceFile,
      enclosing: TS.Node | undefined, location: TS.Node): Display;
  };
  readonly SignatureHelp: {
    getSignatureHelpItems(program: TS.Program, file: TS.SourceFile, position: number, reason: TS.SignatureHelpTriggerReason,
      cancellation: Cancellation): TS.SignatureHelpItems | undefined;
  };
  getTouchingPropertyName(file: TS.SourceFile, position: number): TS.Node;
  getContainerNode(node: TS.Node): TS.Node | undefined;
  readonly transformTypeScript: unknown;
  readonly transformLegacyDecorators: unknown;
  readonly transformESNext: unknown;
  readonly transformESDecorators: unknown;
  readonly transformClassFields: unknown;
}

/** TypeScript's internals, by the names under which the pinned version exports them. */
export const internals = ts as unknown as Internals;
