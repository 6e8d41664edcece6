/** @file The part of esbuild that is used here. It lies among the packages of the page, so the library does without its types. */
import {createRequire} from "node:module";
import {join} from "node:path";

export interface Resolved {
  readonly path?: string;
  readonly namespace?: string;
  readonly external?: boolean;
  readonly errors?: readonly unknown[];
}

export interface Asked {
  readonly path: string;
  readonly importer: string;
  readonly resolveDir: string;
  readonly namespace: string;
  readonly kind: "entry-point" | "import-statement" | "require-call" | "dynamic-import" | "import-rule" | "url-token" | (string & {});
  readonly pluginData?: unknown;
}

export interface Loaded {
  readonly contents: string | Uint8Array;
  readonly loader: string;
  readonly resolveDir?: string;
}

export interface Filter {
  readonly filter: RegExp;
  readonly namespace?: string;
}

export interface Build {
  resolve(path: string, options: {readonly resolveDir: string; readonly kind: string; readonly pluginData?: unknown}): Promise<Resolved>;
  onResolve(filter: Filter, answer: (asked: Asked) => Resolved | undefined | Promise<Resolved | undefined>): void;
  onLoad(filter: Filter, answer: (asked: {readonly path: string}) => Loaded | undefined | Promise<Loaded | undefined>): void;
}

export interface Rule {
  readonly name: string;
  setup(build: Build): void;
}

/** What a bundle is made of, by output file. */
export interface Metafile {
  readonly inputs: Readonly<Record<string, {readonly bytes: number}>>;
  readonly outputs: Readonly<Record<string, {
    readonly bytes: number;
    readonly entryPoint?: string;
    readonly cssBundle?: string;
    readonly imports: readonly {readonly path: string; readonly kind: string}[];
  }>>;
}

export interface Bundler {
  build(options: Readonly<Record<string, unknown>> & {readonly plugins?: readonly Rule[]; readonly metafile: true}): Promise<{readonly metafile: Metafile}>;
}

/** esbuild, from the folder in which the packages were installed. */
export function bundlerFrom(packages: string): Bundler {
  return createRequire(join(packages, "package.json"))("esbuild") as Bundler;
}
