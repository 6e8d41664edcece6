/** @file Says things to front ends: an answer goes back to its asker, the rest to all who listen. */
import type {Author, Content, Envelope, Header, Message} from "../protocol/message.ts";

/** A message from a front end, which wants an answer. */
export type Request = Envelope;

export interface Extras {
  readonly metadata?: Content;
  readonly buffers?: readonly Uint8Array[];
}

export type ExecutionState = "starting" | "busy" | "idle";

export interface Publisher {
  /** To every front end, in the name of the request whose header is `parent`. */
  broadcast(type: string, content: Content, parent: Message["parent_header"], extras?: Extras): void;
  /** To the front end that sent `request`, on the channel it came by (or on `channel`); returns what was sent. */
  answer(request: Request, type: string, content: Content, extras?: Extras & {readonly channel?: "stdin"}): Header;
  status(state: ExecutionState, parent: Message["parent_header"]): void;
}

export function publisher(write: Author, publish: (envelope: Envelope) => void): Publisher {
  const broadcast: Publisher["broadcast"] = (type, content, parent, extras = {}) =>
    publish({channel: "iopub", message: write({type, content, parent, ...extras})});
  return {
    broadcast,
    answer(request, type, content, {channel = request.channel, ...extras}: Extras & {readonly channel?: Envelope["channel"]} = {}) {
      const message = write({type, content, parent: request.message.header, ...extras});
      publish({channel, message, ...(request.route && {route: request.route})});
      return message.header;
    },
    status: (state, parent) => broadcast("status", {execution_state: state}, parent)
  };
}
