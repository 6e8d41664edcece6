/** @file A graded submission as data. */

/** One question's outcome. */
export interface Mark {
  readonly name: string;
  readonly title: string;
  /** Markdown: the question. */
  readonly text: string;
  readonly verdict: "right" | "wrong" | "open";
  readonly sentence: string;
  /** A plotly figure of the answer. */
  readonly figure?: unknown;
  /** The answer's cell, as it was handed in. */
  readonly source?: string;
}

export interface Graded {
  readonly path: string;
  /** Of the assignment. */
  readonly title?: string;
  readonly seed?: number;
  readonly marks: readonly Mark[];
  /** Why it could not be graded at all. */
  readonly refusal?: string;
  /** What else there is to say of it. */
  readonly remarks: readonly string[];
}

/** One point for each right answer. */
export const pointsOf = ({marks}: Graded): number => marks.filter(({verdict}) => verdict === "right").length;
