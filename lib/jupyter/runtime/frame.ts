/** @file Frames between the kernel and the child process: length, kind, origin, body; a stream of bytes cut into messages. */
import type {Origin} from "../engine.ts";

/** `stdout` and `stderr` carry UTF-8 text, `message` JSON and binary parts, `barrier` nothing (its number stands for the origin). */
export const kinds = ["stdout", "stderr", "message", "barrier"] as const;
export type Kind = (typeof kinds)[number];

export interface Frame {
  readonly kind: Kind;
  readonly origin: Origin;
  readonly body: Buffer;
}

const head = 9;

/** One frame's bytes: body length (4), kind (1), origin (4, signed), body. */
export function encodeFrame(kind: Kind, origin: Origin, body: string | Buffer): Buffer {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  const frame = Buffer.allocUnsafe(head + length);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt8(kinds.indexOf(kind), 4);
  frame.writeInt32LE(origin, 5);
  if (typeof body === "string") frame.write(body, head);
  else body.copy(frame, head);
  return frame;
}

/** JSON and its binary parts in one body: JSON length (4), JSON, then each part with its length (4). */
export function encodeBody(message: unknown, parts: readonly Uint8Array[] = []): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const sized = [json, ...parts].flatMap((part) => {
    const size = Buffer.allocUnsafe(4);
    size.writeUInt32LE(part.length);
    return [size, part];
  });
  return Buffer.concat(sized);
}

export function decodeBody(body: Buffer): {readonly message: unknown; readonly parts: readonly Buffer[]} {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = at + 4 + body.readUInt32LE(at);
    parts.push(body.subarray(at + 4, end));
    at = end;
  }
  return {message: JSON.parse(parts.shift()!.toString()), parts};
}

/** Takes chunks as they come and hands on whole frames; its own state is right before it does, whatever `take` comes to. */
export function frameReader(take: (frame: Frame) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = head;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    const bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    const frames: Frame[] = [];
    let at = 0;
    needed = head;
    while (at + head <= bytes.length) {
      const end = at + head + bytes.readUInt32LE(at);
      if (end > bytes.length) {
        needed = end - at;
        break;
      }
      frames.push({kind: kinds[bytes[at + 4]!]!, origin: bytes.readInt32LE(at + 5), body: bytes.subarray(at + head, end)});
      at = end;
    }
    chunks = [bytes.subarray(at)];
    size = bytes.length - at;
    for (const frame of frames) take(frame);
  };
}
