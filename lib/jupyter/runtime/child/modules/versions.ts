/** @file Which version of each local file is loaded: a changed file, and all that import it, get a new number. */
import {statSync} from "node:fs";

interface File {
  /** Raised when the file, or one that it imports, has changed. */
  version: number;
  stamp: string;
  readonly importers: Set<string>;
}

const files = new Map<string, File>();

function stampOf(path: string): string {
  const found = statSync(path, {throwIfNoEntry: false});
  return found ? `${found.mtimeMs}:${found.size}:${found.ino}` : "gone";
}

/** Notes that `importer` (a local file, or nothing for a cell) imports the local file `path`; gives its version. */
export function versionOf(path: string, importer: string | undefined): number {
  let file = files.get(path);
  if (!file) files.set(path, (file = {version: 0, stamp: stampOf(path), importers: new Set()}));
  if (importer) file.importers.add(importer);
  return file.version;
}

function raise(path: string, raised: Set<string>): void {
  const file = files.get(path);
  if (!file || raised.has(path)) return;
  raised.add(path);
  file.version += 1;
  for (const importer of file.importers) raise(importer, raised);
}

/** Looks at every loaded local file; gives those that must be loaded anew. */
export function refresh(): ReadonlySet<string> {
  const raised = new Set<string>();
  for (const [path, file] of files) {
    const stamp = stampOf(path);
    if (stamp === file.stamp) continue;
    file.stamp = stamp;
    raise(path, raised);
  }
  return raised;
}
