/** @file `process.stdout`, `process.stderr`, `console` and `fs.writeSync(1 | 2)` in cells write frames, in order, at once. */
import {Console} from "node:console";
import fs from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {StringDecoder} from "node:string_decoder";
import {sendText} from "./channel.ts";

type Name = "stdout" | "stderr";
const decoders = {stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8")};

function send(name: Name, chunk: unknown, encoding?: unknown): void {
  if (typeof chunk === "string") {
    const plain = encoding === undefined || encoding === "utf8" || encoding === "utf-8" || typeof encoding !== "string";
    return sendText(name, plain ? chunk : decoders[name].write(Buffer.from(chunk, encoding as BufferEncoding)));
  }
  if (!ArrayBuffer.isView(chunk)) throw new TypeError(`process.${name}.write: the chunk must be a string or bytes, got ${typeof chunk}`);
  sendText(name, decoders[name].write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
}

function overrideStream(name: Name): void {
  const stream = process[name];
  stream.write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    send(name, chunk, encoding);
    const called = typeof encoding === "function" ? encoding : done;
    if (typeof called === "function") process.nextTick(called as () => void);
    return true;
  };
  Object.defineProperty(stream, "_write", {value: (chunk: Buffer, _: string, done: () => void) => (send(name, chunk), done()), configurable: true});
}

function overrideWriteSync(): void {
  const writeSync = fs.writeSync as (...args: unknown[]) => number;
  const replaced = (fd: unknown, data: unknown, ...rest: unknown[]): number => {
    if (fd !== 1 && fd !== 2) return writeSync(fd, data, ...rest);
    const bytes = slice(data, rest);
    send(fd === 1 ? "stdout" : "stderr", bytes);
    return bytes.length;
  };
  Object.defineProperty(fs, "writeSync", {value: replaced, writable: true, configurable: true, enumerable: true});
  syncBuiltinESMExports();
}

/** The bytes that `fs.writeSync(fd, data, …)` would write. */
function slice(data: unknown, [first, second]: readonly unknown[]): Buffer {
  if (typeof data === "string") return Buffer.from(data, (typeof second === "string" ? second : "utf8") as BufferEncoding);
  if (!ArrayBuffer.isView(data)) throw new TypeError("fs.writeSync: the data must be a string or bytes");
  const all = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const {offset, length} = typeof first === "object" && first ? (first as {offset?: number; length?: number}) : {offset: first as number, length: second as number};
  return all.subarray(offset ?? 0, (offset ?? 0) + (length ?? all.length));
}

/** A console of our own also skips what the inspector would keep of every call. */
export function overrideStreams(): void {
  overrideStream("stdout");
  overrideStream("stderr");
  overrideWriteSync();
  const value = new Console({stdout: process.stdout, stderr: process.stderr});
  Object.defineProperty(globalThis, "console", {value, writable: true, configurable: true});
}
