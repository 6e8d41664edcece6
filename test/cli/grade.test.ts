/** @file Submissions of every bad kind, graded in one run as each should be. */
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {spikeCount} from "../../lib/exercises/learning/conversion.ts";
import type {Cell, CodeCell, Notebook} from "../../lib/notebook/format/document.ts";
import {parseNotebook} from "../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../lib/notebook/format/serialise.ts";
import {code, stdout} from "../notebook/notebooks.ts";
import {ended as end, run, start, type Ended} from "./command.ts";

// Each submission starts processes; some of them must run into a limit.
vi.setConfig({testTimeout: 400_000, hookTimeout: 400_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-grade-test-")), handed = join(folder, "handed in"), out = join(folder, "out");
const committed = join(import.meta.dirname, "..", "..", "notebooks", "exercises");
const read = (path: string): Notebook => parseNotebook(readFileSync(path, "utf8"), path);
const [teacher, student] = [read(join(committed, "learning-rules.ipynb")), read(join(committed, "student", "learning-rules.ipynb"))];
/** Right answers, each in a line. */
const right = {largestError: 'largestError = "1/(2*steps)";', spikeCount: "spikeCount = 3;", hardReset: "hardReset = ({z}) => 1 / Math.ceil(1 / z);"};

const edited = (notebook: Notebook, edit: (cell: CodeCell) => Cell): Notebook => ({...notebook, cells: notebook.cells.map((cell) => (cell.cell_type === "code" ? edit(cell) : cell))});
/** The student's notebook with answers filled in. */
const filled = (answers: Readonly<Record<string, string>>): Notebook => edited(student, (cell) => (answers[cell.id] === undefined ? cell : {...cell, source: cell.source.replace("// YOUR ANSWER HERE", answers[cell.id]!)}));
const before = (notebook: Notebook, ...cells: readonly Cell[]): Notebook => ({...notebook, cells: [...notebook.cells.slice(0, 3), ...cells, ...notebook.cells.slice(3)]});
/** Code for the process outside the context, as far as there is a way to it. */
const outside = (source: string): string => `__spikebook.import.constructor(${JSON.stringify(source)})()`;

const submissions: Readonly<Record<string, string | Notebook>> = {
  "all right": teacher,
  "all open": student,
  "some right": filled(right),
  "common mistakes": filled({largestError: 'largestError = "1/steps";', hardReset: "hardReset = ({z}) => z;", periodicPair: 'periodicPair = "aPlus * exp(-lag/tauPlus)";', homeostaticSlope: 'homeostaticSlope = "4.09934 Hz/mV";'}),
  "bad input": filled({weightDrift: 'weightDrift = "-0.001";', neutralLag: 'neutralLag = "49.5 mV";', balancedWindow: "balancedWindow = NaN;", periodicPair: 'periodicPair = "aPlus * exp(-lag";', winningOrder: 'winningOrder = () => { throw new Error("no idea"); };', spikeCount: "spikeCount = ({z}) => { return; };", hardReset: "hardReset = async ({z}) => z;", largestError: "largestError = [1];", clipping: "clipping = 5n;"}),
  "loops": filled({...right, weightDrift: "for (;;);", periodicPair: "periodicPair = () => { for (;;); };"}),
  "waits": filled({...right, weightDrift: "await new Promise(() => {});"}),
  "exits": filled({...right, weightDrift: "process.exit(0);", periodicPair: `await ${outside("process.exit(0)")};`}),
  "eats the heap": filled({...right, weightDrift: "const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));"}),
  "eats buffers": filled({...right, weightDrift: "const all = []; for (;;) all.push(new Uint8Array(5e7).fill(1));"}),
  "kills": filled({...right, weightDrift: `await ${outside("process.kill(process.ppid, 'SIGKILL')")};`, periodicPair: `await ${outside("process._debugProcess(process.ppid)")};`, neutralLag: `await ${outside("process.getBuiltinModule('child_process').spawnSync('true')")};`}),
  "cheats in the checks": {
    ...edited(filled({spikeCount: "spikeCount = 3;"}), (cell) => (/^(check-|start)/.test(cell.id)
      ? {...cell, source: 'const sheet = {check: () => "Right."};', outputs: [stdout("Right: it holds at 13 different sets of numbers.\n**20 of 20 solved**")], metadata: {nbgrader: {...(cell.metadata["nbgrader"] as object), points: 1000}}} : cell)),
    metadata: {...student.metadata, points: 1000}
  },
  "redefines everything": before(filled({...right, hardReset: ""}), code([
    "JSON.stringify = () => '{\"is\":\"number\",\"sample\":{\"number\":3}}'; JSON.parse = () => [];",
    "Array.prototype.map = () => []; Object.prototype.toString = () => 'right'; Promise.prototype.then = function () { return this; };",
    "var process = {}, globalThis = {}, undefined_ = 1; class Map {} function Number() { return 3; }",
    "Object.defineProperty(Object.prototype, 'verdict', {get: () => 'right'}); Object.prototype.kind = 'right';"
  ].join("\n"))),
  "repeats and drops cells": {...filled(right), cells: [...filled(right).cells.filter(({id}) => !["weightDrift", "check-spikeCount"].includes(id)), ...filled({spikeCount: "spikeCount = 4;"}).cells.filter(({id}) => id === "spikeCount")]},
  "long": filled({largestError: 'largestError = "1+".repeat(1e7) + "1";', spikeCount: `spikeCount = ${"(".repeat(30_000)}3${")".repeat(30_000)};`, hardReset: right.hardReset}),
  "hostile words": filled({largestError: 'largestError = "5 <img src=x onerror=alert(1)>";', winningOrder: 'winningOrder = () => { throw new Error("</script><script>alert(1)</script>"); };'}),
  "another seed": {...filled(right), metadata: {...student.metadata, spikebook: {chapter: "learning-rules", seed: 5}}},
  "=cmd": filled({spikeCount: "spikeCount = 3;"}),
  "no notebook": "{",
  "empty": "",
  "no cells": "{\"nbformat\": 4, \"cells\": 3}",
  "not ours": {...student, cells: student.cells.map((cell) => ({...cell, metadata: {nbgrader: 7}}))}
};

const csv = (name: string): string[][] => readFileSync(join(out, name), "utf8").trim().split("\r\n").map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, "").replaceAll('""', '"')));
let ended: Ended, grades: Map<string, string[]>, sentences: Map<string, string>;

beforeAll(async () => {
  mkdirSync(handed);
  for (const [name, content] of Object.entries(submissions)) writeFileSync(join(handed, `${name}.ipynb`), typeof content === "string" ? content : serialiseNotebook(content));
  ended = await run(["grade", handed, "--out", out, "--timeout", "8", "--memory", "300"]);
  grades = new Map(csv("grades.csv").slice(1).map(([path, ...row]) => [path!.replace(/^.*[/\\]|\.ipynb$/g, ""), row]));
  sentences = new Map(csv("answers.csv").slice(1).map(([path, answer, verdict, , sentence]) => [`${path!.replace(/^.*[/\\]|\.ipynb$/g, "")}: ${answer}`, `${verdict}: ${sentence}`]));
});
afterAll(() => rmSync(folder, {recursive: true}));

const points = (name: string): number => Number(grades.get(name)![2]);
const said = (name: string, answer: string): string => sentences.get(`${name}: ${answer}`)!;

describe("spikebook grade", () => {
  it("grades every submission, and none stops the run", () => {
    expect(ended).toMatchObject({code: 0, err: ""});
    expect([...grades.keys()].sort()).toEqual(Object.keys(submissions).sort());
    expect(ended.out).toMatch(/grades\.html\n$/);
  });
  it("gives what is right its points, and nothing else any", () => {
    const given = Object.fromEntries([...grades.keys()].map((name) => [name, points(name)]));
    expect(given).toEqual({
      "all right": 20, "all open": 0, "some right": 3, "common mistakes": 0, "bad input": 0, "loops": 3, "waits": 3, "exits": 3, "eats the heap": 3, "eats buffers": 3, "kills": 3,
      "cheats in the checks": 1, "redefines everything": 2, "repeats and drops cells": 2, "long": 1, "hostile words": 0, "another seed": spikeCount({seed: 5}).answer(spikeCount({seed: 5}).values) === 3 ? 3 : 2, "=cmd": 1, "no notebook": 0, "empty": 0, "no cells": 0, "not ours": 0
    });
  });
  it("tells a common mistake by its sentence", () => {
    expect(said("common mistakes", "largestError")).toMatch(/^wrong: .*starts at 0/);
    expect(said("common mistakes", "hardReset")).toMatch(/^wrong: .*loses nothing/);
    expect(said("common mistakes", "periodicPair")).toMatch(/^wrong: .*nearest pair alone/);
    expect(said("common mistakes", "homeostaticSlope")).toMatch(/^wrong: .*minus sign/);
  });
  it.each([
    ["weightDrift", /^open: .*write its unit/], ["neutralLag", /^open: .*another quantity than ms/], ["balancedWindow", /^open: .*not a number/], ["periodicPair", /^open: .*cannot be read/], ["winningOrder", /^open: It fails at .*no idea/],
    ["spikeCount", /^open: .*is a return missing/], ["hardReset", /^open: .*promise/], ["largestError", /^open: An answer is a number/], ["clipping", /^open: An answer is/], ["logisticWeight", /^open: There is no answer yet/]
  ])("says of bad input what is missing: %s", (answer, sentence) => {
    expect(said("bad input", answer)).toMatch(sentence);
    expect(said("bad input", answer)).not.toMatch(/\n\s+at /);
  });
  it("says of an answer that never comes why", () => {
    expect(said("loops", "weightDrift")).toBe("open: The cell with this answer did not come to an end within 8 s: is there a loop that never ends? A closed form needs none.");
    expect(said("loops", "periodicPair")).toMatch(/^open: Your answer, when it was tried, did not come to an end/);
    expect(said("waits", "weightDrift")).toMatch(/^open: .*waited for what never comes/);
    expect(said("exits", "weightDrift")).toMatch(/^open: The cell with this answer fails: ReferenceError: process is not defined/);
    expect(said("exits", "periodicPair")).toMatch(/^open: .*ended its process/);
    expect(said("eats the heap", "weightDrift")).toMatch(/^open: .*more than 300 MB/);
    expect(said("kills", "weightDrift")).toMatch(/fails: TypeError: process\.kill is not a function/);
    expect(said("kills", "neutralLag")).toMatch(/fails: TypeError: process\.getBuiltinModule is not a function/);
    expect(said("long", "largestError")).toMatch(/^open: .*longer than 1000/);
  });
  it.skipIf(process.platform !== "linux")("sees memory outside the heap", () => expect(said("eats buffers", "weightDrift")).toMatch(/^open: .*more than 300 MB/));
  it("refuses what is no notebook of ours with a sentence", () => {
    expect(["no notebook", "empty", "no cells", "not ours"].map((name) => grades.get(name)![6])).toEqual([expect.stringContaining("must be a notebook"), expect.stringContaining("file is empty"), expect.stringContaining("cells must be a list"), expect.stringContaining("holds no answers")]);
  });
  it("says what is odd about a submission", () => {
    expect(grades.get("repeats and drops cells")![6]).toContain("missing: weightDrift");
    expect(grades.get("another seed")![1]).toBe("5");
  });
  it("writes a page of feedback for each, in which nothing of theirs runs", () => {
    expect(readdirSync(join(out, "feedback")).length).toBe(Object.keys(submissions).length);
    const page = readFileSync(join(out, "feedback", "hostile words.html"), "utf8"), table = readFileSync(join(out, "grades.html"), "utf8");
    expect(page).not.toMatch(/<img src=x|<script>alert/);
    expect(page).toContain("&lt;img");
    expect(table).toContain('href="feedback/all%20right.html"');
    expect(readFileSync(join(out, "feedback", "common mistakes.html"), "utf8")).toContain("Gradient with the reset attached: open");
  });
  it("shows of a very long answer only its beginning", () => expect(readFileSync(join(out, "feedback", "long.html"), "utf8")).not.toContain("(".repeat(6000)));
  it("marks what a spreadsheet would run", () => expect(readFileSync(join(out, "grades.csv"), "utf8")).not.toMatch(/(^|,)[=+@-]\D/m));
  it("grades with the numbers that the teacher says", async () => {
    const {code: exit} = await run(["grade", join(handed, "=cmd.ipynb"), "--out", join(folder, "seeded"), "--seed", "3"]);
    expect(exit).toBe(0);
    const [, row] = readFileSync(join(folder, "seeded", "grades.csv"), "utf8").split("\r\n");
    expect(row).toMatch(/Core learning rules,3,0,20,1,19,.*says seed none/);
  });
  it.skipIf(process.platform === "win32")("is ended by Ctrl-C: nothing is written, and nothing stays behind", async () => {
    const own = join(folder, "own");
    mkdirSync(own);
    const child = start(["grade", join(handed, "all open.ipynb"), join(handed, "loops.ipynb"), "--out", join(folder, "never"), "--timeout", "300"], {env: {...process.env, TMPDIR: own}});
    const over = end(child);
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    // The second submission has its own folder as long as it runs.
    while (!readdirSync(own).some((name) => name.startsWith("spikebook-grade-"))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    expect(await over).toMatchObject({code: 130, err: "interrupted: nothing was written\n"});
    expect(readdirSync(own).filter((name) => name.startsWith("spikebook-grade-"))).toEqual([]);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });
  it.each([[[], "name a notebook"], [["x.ipynb"], "no such file"], [["x", "--timeout", "0"], "--timeout must be a positive number"], [["x", "--memory", "3"], "--memory must be"], [["x", "--seed", "1.5"], "--seed must be"]])("refuses %j with a sentence", async (args, message) => {
    const {code: exit, err} = await run(["grade", ...args]);
    expect(exit).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
