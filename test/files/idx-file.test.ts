import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, describe, expect, it} from "vitest";
import {formatIdx} from "../../lib/files/idx.ts";
import {readIdx, writeIdx} from "../../lib/files/idx-file.ts";

const folder = mkdtempSync(join(tmpdir(), "idx-"));
afterAll(() => rmSync(folder, {recursive: true}));
const idx = {shape: [2, 2], data: Uint8Array.of(1, 2, 3, 4)};

describe("IDX files", () => {
  it("come back as they were written, plain and gzipped, and leave nothing else behind", () => {
    for (const name of ["a.idx", "a.idx.gz"]) {
      writeIdx(join(folder, name), idx);
      expect(readIdx(join(folder, name))).toEqual(idx);
    }
    expect(readFileSync(join(folder, "a.idx.gz"))[0]).toBe(0x1f);
    expect(readdirSync(folder).sort()).toEqual(["a.idx", "a.idx.gz"]);
  });
  it("are known as gzipped by their bytes, not by their name", () => {
    writeFileSync(join(folder, "b"), gzipSync(formatIdx(idx)));
    expect(readIdx(join(folder, "b"))).toEqual(idx);
  });
  it("are refused by name where they are missing, torn or something else", () => {
    expect(() => readIdx(join(folder, "none"))).toThrow(/readIdx: .*none: ENOENT/);
    writeFileSync(join(folder, "torn.gz"), gzipSync(formatIdx(idx)).subarray(0, 20));
    expect(() => readIdx(join(folder, "torn.gz"))).toThrow(/readIdx: .*torn.gz: /);
    writeFileSync(join(folder, "text"), "hello");
    expect(() => readIdx(join(folder, "text"))).toThrow("must begin with two zero bytes, got 0x6865");
  });
  it("are not half written where the data is wrong", () => {
    expect(() => writeIdx(join(folder, "c"), {shape: [3], data: Uint8Array.of(1)})).toThrow("formatIdx");
    expect(readdirSync(folder).includes("c")).toBe(false);
  });
});
