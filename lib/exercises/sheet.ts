/** @file A sheet: a chapter's exercises as a notebook works through them, with verdicts, hints one by one, and progress. */
import type {ColumnTable} from "arquero";
import {table} from "../show/table.ts";
import {chapterNamed, exercisesOf} from "./chapters.ts";
import {check} from "./check.ts";
import type {Exercise} from "./exercise.ts";
import {placeOn} from "./place.ts";
import type {Page} from "./place.ts";
import {shown} from "./shown.ts";
import type {Shown} from "./shown.ts";
import {verdict} from "./verdict.ts";
import type {Verdict} from "./verdict.ts";

/** Makes a button: `button` of the notebook. */
export type MakeButton = (options: {readonly label: string; readonly onClick: () => unknown}) => unknown;

export interface SheetOptions {
  /** Draws other numbers; the printed ones without it. */
  readonly seed?: number | undefined;
  /** Where verdicts are shown; without it they are only given. */
  readonly page?: Page;
  /** Throws where an answer is not right: the way in which nbgrader gives no points. */
  readonly strict?: boolean;
}

export interface Sheet {
  readonly exercises: Readonly<Record<string, Exercise>>;
  /** Checks what `answer` gives and shows the verdict, with its buttons if there are any; each click looks at the answer anew. */
  check(name: string, answer: () => unknown): Promise<void>;
  /** The next hint of an exercise; after the last, the last again. */
  hint(name: string): Shown;
  /** The derivation. */
  solution(name: string): Shown;
  /** From now on, a verdict comes with a button to check again and one for the next hint. */
  buttons(make: MakeButton): Shown;
  /** Shows how many exercises are solved, and keeps that up to date. */
  progress(): Shown;
  /** Each exercise with its verdict. */
  summary(): ColumnTable;
}

/**
 * The exercises of a chapter, for one notebook.
 *
 * @throws RangeError for a chapter or a seed that is none, and in its verbs for an exercise that is none.
 */
export function sheet(chapter: string, {seed, page, strict = false}: SheetOptions = {}): Sheet {
  const makers = exercisesOf(chapterNamed(chapter));
  const exercises = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make(seed === undefined ? {} : {seed})]));
  const verdicts = new Map<string, Verdict>(), hints = new Map<string, number>();
  let button: MakeButton | undefined, counter: ReturnType<Page["display"]> | undefined;

  const exerciseOf = (name: string): Exercise => {
    if (!Object.hasOwn(exercises, name)) throw new RangeError(`sheet: name must be one of ${Object.keys(exercises).join(", ")}, got ${JSON.stringify(name)}`);
    return exercises[name]!;
  };
  const judge = async (name: string, answer: () => unknown): Promise<Verdict> => {
    const found = await look(exerciseOf(name), answer);
    verdicts.set(name, found);
    counter?.update(solved());
    return found;
  };
  const solved = (): Shown => {
    const all = Object.keys(exercises).length, of = (kind: Verdict["kind"]): number => [...verdicts.values()].filter((each) => each.kind === kind).length;
    return shown(`**${of("right")} of ${all} solved**${of("wrong") > 0 ? `, ${of("wrong")} not yet right` : ""}`);
  };
  const self: Sheet = {
    exercises,
    async check(name, answer) {
      const first = await judge(name, answer), place = page && placeOn(page, first);
      if (button && place) {
        button({label: "Check", onClick: async () => place.show(await judge(name, answer))});
        button({label: "Hint", onClick: () => place.hint(self.hint(name).markdown)});
      }
      if (strict && first.kind !== "right") throw new Error(first.sentence);
    },
    hint(name) {
      const {hints: all} = exerciseOf(name), k = Math.min(hints.get(name) ?? 0, all.length - 1);
      hints.set(name, k + 1);
      return shown(`*Hint ${k + 1} of ${all.length}.* ${all[k]!}`);
    },
    solution(name) {
      const {solution, simulation, beware} = exerciseOf(name);
      return shown(`${solution}\n\nSimulated by ${simulation.by}.${beware === undefined ? "" : `\n\n${beware}`}`);
    },
    buttons(make) {
      button = make;
      return shown("From here on, each verdict comes with a button to check again and one for a hint.");
    },
    progress() {
      counter = page?.display(solved());
      return page ? shown("") : solved();
    },
    summary: () => table(Object.entries(exercises).map(([name, {title}]) => ({exercise: title, answer: name, verdict: verdicts.get(name)?.kind ?? "open"})))
  };
  return self;
}

/** A variable that was never made is an answer that is missing. */
async function look(exercise: Exercise, answer: () => unknown): Promise<Verdict> {
  let given: unknown;
  try {
    given = answer();
  } catch {
    return verdict("open", "There is no answer yet: run the cell above first, and mind its errors.");
  }
  return check(exercise, given);
}
