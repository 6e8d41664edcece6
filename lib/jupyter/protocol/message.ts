/** @file What travels between a front end and the kernel: a Jupyter message, its channel and its way back. */
import {randomUUID} from "node:crypto";

/** The version of the messaging protocol that we speak; 5.4 brought `iopub_welcome`. */
export const protocolVersion = "5.4";

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export type Content = Readonly<Record<string, unknown>>;

export interface Message {
  readonly header: Header;
  /** The header of the request that this message belongs to; empty where there is none. */
  readonly parent_header: Header | Readonly<Record<string, never>>;
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Uint8Array[];
}

export type Channel = "shell" | "control" | "stdin" | "iopub";

/** A message on its channel. `route` is the transport's own: an answer carries the route of its request. */
export interface Envelope {
  readonly channel: Channel;
  readonly message: Message;
  readonly route?: readonly Uint8Array[];
}

export interface MessageParts {
  readonly type: string;
  readonly content?: Content;
  readonly parent?: Message["parent_header"];
  readonly metadata?: Content;
  readonly buffers?: readonly Uint8Array[];
}

/** Makes the messages of one session; each has an identifier of its own. */
export type Author = (parts: MessageParts) => Message;

export function author(username: string, session: string = randomUUID()): Author {
  let count = 0;
  return ({type, content = {}, parent = {}, metadata = {}, buffers = []}) => ({
    header: {
      msg_id: `${session}_${count++}`,
      msg_type: type,
      session,
      username,
      date: new Date().toISOString(),
      version: protocolVersion
    },
    parent_header: parent,
    metadata,
    content,
    buffers
  });
}
