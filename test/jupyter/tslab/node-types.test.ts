/** @file Node's types are lent to a tslab that was installed flat, and only to that. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import ts from "typescript";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {lendNodeTypes, type Files} from "../../../lib/jupyter/tslab/node-types.ts";

let flat: string;
let nested: string;
const ours = dirname(createRequire(import.meta.url).resolve("@types/node/package.json"));
const files = (): Files => ({...ts.sys, readFile: ts.sys.readFile, realpath: ts.sys.realpath!});

beforeAll(() => {
  flat = mkdtempSync(join(tmpdir(), "spikebook-flat-"));
  nested = mkdtempSync(join(tmpdir(), "spikebook-nested-"));
  mkdirSync(join(nested, "node_modules", "@types", "node"), {recursive: true});
});
afterAll(() => [flat, nested].forEach((folder) => rmSync(folder, {recursive: true})));

describe("lendNodeTypes", () => {
  it("shows our copy inside a tslab that has none", () => {
    const lent = files();
    lendNodeTypes(lent, flat);
    const root = `${flat.replaceAll("\\", "/")}/node_modules/@types`;
    expect(lent.directoryExists(root)).toBe(true);
    expect(lent.getDirectories(root)).toEqual(["node"]);
    expect(lent.fileExists(`${root}/node/index.d.ts`)).toBe(true);
    expect(lent.readFile(`${root}/node/package.json`)).toBe(readFileSync(join(ours, "package.json"), "utf8"));
    expect(lent.realpath!(`${root}/node`)).toBe(ts.sys.realpath!(ours));
    expect(lent.fileExists(`${root}/nodes/index.d.ts`)).toBe(false);
  });
  it("leaves a tslab that has its own as it is", () => {
    const {fileExists, ...rest} = files();
    const lent = {fileExists, ...rest};
    lendNodeTypes(lent, nested);
    expect(lent.fileExists).toBe(fileExists);
  });
});
