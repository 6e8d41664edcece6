/** @file The two forms of a message on a kernel's websocket: JSON, and the binary `v1.kernel.websocket.jupyter.org`. */
import type {Channel, Content, Header, Message} from "../../../jupyter/protocol/message.ts";
import {jsonText} from "../../../jupyter/protocol/wire.ts";

/** The subprotocol by whose name a client asks for the second form. */
export const binaryForm = "v1.kernel.websocket.jupyter.org";

export interface Form {
  encode(channel: Channel, message: Message): string | Uint8Array;
  /** @throws Error if the frame is no message; its text says why. */
  decode(frame: string | Buffer): {readonly channel: Channel; readonly message: Message};
}

/** All parts behind one another: where each begins, 64-bit little-endian, then channel, header, parent, metadata, content, buffers. */
export const binary: Form = {
  encode(channel, {header, parent_header: parent, metadata, content, buffers}) {
    const parts = [Buffer.from(channel), ...[header, parent, metadata, content].map((part) => Buffer.from(jsonText(part))), ...buffers];
    const table = Buffer.alloc(8 * (parts.length + 2));
    table.writeBigUInt64LE(BigInt(parts.length + 1), 0);
    let at = table.length;
    for (const [i, part] of parts.entries()) {
      table.writeBigUInt64LE(BigInt(at), 8 * (i + 1));
      at += part.byteLength;
    }
    table.writeBigUInt64LE(BigInt(at), 8 * (parts.length + 1));
    return Buffer.concat([table, ...parts]);
  },
  decode(frame) {
    if (typeof frame === "string") throw new Error("the binary form was agreed on, and text came");
    const count = frame.length >= 8 ? Number(frame.readBigUInt64LE(0)) : 0;
    if (!(count >= 6 && 8 * (count + 1) <= frame.length)) throw new Error("the table of offsets is cut off");
    const offsets = Array.from({length: count}, (_, i) => Number(frame.readBigUInt64LE(8 * (i + 1))));
    const parts = offsets.slice(1).map((end, i) => part(frame, offsets[i]!, end));
    const [channel, ...rest] = parts;
    return {channel: channelOf(channel!.toString()), message: messageOf(rest.slice(0, 4).map((each) => parsed(each.toString())), rest.slice(4))};
  }
};

/** Text of JSON; with buffers a table of offsets, 32-bit big-endian, then the JSON and the buffers. */
export const plain: Form = {
  encode(channel, {buffers, ...message}) {
    const fields = {...message, msg_id: message.header.msg_id, msg_type: message.header.msg_type, channel, buffers: []};
    if (buffers.length === 0) return jsonText(fields);
    const parts = [Buffer.from(jsonText(fields)), ...buffers];
    const table = Buffer.alloc(4 * (parts.length + 1));
    table.writeUInt32BE(parts.length, 0);
    let at = table.length;
    for (const [i, each] of parts.entries()) {
      table.writeUInt32BE(at, 4 * (i + 1));
      at += each.byteLength;
    }
    return Buffer.concat([table, ...parts]);
  },
  decode(frame) {
    const [text, buffers] = typeof frame === "string" ? [frame, []] : split(frame);
    const fields = parsed(text) as Content;
    return {channel: channelOf(fields["channel"]), message: messageOf(["header", "parent_header", "metadata", "content"].map((name) => fields[name] ?? {}), buffers)};
  }
};

function split(frame: Buffer): readonly [string, readonly Buffer[]] {
  const count = frame.length >= 4 ? frame.readUInt32BE(0) : 0;
  if (!(count >= 1 && 4 * (count + 1) <= frame.length)) throw new Error("the table of offsets is cut off");
  const offsets = [...Array.from({length: count}, (_, i) => frame.readUInt32BE(4 * (i + 1))), frame.length];
  const [text, ...buffers] = offsets.slice(1).map((end, i) => part(frame, offsets[i]!, end));
  return [text!.toString(), buffers];
}

function part(frame: Buffer, start: number, end: number): Buffer {
  if (!(start <= end && end <= frame.length)) throw new Error("an offset points outside");
  return frame.subarray(start, end);
}

function channelOf(value: unknown): Channel {
  if (value === "shell" || value === "control" || value === "stdin") return value;
  throw new Error(`a client may speak on shell, control and stdin, not on ${String(value)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error("a part is not JSON");
  }
}

function messageOf(parts: readonly unknown[], buffers: readonly Uint8Array[]): Message {
  if (!parts.every((each) => typeof each === "object" && each !== null && !Array.isArray(each))) throw new Error("a part is not an object");
  const [header, parent, metadata, content] = parts as readonly Content[];
  for (const name of ["msg_id", "msg_type"]) if (typeof header![name] !== "string") throw new Error(`the header has no ${name}`);
  return {header: header as unknown as Header, parent_header: parent as Message["parent_header"], metadata: metadata!, content: content!, buffers};
}
