/** @file One cell that was sent to a kernel: its outputs as they come, whether or not its page is there to take them. */
import type {Author, Content, Header, Message} from "../../../jupyter/protocol/message.ts";
import type {Notebook, Output} from "../../../notebook/format/document.ts";
import {collector} from "../../../notebook/run/collect.ts";

export interface Run {
  /** The `msg_id` of the request: what the kernel publishes for it names this as its parent. */
  readonly id: string;
  readonly parent: Header;
  readonly kernel: string;
  readonly cell: string;
  readonly code: string;
  /** The notebook; it may move. Without one there is no file to write to. */
  path: string | undefined;
  /** The page that takes the outputs. */
  session: string;
  /** When the page went; nothing while it is there. */
  since: number | undefined;
  state: "waiting" | "running" | "done";
  count: number | null;
  /** There is something that the file does not say yet. */
  unsaved: boolean;
  take(message: Message): void;
  outputs(): readonly Output[];
}

export function startRun(fields: Pick<Run, "parent" | "kernel" | "cell" | "code" | "path" | "session">): Run {
  const {take, outputs} = collector();
  const run: Run = {
    ...fields, id: fields.parent.msg_id, since: undefined, state: "waiting", count: null, unsaved: false,
    outputs: () => outputs(run.id),
    take(message) {
      const {header, parent_header: parent, content} = message;
      const mine = parent.msg_id === run.id;
      if (!mine && header.msg_type !== "update_display_data") return;
      take(message);
      if (mine && header.msg_type === "execute_input") Object.assign(run, {state: "running", count: numberOf(content["execution_count"])});
      if (mine && header.msg_type === "status" && content["execution_state"] === "idle") run.state = "done";
      if (run.state !== "waiting") run.unsaved = true;
    }
  };
  return run;
}

const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The notebook with the run's outputs in its cell; the same notebook where the cell has gone or reads otherwise now. */
export function withRun(notebook: Notebook, run: Run): Notebook {
  const at = notebook.cells.findIndex((cell) => cell.id === run.cell && cell.cell_type === "code" && cell.source === run.code);
  const cell = notebook.cells[at];
  if (run.state === "waiting" || cell?.cell_type !== "code") return notebook;
  return {...notebook, cells: notebook.cells.with(at, {...cell, outputs: run.outputs(), execution_count: run.count})};
}

/** The run as messages that say all of it anew: what a page has seen of it before is cleared first. */
export function retold({parent, code, count, state, outputs}: Run, write: Author): readonly Message[] {
  if (state === "waiting") return [];
  const say = (type: string, content: Content): Message => write({type, content, parent});
  const end = state === "done" ? "idle" : "busy";
  return [
    say("clear_output", {wait: false}),
    say("execute_input", {code, execution_count: count}),
    ...outputs().map(({output_type: type, ...content}) => say(type, content)),
    say("status", {execution_state: end})
  ];
}
