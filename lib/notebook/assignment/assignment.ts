/** @file An assignment as data: the questions of a notebook and their model answers, whatever they are about. */

export interface Question {
  /** Of the variable that holds the answer; its `grade_id`, too. */
  readonly name: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** The type of the answer, as TypeScript. */
  readonly type: string;
  /** A right answer, as TypeScript. */
  readonly model: string;
  readonly points: number;
}

export interface Assignment {
  /** Of the file, without its extension. */
  readonly name: string;
  readonly title: string;
  /** Markdown: what it is about, and how it is answered. */
  readonly about: string;
  /** The cell with which it starts, as TypeScript: it makes what the other cells use. */
  readonly start: string;
  /** The cell with which it ends. */
  readonly end: string;
  /** A cell that only a live page needs; a headless run leaves it out. */
  readonly live?: string;
  readonly sections: readonly {readonly title: string; readonly questions: readonly Question[]}[];
  /** What says in the file's metadata which assignment it is. */
  readonly origin: Readonly<Record<string, unknown>>;
}

export const questionsOf = ({sections}: Pick<Assignment, "sections">): readonly Question[] => sections.flatMap(({questions}) => questions);
