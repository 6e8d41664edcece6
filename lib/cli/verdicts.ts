/** @file Verdicts on answers that came out of another process: the library judges data, and runs nothing of a submission. */
import {check, exercises, type Exercise} from "spikebook";
import type {AnswerData, Sample} from "../notebook/grade/answer.ts";
import type {Mark} from "../notebook/grade/graded.ts";
import type {Trouble} from "../notebook/grade/harvest.ts";

/** Judges what was found as the answer of an exercise. */
export async function judged(exercise: Exercise, found: AnswerData | undefined, trouble: Trouble | undefined, limits: {readonly timeout: number; readonly memory: number}): Promise<Omit<Mark, "name" | "title" | "text" | "source">> {
  const answer = found && answerOf(exercise, found);
  if (answer === undefined && trouble) return {verdict: "open", sentence: sentenceOf(trouble, limits)};
  try {
    const {kind, sentence, figure} = await check(exercise, answer);
    return {verdict: kind, sentence, ...(figure && {figure})};
  } catch (error) {
    // A fault of ours in one answer must not cost the others their points.
    return {verdict: "open", sentence: `This answer could not be judged: ${(error as Error).message}`};
  }
}

/** A value that says to the checker what the answer said to the process in which it lived. */
function answerOf(exercise: Exercise, data: AnswerData): unknown {
  switch (data.is) {
    case "none": return undefined;
    case "number": return valueOf(data.sample);
    case "text": return data.text;
    case "strange": return {};
    case "function": {
      const places = exercises.placesOf(exercise), keys = new Map(places.map((values, i) => [JSON.stringify(values), data.samples[i]]));
      return (values: Readonly<Record<string, number>>) => valueOf(keys.get(JSON.stringify(values)) ?? {odd: "undefined"});
    }
    default: return data satisfies never;
  }
}

/** What a function gave, once more. */
function valueOf(sample: Sample): unknown {
  if ("number" in sample) return sample.number;
  if ("threw" in sample) throw new Error(sample.threw);
  const stand: Readonly<Record<string, unknown>> = {NaN, Infinity, "-Infinity": -Infinity, null: null, string: "", promise: Promise.resolve(), array: [], object: {}, boolean: true, function: () => undefined, symbol: Symbol(), bigint: 0n};
  return stand[sample.odd];
}

function sentenceOf({why, asking, message}: Trouble, {timeout, memory}: {readonly timeout: number; readonly memory: number}): string {
  const who = asking ? "Your answer, when it was tried," : "The cell with this answer";
  switch (why) {
    case "failed": return `The cell with this answer fails: ${message ?? ""}`;
    case "timeout": return `${who} did not come to an end within ${timeout} s: is there a loop that never ends? A closed form needs none.`;
    case "memory": return `${who} took more than ${memory} MB of memory.`;
    case "ended": return `${who} ended its process, or waited for what never comes.`;
    case "not reached": return "It was not reached: cells above ran into their limits too often.";
    default: return why satisfies never;
  }
}
