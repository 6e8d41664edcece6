/** @file `spikebook grade`: runs submissions one by one, each shut in a process of its own, and writes grades and feedback. */
import {mkdir, readFile, stat} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {exercises} from "spikebook";
import {NotebookError, type Notebook} from "../notebook/format/document.ts";
import {findNotebooks, writeWhole} from "../notebook/format/files.ts";
import {parseNotebook} from "../notebook/format/parse.ts";
import {pageNames} from "../notebook/export/pages.ts";
import {roleOf} from "../notebook/assignment/nbgrader.ts";
import {pointsOf, type Graded, type Mark} from "../notebook/grade/graded.ts";
import {harvest} from "../notebook/grade/harvest.ts";
import {answersCsv, feedbackHtml, gradesCsv, gradesHtml} from "../notebook/grade/reports.ts";
import {assignmentOfCells, stepsOf} from "../notebook/grade/submission.ts";
import type {Chapter} from "./assignments.ts";
import {seedOf} from "./exercises.ts";
import {interruption} from "./interruption.ts";
import {guarded} from "./place.ts";
import {stamp} from "./stamp.ts";
import {judged} from "./verdicts.ts";

const usage = `usage: spikebook grade [OPTIONS] NOTEBOOK…

Runs notebooks of exercises as they were handed in, and says what is right in them; a folder means every notebook in it and below.
Each runs in a process of its own, which can read no files, write none and start nothing; only the answers come out of it, as
data, and are judged outside. Locked cells and checks of the submission are not run.

  --out DIR       where to write grades.csv, answers.csv, grades.html and feedback/ (grades)
  --timeout S     the longest that a cell or an answer may take, s (10)
  --memory MB     the most memory that a submission may take, MB (512)
  --seed N        the numbers for all; without it each notebook's own seed, which the table shows

Exit code: 0 all graded, whatever their marks; 2 wrong arguments; 130 interrupted.`;

const options = {out: {type: "string", default: "grades"}, timeout: {type: "string", default: "10"}, memory: {type: "string", default: "512"}, seed: {type: "string"}, help: {type: "boolean", short: "h"}} as const;

interface Wanted {
  readonly timeout: number;
  readonly memory: number;
  readonly seed?: number;
}

export const grade = (args: readonly string[]): Promise<number> => guarded("grade", usage, async () => {
  const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true});
  if (values.help) return console.log(usage), 0;
  if (positionals.length === 0) throw new RangeError("name a notebook or a folder of notebooks");
  const seed = seedOf(values.seed);
  const wanted = {timeout: positive("--timeout", "seconds", values.timeout, 0), memory: positive("--memory", "MB, at least 64", values.memory, 64), ...(seed !== undefined && {seed})};
  const {signal, done} = interruption();
  try {
    const all: Graded[] = [];
    for (const path of await findNotebooks(positionals)) {
      const graded = await gradeOne(path, wanted, signal);
      all.push(graded);
      console.log(`${path}: ${graded.refusal === undefined ? `${pointsOf(graded)} of ${graded.marks.length} points` : "refused"}`);
    }
    await writeAll(all, values.out);
    return console.log(`grades: ${join(values.out, "grades.html")}`), 0;
  } catch (error) {
    if (signal.aborted) return console.error("interrupted: nothing was written"), 130;
    if (error instanceof NotebookError) throw new RangeError(error.message);
    throw error;
  } finally {
    done();
  }
});

function positive(name: string, what: string, text: string, least: number): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (value > 0 && value >= least && value < Infinity) return value;
  throw new RangeError(`${name} must be a positive number (${what}), got ${JSON.stringify(text)}`);
}

/** Nothing in a file can make this fail: it is refused with a sentence. */
async function gradeOne(path: string, wanted: Wanted, signal: AbortSignal): Promise<Graded> {
  try {
    return await gradeNotebook(path, await readSubmission(path), wanted, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return {path, marks: [], remarks: [], refusal: error instanceof NotebookError ? error.message : `${path}: cannot be graded: ${(error as Error).message}`};
  }
}

/** Bytes; a notebook of answers is a hundredth of it. */
const largest = 20_000_000;

async function readSubmission(path: string): Promise<Notebook> {
  const info = await stat(path), {size} = info;
  if (!info.isFile()) throw new NotebookError(`${path}: must be a file`);
  if (size > largest) throw new NotebookError(`${path}: must be smaller than ${largest / 1e6} MB, got ${Math.round(size / 1e6)} MB; clear its outputs`);
  return parseNotebook(await readFile(path, "utf8"), path);
}

async function gradeNotebook(path: string, notebook: Notebook, wanted: Wanted, signal: AbortSignal): Promise<Graded> {
  const found = assignmentOfCells(notebook, exercises.chapters.map((chapter) => ({chapter, names: Object.keys(exercises.exercisesOf(chapter))})));
  if (!found) throw new NotebookError(`${path}: holds no answers to exercises of ours (cells with nbgrader's grade_id); hand in the notebook that was given out`);
  const {chapter} = found, own = seedIn(notebook), seed = wanted.seed ?? own;
  const asked = Object.entries(exercises.exercisesOf(chapter)).map(([name, make]) => ({name, exercise: make(seed === undefined ? {} : {seed})}));
  const steps = stepsOf(notebook, asked.map(({name, exercise}) => ({name, places: exercises.placesOf(exercise)})));
  const {answers, troubles, others} = await harvest(steps, {...wanted, signal});
  const marks: Mark[] = [];
  for (const {name, exercise} of asked) {
    const outcome = await judged(exercise, answers.get(name), troubles.get(name), wanted), source = sourceOf(notebook, name);
    marks.push({name, title: exercise.title, text: exercise.question, ...(source === undefined ? {} : {source: cut(source)}), ...outcome});
  }
  const remarks = [...(wanted.seed !== undefined && own !== wanted.seed ? [`The notebook says seed ${own ?? "none"}; it was graded with the numbers of seed ${wanted.seed}.`] : []), ...missing(notebook, chapter), ...others.slice(0, 3).map(({why, message}) => `A cell without an answer: ${message ?? why}.`)];
  return {path, title: chapter.title, marks, remarks, ...(seed === undefined ? {} : {seed})};
}

/** What a notebook says of its seed, if it is one. */
function seedIn({metadata}: Notebook): number | undefined {
  const seed = (metadata["spikebook"] as {readonly seed?: unknown} | null | undefined)?.seed;
  return typeof seed === "number" && Number.isSafeInteger(seed) && seed >= 0 ? seed : undefined;
}

/** Of an answer's cell, for the page of feedback; no answer is as long. */
const shownCharacters = 5000;
const cut = (source: string): string => (source.length > shownCharacters ? `${source.slice(0, shownCharacters)}\n// …` : source);
const sourceOf = ({cells}: Notebook, name: string): string | undefined => cells.find(({metadata}) => { const mark = roleOf(metadata); return mark?.role === "answer" && mark.id === name; })?.source;

function missing(notebook: Notebook, chapter: Chapter): string[] {
  const names = Object.keys(exercises.exercisesOf(chapter)).filter((name) => sourceOf(notebook, name) === undefined);
  return names.length === 0 ? [] : [`Cells of these answers are missing: ${names.join(", ")}.`];
}

/** Feedback first, tables last: a table never leads to a page that is not there. */
async function writeAll(all: readonly Graded[], folder: string): Promise<void> {
  const names = pageNames(all.map(({path}) => path)), words = stamp();
  await mkdir(join(folder, "feedback"), {recursive: true});
  for (const [i, graded] of all.entries()) await writeWhole(join(folder, "feedback", names[i]!), feedbackHtml(graded, {stamp: words, home: {href: "../grades.html", title: "Grades"}}));
  await writeWhole(join(folder, "answers.csv"), answersCsv(all));
  await writeWhole(join(folder, "grades.csv"), gradesCsv(all));
  await writeWhole(join(folder, "grades.html"), gradesHtml(all, {stamp: words, hrefs: names.map((name) => `feedback/${encodeURIComponent(name)}`)}));
}
