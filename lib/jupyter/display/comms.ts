/** @file Comms: channels by which a cell and code of the front end send one another messages, binary parts included. */
import type {CommMessage, Metadata} from "../engine.ts";
import {currentPort} from "../runtime/port.ts";
import type {Comm, CommListener, CommMessageEvent} from "./comm-types.ts";
import {needPort} from "./emit.ts";
import {listenersOf, ofThisCell} from "./listeners.ts";
import {quiet} from "./quiet.ts";
import {freshCommId, session} from "./session.ts";

export interface OpenOptions {
  readonly buffers?: readonly Uint8Array[];
  readonly metadata?: Metadata;
}

/**
 * Opens a comm to `target`, for which the front end must have registered a handler.
 *
 * @throws Error in plain Node.
 */
export function openComm(target: string, data: unknown = {}, {buffers, metadata}: OpenOptions = {}): Comm {
  const port = needPort("openComm");
  if (typeof target !== "string" || target === "") throw new TypeError(`openComm: target must be a string that is not empty, got ${String(target)}`);
  const comm = makeComm(freshCommId(), target);
  port.send({type: "comm", comm: {kind: "open", id: comm.id, target, data, ...(metadata ? {metadata} : {}), ...(buffers ? {buffers} : {})}});
  return comm;
}

/**
 * Registers what happens when the front end opens a comm to `target`. The later registration of a target wins.
 * Returns the way to take it back.
 */
export function onComm(target: string, listener: CommListener): () => void {
  const {targets} = session();
  const registered = ofThisCell("onComm", listener);
  targets.set(target, registered);
  return quiet(() => void (targets.get(target) === registered && targets.delete(target)));
}

/** Open comms by id, with their targets. */
export function openComms(): Readonly<Record<string, string>> {
  return Object.fromEntries([...session().comms].map(([id, {comm}]) => [id, comm.target]));
}

/**
 * A message from the front end. A comm of an unknown target is answered with a close, as the protocol asks. What is said to an unknown
 * comm is not: it was meant for a session before this one, and the page that said it has forgotten it by now.
 */
export async function receiveComm({kind, id, target = "", data, buffers = []}: CommMessage): Promise<void> {
  if (kind !== "open") return session().comms.get(id)?.receive(kind, data, buffers);
  const listener = session().targets.get(target);
  if (listener) await listener(makeComm(id, target), {data, buffers});
  else currentPort()?.send({type: "comm", comm: {kind: "close", id, data: {}}});
}

function makeComm(id: string, target: string): Comm {
  const port = needPort("openComm");
  const {comms} = session();
  const [messages, closing] = [listenersOf<CommMessageEvent>("comm.onMessage"), listenersOf<CommMessageEvent>("comm.onClose")];
  const comm: Comm = {
    id,
    target,
    get closed() {
      return !comms.has(id);
    },
    send(data, {buffers, metadata} = {}) {
      if (comm.closed) throw new Error(`comm ${target}: must be open to send; it was closed`);
      port.send({type: "comm", comm: {kind: "msg", id, data, ...(metadata ? {metadata} : {}), ...(buffers ? {buffers} : {})}});
    },
    onMessage: messages.add,
    onClose: closing.add,
    close(data = {}) {
      if (comms.delete(id)) port.send({type: "comm", comm: {kind: "close", id, data}});
    }
  };
  comms.set(id, {
    comm,
    receive(kind, data, buffers) {
      if (kind === "close") comms.delete(id);
      return (kind === "close" ? closing : messages).call({data, buffers});
    }
  });
  return comm;
}
