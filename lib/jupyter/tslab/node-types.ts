/**
 * @file Node's types for tslab where it does not find them.
 *
 * tslab looks below the notebook's folder, and else inside its own package; a flat installation has them in neither
 * place, and then a cell cannot even call `console.log`.
 */
import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

/** The part of TypeScript's `sys` by which files are found and read. */
export interface Files {
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  readFile(path: string, encoding?: string): string | undefined;
  getDirectories(path: string): string[];
  realpath?(path: string): string;
}

/** Lets `files` find our copy of `@types/node` in tslab's package, unless there is one. */
export function lendNodeTypes(files: Files, tslabFolder: string): void {
  const roots = slashed(join(tslabFolder, "node_modules", "@types"));
  const wanted = `${roots}/node`;
  if (existsSync(wanted)) return;
  const ours = slashed(dirname(createRequire(import.meta.url).resolve("@types/node/package.json")));
  const lent = (path: string): string => (path === wanted || path.startsWith(`${wanted}/`) ? ours + path.slice(wanted.length) : path);
  const {fileExists, directoryExists, readFile, getDirectories, realpath} = files;
  files.fileExists = (path) => fileExists(lent(path));
  files.directoryExists = (path) => path === roots || directoryExists(lent(path));
  files.readFile = (path, encoding) => readFile(lent(path), encoding);
  files.getDirectories = (path) => (path === roots ? ["node"] : getDirectories(lent(path)));
  if (realpath) files.realpath = (path) => realpath(lent(path));
}

/** TypeScript writes paths with `/` everywhere. */
const slashed = (path: string): string => path.replaceAll("\\", "/");
