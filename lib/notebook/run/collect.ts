/** @file The kernel's messages to the outputs that a notebook file keeps. */
import type {Content, Message} from "../../jupyter/protocol/message.ts";
import type {ErrorOutput, MimeBundle, Metadata, Output} from "../format/document.ts";

export interface Collector {
  /** Takes a message on iopub. */
  readonly take: (message: Message) => void;
  /** The outputs of the request `id` so far; late ones of a timer count too. */
  outputs(id: string): readonly Output[];
}

interface Slot {
  output: Output;
  readonly displayId?: string;
}

interface Request {
  slots: Slot[];
  /** `clear_output(wait)`: what is shown goes when the next output comes. */
  clearing: boolean;
}

export function collector(): Collector {
  const records = new Map<string, Request>();
  const record = (id: string): Request => {
    const found = records.get(id) ?? {slots: [], clearing: false};
    records.set(id, found);
    return found;
  };

  function add(id: string, slot: Slot): void {
    const to = record(id);
    if (to.clearing) Object.assign(to, {slots: [], clearing: false});
    const last = to.slots.at(-1);
    // Pieces of one stream are one output, however they were cut on the way.
    if (last?.output.output_type === "stream" && slot.output.output_type === "stream" && last.output.name === slot.output.name) {
      last.output = {...last.output, text: last.output.text + slot.output.text};
    } else to.slots.push(slot);
  }

  function update({data, metadata, transient}: Content): void {
    const id = displayIdOf(transient);
    for (const {slots} of records.values()) {
      for (const slot of slots) {
        if (id !== undefined && slot.displayId === id && "data" in slot.output) slot.output = {...slot.output, data: data as MimeBundle, metadata: metadata as Metadata};
      }
    }
  }

  return {
    take({header, parent_header: {msg_id: id}, content}) {
      if (header.msg_type === "update_display_data") return update(content);
      if (id === undefined) return;
      if (header.msg_type === "clear_output") return void Object.assign(record(id), content["wait"] === true ? {clearing: true} : {slots: [], clearing: false});
      const output = outputOf(header.msg_type, content);
      const displayId = displayIdOf(content["transient"]);
      if (output) add(id, {output, ...(displayId !== undefined && {displayId})});
    },
    outputs: (id) => records.get(id)?.slots.map(({output}) => output) ?? []
  };
}

function displayIdOf(transient: unknown): string | undefined {
  const id = (transient as {readonly display_id?: unknown} | undefined)?.display_id;
  return typeof id === "string" ? id : undefined;
}

function outputOf(type: string, content: Content): Output | undefined {
  const bundle = (name: string): Metadata => (content[name] ?? {}) as Metadata;
  switch (type) {
    case "stream": return {output_type: type, name: content["name"] === "stderr" ? "stderr" : "stdout", text: String(content["text"] ?? "")};
    case "display_data": return {output_type: type, data: bundle("data"), metadata: bundle("metadata")};
    case "execute_result": return {output_type: type, data: bundle("data"), metadata: bundle("metadata"), execution_count: content["execution_count"] as number | null};
    case "error": return errorOutput(content);
    default: return undefined;
  }
}

/** The error of an `error` message, or of a reply. */
export function errorOutput({ename, evalue, traceback}: Content): ErrorOutput {
  return {output_type: "error", ename: String(ename ?? "Error"), evalue: String(evalue ?? ""), traceback: Array.isArray(traceback) ? traceback.map(String) : []};
}
