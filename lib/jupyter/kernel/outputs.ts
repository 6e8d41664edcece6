/** @file Turns what an engine puts out into messages, each in the name of the cell that made it. */
import type {CommMessage, Host, Origin, Output} from "../engine.ts";
import type {Content} from "../protocol/message.ts";
import type {Comms} from "./comms.ts";
import type {Origins} from "./origins.ts";
import type {Publisher} from "./publisher.ts";
import {streams, type Streams} from "./streams.ts";

export interface Outputs {
  readonly take: Host["output"];
  readonly flush: Streams["flush"];
  /** Called with every result's plain text: history keeps it. */
  onResult(listener: (text: string, origin: Origin) => void): void;
}

export function outputs(publisher: Publisher, origins: Origins, comms: Comms): Outputs {
  let heard: (text: string, origin: Origin) => void = () => {};

  function send(type: string, content: Content, origin: Origin, buffers: readonly Uint8Array[] = []): void {
    const run = origins.find(origin);
    if (run?.silent && !type.startsWith("comm_")) return;
    publisher.broadcast(type, content, run?.request.message.header ?? {}, {buffers});
  }
  const text = streams((name, value, origin) => send("stream", {name, text: value}, origin));

  function sendComm(comm: CommMessage, origin: Origin): void {
    comms.noteSent(comm);
    const target = comm.kind === "open" ? {target_name: comm.target ?? ""} : {};
    const run = origins.find(origin);
    publisher.broadcast(`comm_${comm.kind}`, {comm_id: comm.id, data: comm.data ?? {}, ...target}, run?.request.message.header ?? {}, {
      metadata: comm.metadata ?? {},
      buffers: comm.buffers ?? []
    });
  }

  function take(output: Output, origin: Origin): void {
    if (output.type === "stream") return text.write(output.name, output.text, origin);
    text.flush();
    switch (output.type) {
      case "display": {
        const transient = output.displayId === undefined ? {} : {display_id: output.displayId};
        return send(output.update ? "update_display_data" : "display_data", {data: output.data, metadata: output.metadata, transient}, origin);
      }
      case "result": {
        const plain = output.data["text/plain"];
        if (typeof plain === "string") heard(plain, origin);
        const number = origins.find(origin)?.number ?? 0;
        return send("execute_result", {execution_count: number, data: output.data, metadata: output.metadata}, origin);
      }
      case "clear":
        return send("clear_output", {wait: output.wait}, origin);
      case "comm":
        return sendComm(output.comm, origin);
      default:
        output satisfies never;
    }
  }

  return {take, flush: text.flush, onResult: (listener) => void (heard = listener)};
}
