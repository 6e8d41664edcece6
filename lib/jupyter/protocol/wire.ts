/** @file A message as frames on a socket: route, delimiter, signature, four JSON parts, buffers. */
import {createHmac, timingSafeEqual} from "node:crypto";
import type {Content, Header, Message} from "./message.ts";

/** Frames that are no message; the error's text says why. */
export class WireError extends Error {
  override readonly name = "WireError";
}

export interface Wire {
  encode(message: Message, route: readonly Uint8Array[]): Uint8Array[];
  /** @throws WireError if the frames are cut off, not signed by our key, seen before, or not JSON of a message. */
  decode(frames: readonly Uint8Array[]): {readonly message: Message; readonly route: readonly Uint8Array[]};
}

const delimiter = Buffer.from("<IDS|MSG>");
/** How many signatures are remembered against a replay. */
const remembered = 65_536;

/** Signs and checks with HMAC; an empty `key` means that messages are neither signed nor checked. */
export function wire(key: string, hash = "sha256"): Wire {
  const seen = new Set<string>();

  function sign(parts: readonly Uint8Array[]): string {
    if (key === "") return "";
    const hmac = createHmac(hash, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  function check(signature: Uint8Array, parts: readonly Uint8Array[]): void {
    if (key === "") return;
    const right = Buffer.from(sign(parts));
    if (signature.length !== right.length || !timingSafeEqual(signature, right)) throw new WireError("wrong signature");
    const name = right.toString();
    if (seen.has(name)) throw new WireError("the message has come before");
    seen.add(name);
    if (seen.size > remembered) seen.delete(seen.values().next().value!);
  }

  return {
    encode({header, parent_header: parent, metadata, content, buffers}, route) {
      const parts = [header, parent, metadata, content].map((part) => Buffer.from(jsonText(part)));
      return [...route, delimiter, Buffer.from(sign(parts)), ...parts, ...buffers];
    },
    decode(frames) {
      const at = frames.findIndex((frame) => delimiter.equals(frame));
      if (at < 0) throw new WireError("no delimiter <IDS|MSG>");
      const [signature, ...rest] = frames.slice(at + 1);
      if (!signature || rest.length < 4) throw new WireError(`${rest.length} of 4 parts behind the delimiter`);
      const parts = rest.slice(0, 4);
      check(signature, parts);
      const [header, parent, metadata, content] = parts.map(parsed) as [Content, Content, Content, Content];
      return {
        route: frames.slice(0, at),
        message: {header: headerOf(header), parent_header: parent as Message["parent_header"], metadata, content, buffers: rest.slice(4)}
      };
    }
  };
}

function headerOf(fields: Content): Header {
  for (const name of ["msg_id", "msg_type"]) {
    if (typeof fields[name] !== "string") throw new WireError(`the header has no ${name}`);
  }
  return fields as unknown as Header;
}

function parsed(frame: Uint8Array): Content {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString());
  } catch {
    throw new WireError("a part is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new WireError("a part is not an object");
  return value as Content;
}

/** JSON of any data: what JSON does not know (a big integer) becomes text. */
export function jsonText(part: unknown): string {
  try {
    return JSON.stringify(part);
  } catch {
    return JSON.stringify(part, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  }
}
