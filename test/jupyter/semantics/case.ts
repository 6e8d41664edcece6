/** @file A row of the semantics corpus: cells, and what the language says of the last one. */

export interface Case {
  /** What holds, in a sentence. */
  readonly law: string;
  /** Cells in order; all but the last must run. */
  readonly cells: readonly string[];
  /** `text/plain` of the last cell's result; "" for none. */
  readonly result?: string;
  /** What the last cell writes to stdout. */
  readonly output?: string;
  /** `TS2322`: the last cell is refused with this code. Else the name of the error it throws. */
  readonly error?: string;
  /** Where the error stands: a beginning of `line:column` of the last cell. */
  readonly at?: string;
  /** Files in the notebook's folder that are (re)written before the last cell. */
  readonly before?: Readonly<Record<string, string>>;
  /** Tags of the last cell. */
  readonly tags?: readonly string[];
}
