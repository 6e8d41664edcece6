/** @file All answers of a submission, whatever it does: what does not come to an end is left out, and the rest is run again without it. */
import {answerFrom, type AnswerData} from "./answer.ts";
import {runProcess, type Ending, type Limits} from "./process.ts";
import type {Step} from "./submission.ts";

/** What kept an answer from coming out: the cell that holds it failed, or its process did not live through it. */
export interface Trouble {
  readonly why: "failed" | Exclude<Ending, "done"> | "not reached";
  /** In words, where it failed. */
  readonly message?: string;
  /** While the answer was tried, not while its cell ran. */
  readonly asking: boolean;
}

export interface Harvest {
  readonly answers: ReadonlyMap<string, AnswerData>;
  /** By the answer's name. */
  readonly troubles: ReadonlyMap<string, Trouble>;
  /** Troubles of cells that hold no answer. */
  readonly others: readonly Trouble[];
}

/** How often a submission may take its process down before what is left of it is not run. */
const lives = 4;

/** Whatever goes wrong in a submission is a trouble. Rejects only if it is aborted, or if no process can be started. */
export async function harvest(steps: readonly Step[], options: Limits & {readonly signal?: AbortSignal}): Promise<Harvest> {
  const answers = new Map<string, AnswerData>(), troubles = new Map<string, Trouble>(), others: Trouble[] = [];
  const noted = new Set<Step>();
  const note = (step: Step, trouble: Omit<Trouble, "asking">): void => {
    if (noted.has(step)) return;
    noted.add(step);
    const name = step.do === "ask" ? step.name : step.answers, whole = {...trouble, asking: step.do === "ask"};
    if (name === undefined) others.push(whole);
    else if (!troubles.has(name)) troubles.set(name, whole);
  };
  let left = steps;
  for (let life = 0; life < lives; life++) {
    const round = left;
    let at = -1, heard = false;
    const hear = (event: Readonly<Record<string, unknown>>): void => {
      heard = true;
      const index = event["at"], step = typeof index === "number" ? round[index] : undefined;
      if (!step) return;
      at = Math.max(at, index as number);
      if (step.do === "ask" && "answer" in event) answers.set(step.name, answerFrom(event["answer"]));
      if (typeof event["failed"] === "string") note(step, {why: "failed", message: event["failed"].slice(0, 500)});
    };
    const ending = await runProcess(round, {...options, hear});
    if (ending === "done") return {answers, troubles, others};
    // It speaks before it runs anything of the submission's.
    if (!heard) throw new Error("the process in which submissions run did not start; is there too little memory?");
    const fatal = round[Math.max(at, 0)];
    if (fatal) note(fatal, {why: ending});
    left = round.filter((step) => step !== fatal);
  }
  for (const step of left) if (step.do === "ask" && !answers.has(step.name)) note(step, {why: "not reached"});
  return {answers, troubles, others};
}
