/** @file Modules of ours as plain JavaScript in a folder of their own, for a Node that cannot read TypeScript. */
import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, relative} from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..", "..");
const options: ts.TranspileOptions = {compilerOptions: {module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true, rewriteRelativeImportExtensions: true}};

/** Writes `files` and all that they import by a path, in the tree they have here, each with its types taken out; gives the folder. */
export function plain(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "spikebook-plain-")), waiting = [...files], known = new Set(files);
  writeFileSync(join(folder, "package.json"), JSON.stringify({type: "module"}));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const text = readFileSync(file, "utf8"), script = ts.transpileModule(text, options).outputText, target = join(folder, relative(root, file)).replace(/\.ts$/, ".js");
    mkdirSync(dirname(target), {recursive: true});
    writeFileSync(target, script);
    for (const {fileName} of ts.preProcessFile(script).importedFiles) {
      const next = join(dirname(file), fileName).replace(/\.js$/, ".ts");
      if (!fileName.startsWith(".") || known.has(next)) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  return folder;
}
