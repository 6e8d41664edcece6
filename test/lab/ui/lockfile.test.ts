import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {assets} from "../../../lib/lab/ui/packages.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const manifest = read(join(assets, "package.json")) as {dependencies: Record<string, string>; overrides: Record<string, string>};
const {packages} = read(join(assets, "package-lock.json")) as {packages: Record<string, {version: string; integrity?: string}>};
const library = read(join(import.meta.dirname, "../../../package-lock.json")) as {packages: Record<string, {dev?: boolean}>};
const places = Object.keys(packages).filter((path) => path !== "");
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, "");

/** What keeps state for the whole page: a second copy would not know the first one's. */
const single = /^(react|react-dom|yjs|y-protocols|@jupyter\/ydoc|@jupyter\/(react|web)-components|@lumino\/.*|@codemirror\/.*|@lezer\/.*|@jupyterlab\/.*|@jupyter-widgets\/.*|@microsoft\/fast-.*)$/;

describe("the packages of the lab's page", () => {
  it("are pinned to the last digit, each with its checksum", () => {
    expect(Object.entries({...manifest.dependencies, ...manifest.overrides}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(places.filter((path) => !packages[path]!.integrity)).toEqual([]);
    for (const [name, version] of Object.entries(manifest.dependencies)) expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  });
  it("hold one copy of everything that keeps state", () => {
    const kept = places.map(nameOf).filter((name) => single.test(name));
    expect(kept.filter((name, i) => kept.indexOf(name) !== i)).toEqual([]);
    expect(kept).toEqual(expect.arrayContaining(["react", "yjs", "@lumino/widgets", "@codemirror/state", "@codemirror/view", "@jupyter/ydoc"]));
  });
  it("come of one release of JupyterLab", () => {
    const versions = new Set(places.map(nameOf).filter((name) => name.startsWith("@jupyterlab/")).map((name) => packages[`node_modules/${name}`]!.version.replace(/^\d+\.\d+\./, "")));
    expect([...versions]).toEqual(["4"]);
  });
  it("are not among the packages that the library's users install", () => {
    expect(Object.keys(library.packages).filter((path) => !library.packages[path]!.dev).map(nameOf).filter((name) => /^(@jupyterlab|@lumino|@jupyter-widgets)\//.test(name))).toEqual([]);
  });
});
