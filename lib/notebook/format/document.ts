/** @file The notebook as a value: nbformat 4.5, with every text joined to one string. */

export type Metadata = Readonly<Record<string, unknown>>;

/** Data by MIME type: JSON types carry values, the others strings (binary ones base64). */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

export interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: Metadata;
}

export interface ResultOutput {
  readonly output_type: "execute_result";
  readonly data: MimeBundle;
  readonly metadata: Metadata;
  readonly execution_count: number | null;
}

export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface CodeCell {
  readonly cell_type: "code";
  readonly id: string;
  readonly source: string;
  readonly metadata: Metadata;
  readonly outputs: readonly Output[];
  readonly execution_count: number | null;
}

export interface TextCell {
  readonly cell_type: "markdown" | "raw";
  readonly id: string;
  readonly source: string;
  readonly metadata: Metadata;
  /** Files that the text names as `attachment:NAME`. */
  readonly attachments?: Readonly<Record<string, MimeBundle>>;
}

export type Cell = CodeCell | TextCell;

export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Metadata;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

/** The tags of a cell, as front ends and papermill read them. */
export function tagsOf({metadata}: Pick<Cell, "metadata">): readonly string[] {
  const {tags} = metadata;
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : [];
}

/** A notebook that cannot be used as it is; the message names the file, what is wrong and the way out. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/** Whether data of this type is JSON, and so stored as it is and not as lines of text. */
export function jsonMime(mime: string): boolean {
  return mime === "application/json" || (mime.startsWith("application/") && mime.endsWith("+json"));
}
