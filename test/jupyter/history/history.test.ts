import {appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {folderStore} from "../../../lib/jupyter/history/folder.ts";
import {matches} from "../../../lib/jupyter/history/glob.ts";
import {history} from "../../../lib/jupyter/history/history.ts";

const folder = mkdtempSync(join(tmpdir(), "history-"));
afterEach(() => rmSync(folder, {recursive: true, force: true}));
const troubled = (error: unknown): never => {
  throw error;
};
const open = (options: {readonly bytes?: number; readonly sessions?: number} = {}) => history(folderStore(folder, {onTrouble: troubled, ...options}));
const inputs = (found: readonly {readonly input: string}[]) => found.map(({input}) => input);

describe("history on disk", () => {
  it("is kept across restarts, with sessions numbered on", () => {
    open().add({line: 1, input: "a", output: "A"});
    const second = open();
    second.add({line: 1, input: "b"});
    expect(second.find({kind: "tail", count: 5})).toEqual([{session: 1, line: 1, input: "a", output: "A"}, {session: 2, line: 1, input: "b"}]);
    expect(inputs(second.find({kind: "range", session: -1, start: 1, stop: Infinity}))).toEqual(["a"]);
    expect(inputs(second.find({kind: "range", session: 2, start: 0, stop: 2}))).toEqual(["b"]);
  });
  it("gives two kernels that run at once a session each, and loses none of their lines", () => {
    const [one, two] = [open(), open()];
    for (let line = 1; line <= 50; line++) for (const each of [one, two]) each.add({line, input: `${line}`});
    const third = open();
    third.add({line: 1, input: "last"});
    const found = third.find({kind: "tail", count: 1000});
    expect(found).toHaveLength(101);
    expect(new Set(found.map(({session}) => session))).toEqual(new Set([1, 2, 3]));
  });
  it("searches from the newest back, once per text if asked", () => {
    const kept = open();
    ["1+2", "x", "1+3", "1+2"].forEach((input, i) => kept.add({line: i + 1, input}));
    const search = (count: number, unique: boolean) => kept.find({kind: "search", pattern: "1?*", count, unique}).map(({line}) => line);
    expect(search(Infinity, false)).toEqual([1, 3, 4]);
    expect(search(Infinity, true)).toEqual([3, 4]);
    expect(search(1, false)).toEqual([4]);
  });
  it("drops the oldest sessions beyond its limits", () => {
    for (let i = 0; i < 6; i++) open({sessions: 3}).add({line: 1, input: `${i}`});
    expect(readdirSync(folder).length).toBeLessThanOrEqual(4);
    open({bytes: 1}).add({line: 1, input: "x".repeat(100)});
    expect(inputs(open({bytes: 1}).find({kind: "tail", count: 9}))).toEqual(["x".repeat(100)]);
  });
  it("leaves out a line that a crash has cut off", () => {
    open().add({line: 1, input: "whole"});
    appendFileSync(join(folder, "1.jsonl"), '{"line":2,"inp');
    expect(inputs(open().find({kind: "tail", count: 9}))).toEqual(["whole"]);
  });
  it("goes on in memory, and says so once, where the disk refuses", () => {
    const file = join(folder, "..", `${process.pid}-no-folder`);
    writeFileSync(file, "");
    const troubles: unknown[] = [];
    const kept = history(folderStore(file, {onTrouble: (error) => troubles.push(error)}));
    kept.add({line: 1, input: "a"});
    kept.add({line: 2, input: "b"});
    expect(inputs(kept.find({kind: "tail", count: 9}))).toEqual(["a", "b"]);
    expect(troubles).toHaveLength(1);
    rmSync(file);
  });
});

describe("a pattern", () => {
  it.each([["*", ""], ["*", "a\nb"], ["a*c", "abbc"], ["1?2*", "1+2+3"], ["[a-c]x", "bx"], ["[!a]x", "bx"], ["*a*b", "xaab"], ["a.b", "a.b"]])("%j describes %j", (pattern, text) => {
    expect(matches(pattern, text)).toBe(true);
  });
  it.each([["", "a"], ["a*c", "abb"], ["?", ""], ["[a-c]", "d"], ["[!a]", "a"], ["a.b", "axb"], ["a", "ab"]])("%j does not describe %j", (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });
  it("of many stars takes no exponential time", () => {
    expect(matches("*a".repeat(40) + "*b", "a".repeat(5000))).toBe(false);
  });
});
