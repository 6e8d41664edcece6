/** @file The comms that stand open between front ends and the session: known here, so that the list is there at once. */
import type {CommMessage, Engine, Origin} from "../engine.ts";
import type {Content} from "../protocol/message.ts";
import {record, text} from "./fields.ts";
import type {Request} from "./publisher.ts";

export interface Comms {
  /** Notes what the session sends. */
  noteSent(comm: CommMessage): void;
  /** Brings a front end's message to the session; a comm that no one there wants is closed. */
  receive(request: Request, origin: Origin, engine: Engine, close: (id: string) => void): Promise<void>;
  /** Open comms as `comm_info_reply` lists them. */
  list(target: unknown): Content;
  /** The identifiers of all open comms, which are open no more. */
  drop(): readonly string[];
}

export function comms(): Comms {
  const open = new Map<string, string>();
  return {
    noteSent({kind, id, target = ""}) {
      if (kind === "open") open.set(id, target);
      if (kind === "close") open.delete(id);
    },
    async receive(request, origin, engine, close) {
      const comm = received(request);
      if (comm.kind === "open") open.set(comm.id, comm.target ?? "");
      // At once: a comm that its opener closes, while it is asked who wants it, is not closed a second time.
      if (comm.kind === "close") open.delete(comm.id);
      await engine.comm(comm, origin);
      if (comm.kind !== "open" || !open.has(comm.id) || comm.id in (await engine.comms())) return;
      if (open.delete(comm.id)) close(comm.id);
    },
    list: (target) =>
      Object.fromEntries([...open].filter(([, name]) => typeof target !== "string" || name === target).map(([id, name]) => [id, {target_name: name}])),
    drop() {
      const ids = [...open.keys()];
      open.clear();
      return ids;
    }
  };
}

function received({message: {header, content, metadata, buffers}}: Request): CommMessage {
  const type = header.msg_type;
  const kind = type.slice("comm_".length) as CommMessage["kind"];
  const target = kind === "open" ? {target: text(type, content, "target_name")} : {};
  return {kind, id: text(type, content, "comm_id"), data: record(content["data"]), metadata, buffers, ...target};
}
