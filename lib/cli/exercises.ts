/** @file `spikebook exercises`: writes the notebooks of exercises, for students and for their teacher. */
import {mkdir, readFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {parseArgs} from "node:util";
import type {Notebook} from "../notebook/format/document.ts";
import {writeWhole} from "../notebook/format/files.ts";
import {parseNotebook} from "../notebook/format/parse.ts";
import {serialiseNotebook} from "../notebook/format/serialise.ts";
import {assignmentNotebook, withStoredOutputs, type Version} from "../notebook/assignment/notebooks.ts";
import {assignmentOf} from "./assignments.ts";
import {guarded} from "./place.ts";

const usage = `usage: spikebook exercises [OPTIONS]

Writes three notebooks of exercises that check themselves: the teacher's, with solutions, and the student's, without.

  --out DIR      where: the teacher's in DIR, the student's in DIR/student (notebooks/exercises)
  --teacher      the teacher's only
  --student      the student's only
  --seed N       other numbers; the printed ones without it

Outputs of cells that have not changed are kept. Run the notebooks with: spikebook run --write DIR`;

const options = {out: {type: "string", default: join("notebooks", "exercises")}, teacher: {type: "boolean"}, student: {type: "boolean"}, seed: {type: "string"}, help: {type: "boolean", short: "h"}} as const;

export const exercises = (args: readonly string[]): Promise<number> => guarded("exercises", usage, async () => {
  const {values} = parseArgs({args: [...args], options});
  if (values.help) return console.log(usage), 0;
  const seed = seedOf(values.seed), all = !values.teacher && !values.student;
  const {exercises: {chapters}} = await import("spikebook");
  for (const chapter of chapters) {
    const assignment = assignmentOf(chapter, seed);
    const write = async (version: Version, folder: string): Promise<void> => console.log(await store(join(folder, `${chapter.name}.ipynb`), assignmentNotebook(assignment, version)));
    if (all || values.teacher) await write("teacher", values.out);
    if (all || values.student) await write("student", join(values.out, "student"));
  }
  return 0;
});

/** @throws RangeError for text that is no seed. */
export function seedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = text.trim() === "" ? NaN : Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new RangeError(`--seed must be a whole number from 0, got ${JSON.stringify(text)}`);
}

/** Writes a notebook, with the outputs that its unchanged cells have there already; gives its path. */
async function store(path: string, fresh: Notebook): Promise<string> {
  await mkdir(dirname(path), {recursive: true});
  const before = await readFile(path, "utf8").catch(() => undefined);
  await writeWhole(path, serialiseNotebook(before === undefined ? fresh : withStoredOutputs(fresh, parseNotebook(before, path))));
  return path;
}
