/** @file What runs cells, as the kernel sees it: one interface for our own TypeScript engine and for tslab's. */

/** Data by MIME type; JSON types carry values, the others strings (binary ones base64). */
export type MimeBundle = Readonly<Record<string, unknown>>;
export type Metadata = Readonly<Record<string, unknown>>;

/** One cell to run. */
export interface Cell {
  /** The n of `In[n]`; also names the cell in stack traces and type errors. */
  readonly number: number;
  readonly code: string;
  /** The front end's cell id, where it sends one. */
  readonly id?: string;
  /** Tags of the cell, where the front end or the runner sends them (`no-check` skips the type check). */
  readonly tags?: readonly string[];
  /** Ids of cells that the front end has deleted: what only they declared is forgotten before this one runs. */
  readonly deleted?: readonly string[];
  /** Run without a result, and without a trace in later cells' history. */
  readonly silent?: boolean;
}

/**
 * Which run made an output: the number that `execute` was given by its caller. A timer that fires after its cell has
 * ended still speaks for that cell.
 */
export type Origin = number;

/** What a running cell sends out, in the order in which it did so. */
export type Output =
  | {readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string}
  | {readonly type: "display"; readonly data: MimeBundle; readonly metadata: Metadata; readonly displayId?: string; readonly update?: boolean}
  | {readonly type: "result"; readonly data: MimeBundle; readonly metadata: Metadata}
  | {readonly type: "clear"; readonly wait: boolean}
  | {readonly type: "comm"; readonly comm: CommMessage};

/** A comm message, either way; `buffers` are the binary parts. */
export interface CommMessage {
  readonly kind: "open" | "msg" | "close";
  readonly id: string;
  /** Of `open` only. */
  readonly target?: string;
  readonly data: unknown;
  readonly metadata?: Metadata;
  readonly buffers?: readonly Uint8Array[];
}

/** An error as Jupyter shows it. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Lines for the reader, the first being `name: message`; ANSI colours allowed, no frame of ours. */
  readonly traceback: readonly string[];
}

export type Outcome =
  | {readonly status: "ok"}
  /** `lost`: the process that held the state has gone, and a fresh one has taken its place. */
  | {readonly status: "error"; readonly failure: Failure; readonly lost?: boolean; readonly interrupted?: boolean};

/** A user expression's value, or why there is none. */
export type Expression =
  | {readonly status: "ok"; readonly data: MimeBundle; readonly metadata: Metadata}
  | {readonly status: "error"; readonly failure: Failure};

export interface CompletionItem {
  readonly text: string;
  /** Jupyter's word for the kind: function, class, module, keyword, property, … */
  readonly kind: string;
  readonly signature?: string;
}

/** `start` and `end` are UTF-16 offsets into the code: what the items replace. */
export interface Completion {
  readonly items: readonly CompletionItem[];
  readonly start: number;
  readonly end: number;
}

export type Completeness = {readonly status: "complete" | "invalid" | "unknown"} | {readonly status: "incomplete"; readonly indent: string};

/** What an engine asks of its host while cells run. */
export interface Host {
  output(output: Output, origin: Origin): void;
  /** Asks the person at the front end; rejects where no one can be asked. */
  input(request: {readonly prompt: string; readonly password: boolean}, origin: Origin): Promise<string>;
  /** The process with the state died while no cell ran; a fresh one has taken its place. */
  lost(failure: Failure): void;
}

export interface Engine {
  /** Resolves when cells can run. `execute` may be called before; it waits. */
  readonly ready: Promise<void>;
  /** Runs one cell at a time; resolves only after its last output has gone to the host. Never rejects. */
  execute(cell: Cell, origin: Origin): Promise<Outcome>;
  /** Evaluates expressions in the session's scope, unchecked and without outputs. */
  expressions(code: Readonly<Record<string, string>>): Promise<Readonly<Record<string, Expression>>>;
  complete(code: string, cursor: number): Promise<Completion>;
  /** Signature and documentation at the cursor (`text/plain`, `text/html`), or nothing. */
  inspect(code: string, cursor: number, detail: 0 | 1): Promise<MimeBundle | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** A comm message from the front end. */
  comm(message: CommMessage, origin: Origin): Promise<void>;
  /** Open comms of the session: id to target name. */
  comms(): Promise<Readonly<Record<string, string>>>;
  /** Stops what runs and keeps the state; resolves when it has stopped. */
  interrupt(): Promise<void>;
  /** Drops the state: a fresh process, no declarations. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Where the notebook lives: imports and the tsconfig are looked up from here. */
  readonly cwd: string;
  readonly host: Host;
}

export type CreateEngine = (options: EngineOptions) => Engine;
