/** @file An answer as data: what comes out of the process in which a submission runs, and nothing else does. */

/** What a function gave at one place. */
export type Sample =
  | {readonly number: number}
  /** A number that JSON cannot hold, or no number at all: `NaN`, `Infinity`, `undefined`, `string`, `promise`, … */
  | {readonly odd: string}
  | {readonly threw: string};

export type AnswerData =
  | {readonly is: "none"}
  | {readonly is: "number"; readonly sample: Sample}
  | {readonly is: "text"; readonly text: string}
  | {readonly is: "function"; readonly samples: readonly Sample[]}
  | {readonly is: "strange"; readonly kind: string};

/** Longer text is no answer. */
export const longest = 2000;

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const words = (value: unknown): string => String(typeof value === "string" ? value : "").slice(0, longest);

/** Reads what a process says; it may say anything. */
export function answerFrom(value: unknown): AnswerData {
  const {is, sample, text, samples, kind} = fields(value);
  switch (is) {
    case "number": return {is, sample: sampleFrom(sample)};
    case "text": return {is, text: words(text)};
    case "function": return {is, samples: Array.isArray(samples) ? samples.map(sampleFrom) : []};
    case "strange": return {is, kind: words(kind)};
    default: return {is: "none"};
  }
}

function sampleFrom(value: unknown): Sample {
  const {number, odd, threw} = fields(value);
  if (typeof number === "number" && Number.isFinite(number)) return {number};
  return typeof threw === "string" ? {threw: words(threw)} : {odd: words(odd)};
}
