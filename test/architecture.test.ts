/** @file The rooms and floors of `lib/`, held by reading every import. */
import {globSync, readFileSync} from "node:fs";
import {dirname, join, normalize, relative} from "node:path";
import ts from "typescript";
import {describe, expect, it} from "vitest";

const root = join(import.meta.dirname, "..");

/** Each room's floor; imports go to a lower floor, or stay in the room. */
const science = {tensor: 1, model: 2, spikes: 2, simulate: 3, coding: 3, worlds: 3, files: 3, engine: 3, learn: 4, rewrite: 4, hardware: 4, show: 5, exercises: 5, index: 6};
const wing = {jupyter: 4, notebook: 5, lab: 6, cli: 7};
const floors: Readonly<Record<string, number>> = {...science, ...wing};

/** Neighbours on one floor that are allowed to meet, and why. */
const named: readonly (readonly [string, string])[] = [
  ["model", "spikes"], // a network's input and output are rasters and events
  ["show", "exercises"]
];

/** Where science may touch Node: it reads files there, and starts workers. */
const nodeRooms = ["files", "engine"];

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const files = globSync("lib/**/*.ts", {cwd: root}).map((file) => normalize(file)).sort();

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier) found.push({file, specifier, typeOnly: ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword});
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a static or dynamic import, or a re-export, names. */
function specifierOf(node: ts.Node): string | undefined {
  const name = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
    : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
  return name && ts.isStringLiteralLike(name) ? name.text : undefined;
}

const imports = files.flatMap(importsOf);
const roomOf = (file: string): string => {
  const [, room = ""] = file.split("/");
  return room.replace(/\.ts$/, "");
};
const target = ({file, specifier}: Import): string => relative(root, join(root, dirname(file), specifier));
const local = imports.filter(({specifier}) => specifier.startsWith("."));
const show = ({file, specifier}: Import): string => `${file} imports ${specifier}`;

function allowed(from: string, to: string): boolean {
  if (from === to) return true;
  if (named.some(([a, b]) => (a === from && b === to) || (a === to && b === from))) return true;
  return (floors[to] ?? Infinity) < (floors[from] ?? -Infinity) && (from in science) === (to in science);
}

describe("the architecture", () => {
  it("gives every file of lib a room with a floor", () => {
    expect(files.filter((file) => !(roomOf(file) in floors))).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
  it("imports only downwards, and never from one wing into the other", () => {
    expect(local.filter((each) => !allowed(roomOf(each.file), roomOf(target(each)))).map(show)).toEqual([]);
  });
  it("names files with their extension, so that Node runs the source as it stands", () => {
    // What lies in an assets folder is built for a page, by a bundler that takes styles and drawings too.
    const endings = ({file}: Import): RegExp => (file.includes("/assets/") ? /\.(ts|css|svg)$/ : /\.(ts|json)$/);
    expect(local.filter((each) => !endings(each).test(each.specifier)).map(show)).toEqual([]);
  });
  it("keeps Node out of the science that a browser runs", () => {
    const stray = imports.filter(({file, specifier}) => roomOf(file) in science && !nodeRooms.includes(roomOf(file)) && /^(node:|fs$|path$|worker_threads$)/.test(specifier));
    expect(stray.map(show)).toEqual([]);
  });
  it("opens every file with its caption", () => {
    const bare = files.filter((file) => !/^(#!.*\n)?\/\*\*(\n \*)? @file \S/.test(readFileSync(join(root, file), "utf8")));
    expect(bare).toEqual([]);
  });
  it("has no circle of imports (types may look both ways)", () => {
    const edges = new Map(files.map((file) => [file, local.filter((each) => each.file === file && !each.typeOnly).map(target)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});
